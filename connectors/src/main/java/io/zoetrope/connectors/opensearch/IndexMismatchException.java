package io.zoetrope.connectors.opensearch;

import java.io.IOException;

/** OpenSearch is there, but not as this job needs it: no retry helps, an operator must act. */
public final class IndexMismatchException extends IOException {
    private static final long serialVersionUID = 1L;

    public IndexMismatchException(String message) {
        super(message);
    }
}
