package io.zoetrope.domain.store;

import java.io.IOException;
import java.util.Locale;

/**
 * A file ended before the end that was known when it was opened: nothing more of it is no end, and
 * whoever goes on as if it were has half a video without a word.
 */
public final class SourceCutShort extends IOException {
    private static final long serialVersionUID = 1L;

    private SourceCutShort(long position, long size) {
        super(
                String.format(
                        Locale.ROOT,
                        "the file changed while it was read: it ended at byte %d of %d",
                        position,
                        size));
    }

    /**
     * @param position at which a source had nothing more
     * @param size of it when it was opened; -1 if nobody knows, so that any end is one
     */
    public static void requireEnd(long position, long size) throws SourceCutShort {
        if (position < size) {
            throw new SourceCutShort(position, size);
        }
    }
}
