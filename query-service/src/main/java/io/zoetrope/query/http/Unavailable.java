package io.zoetrope.query.http;

import java.io.IOException;

/** What this service asks does not answer now; its message is for the client, who may try again. */
public final class Unavailable extends IOException {
    private static final long serialVersionUID = 1L;

    public Unavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
