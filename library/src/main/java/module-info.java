/** Everything that computes on the CPU. */
module dev.axolemma {
    requires transitive dev.axolemma.api;
    requires dev.axolemma.cpu;
}
