package io.zoetrope.media.ffmpeg.container;

import io.zoetrope.domain.store.MediaSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * An MP4 with a stretch of it passed over: in its place stands one box without a meaning ({@code
 * free}, ISO/IEC 14496-12 §8.1.2) that is as long, so that all offsets in the file hold.
 */
final class SkippingSource implements MediaSource {
    /** The shortest stretch that such a box fits in. */
    static final int LEAST = 16;

    private final MediaSource source;
    private final long fromOffset;
    private final long toOffset;
    private final byte[] header;

    /**
     * @param source stays the caller's to close
     * @param toOffset excluded, at least {@link #LEAST} behind the first
     */
    SkippingSource(MediaSource source, long fromOffset, long toOffset) {
        this.source = source;
        this.fromOffset = fromOffset;
        this.toOffset = toOffset;
        this.header =
                ByteBuffer.allocate(LEAST)
                        .putInt(1)
                        .put("free".getBytes(StandardCharsets.US_ASCII))
                        .putLong(toOffset - fromOffset)
                        .array();
    }

    @Override
    public long size() {
        return source.size();
    }

    @Override
    public String version() {
        return source.version();
    }

    @Override
    public int read(long position, ByteBuffer into) throws IOException {
        if (position >= toOffset) {
            return source.read(position, into);
        }
        int limit = into.limit();
        long end = position < fromOffset ? fromOffset : toOffset;
        int most = (int) Math.min(into.remaining(), end - position);
        into.limit(into.position() + most);
        try {
            return position < fromOffset ? source.read(position, into) : passedOver(position, into);
        } finally {
            into.limit(limit);
        }
    }

    private int passedOver(long position, ByteBuffer into) {
        int given = into.remaining();
        for (long at = position - fromOffset; into.hasRemaining(); at++) {
            into.put(at < LEAST ? header[(int) at] : 0);
        }
        return given;
    }

    @Override
    public void close() {}
}
