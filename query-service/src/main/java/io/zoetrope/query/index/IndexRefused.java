package io.zoetrope.query.index;

import java.io.IOException;

/** OpenSearch does not take what it was asked: a mistake of this service, and not of its client. */
public final class IndexRefused extends IOException {
    private static final long serialVersionUID = 1L;

    IndexRefused(String message) {
        super(message);
    }
}
