package io.zoetrope.connectors.opensearch;

/** What follows from one answer of OpenSearch: the three outcomes of an error, or none. */
public enum Verdict {
    ACCEPTED,
    /** Overloaded, blocked, changed meanwhile or not there now: the same again, later. */
    RETRY,
    /** A fact about this document: a dead letter. */
    REJECT,
    /** A fact about the cluster or the configuration: the job fails with a clear message. */
    FAIL;

    private static final String MISSING_INDEX = "index_not_found_exception";
    private static final String SECURITY = "security_exception";
    private static final String BLOCKED = "cluster_block_exception";

    /**
     * @param status HTTP status, of a bulk's item or of a whole answer
     * @param errorType OpenSearch's exception name, or empty
     */
    public static Verdict of(int status, String errorType) {
        if (status >= 200 && status < 300) {
            return ACCEPTED;
        }
        // A block is a full disk, or an operator who will lift it.
        boolean passes =
                status == 408
                        || status == 409
                        || status == 429
                        || status >= 500
                        || errorType.equals(BLOCKED);
        if (passes) {
            return RETRY;
        }
        boolean fails =
                status == 401
                        || status == 403
                        || errorType.equals(MISSING_INDEX)
                        || errorType.equals(SECURITY);
        return fails ? FAIL : REJECT;
    }
}
