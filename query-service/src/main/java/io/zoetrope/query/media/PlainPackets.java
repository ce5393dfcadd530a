package io.zoetrope.query.media;

import io.zoetrope.media.clips.JoinedStreams;
import io.zoetrope.query.http.content.Content;
import java.io.IOException;
import java.io.InputStream;

/**
 * A stored segment of a transport stream without its tables, changed while it is read.
 *
 * @param stored of whole packets
 */
record PlainPackets(Content stored) implements Content {
    private static final int PACKETS = 256;

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
        long skipped = from % JoinedStreams.PACKET_BYTES;
        InputStream in = new Changed(stored.open(from - skipped));
        in.skipNBytes(skipped);
        return in;
    }

    /** Reads some packets at a time. */
    private static final class Changed extends InputStream {
        private final InputStream in;
        private byte[] packets = {};
        private int at;

        Changed(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            return fill() ? packets[at++] & 0xFF : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (!fill()) {
                return -1;
            }
            int count = Math.min(length, packets.length - at);
            System.arraycopy(packets, at, into, offset, count);
            at += count;
            return count;
        }

        private boolean fill() throws IOException {
            if (at == packets.length) {
                packets = in.readNBytes(PACKETS * JoinedStreams.PACKET_BYTES);
                JoinedStreams.makeFirst(packets);
                at = 0;
            }
            return packets.length > 0;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
