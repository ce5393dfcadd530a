package io.zoetrope.query.media;

import io.zoetrope.media.clips.JoinedTracks;
import io.zoetrope.query.http.content.Content;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;

/**
 * A stored fragment of pictures whose times are those that FFmpeg understands, see {@link
 * JoinedTracks#makeFirst}. For one thread.
 */
final class PlainFragment implements Content {
    private static final int BOX_HEAD = 8;
    private static final int MDAT = 0x6D646174;

    /** More samples than a segment has. */
    private static final int MOST_BYTES = 16 << 20;

    private final Content stored;
    private byte[] front;

    PlainFragment(Content stored) {
        this.stored = stored;
    }

    @Override
    public long size() {
        return stored.size();
    }

    @Override
    public String etag() {
        return stored.etag();
    }

    @Override
    public InputStream open(long from) throws IOException {
        if (front == null) {
            front = readFront();
        }
        InputStream behind = stored.open(Math.max(from, front.length));
        if (from >= front.length) {
            return behind;
        }
        int at = (int) from;
        return new SequenceInputStream(
                new ByteArrayInputStream(front, at, front.length - at), behind);
    }

    /** All boxes before that of the samples. */
    private byte[] readFront() throws IOException {
        ByteArrayOutputStream boxes = new ByteArrayOutputStream();
        try (InputStream in = stored.open(0)) {
            byte[] head = in.readNBytes(BOX_HEAD);
            while (head.length == BOX_HEAD && ByteBuffer.wrap(head).getInt(4) != MDAT) {
                int size = ByteBuffer.wrap(head).getInt();
                if (size < BOX_HEAD || boxes.size() + size > MOST_BYTES) {
                    throw new IOException("a stored segment with a box of " + size + " bytes");
                }
                boxes.writeBytes(head);
                boxes.writeBytes(in.readNBytes(size - BOX_HEAD));
                head = in.readNBytes(BOX_HEAD);
            }
        }
        byte[] made = boxes.toByteArray();
        try {
            JoinedTracks.makeFirst(made);
        } catch (IllegalArgumentException e) {
            throw new IOException("what is stored is no segment", e);
        }
        return made;
    }
}
