package io.zoetrope.query.generate;

/** An answer cannot be made, or not to its end; the message is for the client. */
public final class GeneratorProblem extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * @param code short stable phrase in snake_case
     */
    public GeneratorProblem(String code, String message) {
        super(message);
        this.code = code;
    }

    public GeneratorProblem(String code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
