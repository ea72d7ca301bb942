package dev.axolemma.cuda;

/** What a register of PTX holds. */
enum RegisterKind {
    PREDICATE("pred", "%p"),
    B16("b16", "%rs"),
    B32("b32", "%r"),
    B64("b64", "%rd"),
    F32("f32", "%f"),
    F64("f64", "%fd");

    private final String type;
    private final String prefix;

    RegisterKind(String type, String prefix) {
        this.type = type;
        this.prefix = prefix;
    }

    /** The register's type in a declaration. */
    String type() {
        return type;
    }

    /** What the names of such registers begin with. */
    String prefix() {
        return prefix;
    }
}
