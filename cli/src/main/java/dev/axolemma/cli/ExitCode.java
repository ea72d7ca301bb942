package dev.axolemma.cli;

/** What the command line promises to scripts. */
final class ExitCode {

    static final int FINE = 0;
    static final int CHECK_FAILED = 1;
    static final int USAGE = 2;
    static final int BACKEND_UNAVAILABLE = 3;
    /** A defect of Axolemma: the {@code EX_SOFTWARE} of sysexits.h. */
    static final int DEFECT = 70;

    private ExitCode() {
    }
}
