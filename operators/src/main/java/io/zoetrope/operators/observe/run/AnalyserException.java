package io.zoetrope.operators.observe.run;

/** An analyser failed for another reason than its picture: the job restarts. */
final class AnalyserException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AnalyserException(String message, Throwable cause) {
        super(message, cause);
    }
}
