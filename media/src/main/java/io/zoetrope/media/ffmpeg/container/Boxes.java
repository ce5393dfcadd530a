package io.zoetrope.media.ffmpeg.container;

import io.zoetrope.domain.store.MediaSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Walks the boxes of an MP4 (ISO/IEC 14496-12 §4.2) at one level, reading their headers only. For
 * one thread.
 */
public final class Boxes {
    /** Each may be a request to a store. */
    public static final int MOST = 10_000;

    private static final int SHORT_HEADER = 8;
    private static final int LONG_HEADER = 16;

    private final MediaSource source;
    private final long endAt;
    private final int most;
    private String type = "";
    private long contentAt;
    private long nextAt;
    private int seen;

    /** The outermost boxes. */
    public Boxes(MediaSource source) {
        this(source, 0, source.size(), MOST);
    }

    private Boxes(MediaSource source, long startAt, long endAt, int most) {
        this.source = source;
        this.nextAt = startAt;
        this.endAt = endAt;
        this.most = most;
    }

    /** The outermost boxes from one that begins at an offset, without a bound on their number. */
    static Boxes from(MediaSource source, long offset) {
        return new Boxes(source, offset, source.size(), Integer.MAX_VALUE);
    }

    /**
     * Goes to the next box.
     *
     * @return false if there is none, or what follows is no box, or so many were seen that the rest
     *     is not looked at: see {@link #gaveUp}
     */
    public boolean next() throws IOException {
        if (nextAt >= endAt || gaveUp()) {
            return false;
        }
        seen++;
        ByteBuffer header = bytesAt(source, nextAt, LONG_HEADER);
        if (header.remaining() < SHORT_HEADER) {
            // A box that is cut inside its header declares these bytes at least.
            nextAt += SHORT_HEADER;
            return false;
        }
        long size = Integer.toUnsignedLong(header.getInt(0));
        contentAt = nextAt + SHORT_HEADER;
        if (size == 0) {
            size = endAt - nextAt;
        } else if (size == 1) {
            size = header.remaining() < LONG_HEADER ? -1 : header.getLong(SHORT_HEADER);
            contentAt = nextAt + LONG_HEADER;
        }
        if (size < contentAt - nextAt || nextAt + size < 0) {
            nextAt = endAt;
            return false;
        }
        byte[] name = new byte[Integer.BYTES];
        header.get(Integer.BYTES, name);
        type = new String(name, StandardCharsets.ISO_8859_1);
        nextAt += size;
        return true;
    }

    /**
     * Goes to the next box of a type.
     *
     * @return false if there is none
     */
    public boolean next(String wanted) throws IOException {
        while (next()) {
            if (type.equals(wanted)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the boxes that follow, if any do, are not looked at. */
    public boolean gaveUp() {
        return seen == most && nextAt < endAt;
    }

    public String type() {
        return type;
    }

    /** Bytes of what is in this box, as far as it says. */
    long contentBytes() {
        return nextAt - contentAt;
    }

    /** Where the box ends, whether or not the file goes on so far. */
    long endAt() {
        return nextAt;
    }

    /** The boxes inside this one, after so many bytes of its own. */
    public Boxes inside(int ownBytes) {
        return new Boxes(source, contentAt + ownBytes, Math.min(nextAt, endAt), MOST);
    }

    /** The first bytes of what is in this box; fewer if it has fewer. */
    public ByteBuffer content(int most) throws IOException {
        long there = Math.min(nextAt, endAt) - contentAt;
        return bytesAt(source, contentAt, (int) Math.max(0, Math.min(most, there)));
    }

    static ByteBuffer bytesAt(MediaSource source, long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (source.read(position + bytes.position(), bytes) < 0) {
                break;
            }
        }
        return bytes.flip();
    }
}
