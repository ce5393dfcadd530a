package io.zoetrope.connectors;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Which failures are a store's, so that trying again may help. */
public final class StoreFailures {
    private StoreFailures() {}

    /** File system plugins throw their client's own exceptions; the JDK's are errors of ours. */
    public static boolean isOfStore(Exception e) {
        return e instanceof IOException
                || e instanceof UncheckedIOException
                || !e.getClass().getName().startsWith("java.");
    }
}
