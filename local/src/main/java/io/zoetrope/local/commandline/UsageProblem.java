package io.zoetrope.local.commandline;

/** What the person who started the run has to change; the message is one line for them. */
public final class UsageProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UsageProblem(String message) {
        super(message);
    }

    public UsageProblem(String message, Throwable cause) {
        super(message, cause);
    }
}
