/** What measuring, verifying and reporting share: the machine, number files, the digits data, JSON reports. */
package dev.axolemma.bench;
