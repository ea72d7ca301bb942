/** Measuring throughput with JMH: kernels, the plain Java loops they are compared with, and copy bandwidth. */
package dev.axolemma.bench.measure;
