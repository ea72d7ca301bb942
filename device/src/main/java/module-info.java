/** What devices with memory of their own have in common: for backends, not for users. */
module dev.axolemma.device {
    requires transitive dev.axolemma.api;
    requires transitive dev.axolemma.compiler;

    exports dev.axolemma.device;
}
