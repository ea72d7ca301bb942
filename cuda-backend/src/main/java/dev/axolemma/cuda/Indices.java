package dev.axolemma.cuda;

/** Arithmetic on indices and sizes: integers of 64 bits that are not negative. */
record Indices(KernelText text) {

    String add(Object a, Object b) {
        return compute("add.s64", a, b);
    }

    String subtract(Object a, Object b) {
        return compute("sub.s64", a, b);
    }

    String multiply(Object a, Object b) {
        return compute("mul.lo.s64", a, b);
    }

    /** a · b + c. */
    String multiplyAdd(Object a, Object b, Object c) {
        return compute("mad.lo.s64", a, b, c);
    }

    /** A division by a power of two, which is a shift. */
    String divide(Object a, int powerOfTwo) {
        return compute("div.u64", a, powerOfTwo);
    }

    /**
     * GPUs divide by a routine; that for 32 bits takes a fourth of the time, and does for most sizes that there are.
     */
    String divide(Object a, String b) {
        String quotient = text.register(RegisterKind.B64);
        String wide = text.label("wide");
        String divided = text.label("divided");
        text.branchUnless(text.compute(RegisterKind.PREDICATE, "setp.lt.u64", or(a, b), 1L << Integer.SIZE), wide);
        String narrow = text.compute(RegisterKind.B32, "div.u32", low(a), low(b));
        text.set(quotient, "cvt.u64.u32", narrow);
        text.branch(divided);
        text.bind(wide);
        text.set(quotient, "div.u64", a, b);
        text.bind(divided);
        return quotient;
    }

    private String low(Object a) {
        return text.compute(RegisterKind.B32, "cvt.u32.u64", a);
    }

    String and(Object a, Object b) {
        return compute("and.b64", a, b);
    }

    String or(Object a, Object b) {
        return compute("or.b64", a, b);
    }

    String xor(Object a, Object b) {
        return compute("xor.b64", a, b);
    }

    /** a / b, rounded up. */
    String divideUp(String a, int b) {
        return divide(add(a, b - 1), b);
    }

    /** What is left of {@code a} if {@code b} is taken from it {@code quotient} times. */
    String remainder(Object a, Object quotient, Object b) {
        return subtract(a, multiply(quotient, b));
    }

    String minimum(Object a, Object b) {
        return compute("min.s64", a, b);
    }

    String maximum(Object a, Object b) {
        return compute("max.s64", a, b);
    }

    String select(String predicate, Object a, Object b) {
        return compute("selp.b64", a, b, predicate);
    }

    String less(Object a, Object b) {
        return text.compute(RegisterKind.PREDICATE, "setp.lt.s64", a, b);
    }

    String equal(Object a, Object b) {
        return text.compute(RegisterKind.PREDICATE, "setp.eq.s64", a, b);
    }

    /** Where an element is in memory, if elements start at {@code base} and each is {@code step} bytes further on. */
    String memory(String base, Object element, Object step) {
        return "[" + compute("mad.lo.s64", element, step, base) + "]";
    }

    /** The number of this thread in its block. */
    String threadOfBlock() {
        return special("%tid.x");
    }

    /** How many threads a block has. */
    String threadsOfBlock() {
        return special("%ntid.x");
    }

    /** The number of this thread's block. */
    String block() {
        return special("%ctaid.x");
    }

    /** How many blocks the grid has. */
    String blocks() {
        return special("%nctaid.x");
    }

    /** The number of this thread among all of the grid. */
    String thread() {
        return compute("mad.lo.s64", block(), threadsOfBlock(), threadOfBlock());
    }

    /** How many threads the grid has. */
    String threads() {
        return multiply(blocks(), threadsOfBlock());
    }

    private String special(String register) {
        return compute("cvt.u64.u32", text.compute(RegisterKind.B32, "mov.u32", register));
    }

    private String compute(String instruction, Object... operands) {
        return text.compute(RegisterKind.B64, instruction, operands);
    }
}
