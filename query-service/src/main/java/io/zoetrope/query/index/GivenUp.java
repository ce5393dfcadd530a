package io.zoetrope.query.index;

import java.io.IOException;

/** What was asked was broken off by whoever asked it, which says nothing about the index. */
final class GivenUp extends IOException {
    private static final long serialVersionUID = 1L;

    GivenUp(Exception cause) {
        super("broken off", cause);
    }
}
