package io.zoetrope.media.ffmpeg.container;

import io.zoetrope.domain.store.MediaSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/**
 * Tells an encrypted file from a broken one by marks that FFmpeg passes over: the names of the
 * boxes of ISO/IEC 23001-7 near an MP4's beginning, the encryption objects in an ASF header (§3.14
 * and §3.15 of its specification), the scrambling bits of a transport stream's packets (ISO/IEC
 * 13818-1 §2.4.3.3).
 */
public final class EncryptionMarks {
    private static final int LOOKED_AT = 1 << 20;

    private static final int ASF_HEADER_BYTES = 30;
    private static final int ASF_OBJECT_BYTES = 24;
    private static final List<UUID> ASF_ENCRYPTION =
            List.of(
                    UUID.fromString("2211b3fb-bd23-11d2-b4b7-00a0c955fc6e"),
                    UUID.fromString("298ae614-2622-4c17-b935-dae07ee9289c"),
                    UUID.fromString("43058533-6981-49e6-9b74-ad12cb86d58c"));

    private static final int TS_SYNC = 0x47;
    private static final int[] TS_PACKET_BYTES = {188, 192, 204};
    private static final int TS_LEAST_PACKETS = 5;

    private EncryptionMarks() {}

    /**
     * @param pid of the video in a transport stream, else not looked at
     */
    public static boolean in(Container container, MediaSource source, int pid) throws IOException {
        return switch (container) {
            case MP4 -> namesOfBoxes(start(source));
            case ASF -> asf(start(source));
            case TRANSPORT_STREAM -> scrambled(start(source), pid);
            default -> false;
        };
    }

    private static ByteBuffer start(MediaSource source) throws IOException {
        return Boxes.bytesAt(source, 0, (int) Math.min(LOOKED_AT, Math.max(0, source.size())));
    }

    private static boolean namesOfBoxes(ByteBuffer start) {
        String text = new String(start.array(), 0, start.limit(), StandardCharsets.ISO_8859_1);
        return text.contains("encv")
                || text.contains("pssh")
                || text.contains("cenc")
                || text.contains("drmi");
    }

    private static boolean asf(ByteBuffer start) {
        ByteBuffer header = start.order(ByteOrder.LITTLE_ENDIAN);
        long end = header.limit() < ASF_HEADER_BYTES ? 0 : header.getLong(2 * Long.BYTES);
        long at = ASF_HEADER_BYTES;
        while (at + ASF_OBJECT_BYTES <= Math.min(end, header.limit())) {
            if (ASF_ENCRYPTION.contains(guid(header, (int) at))) {
                return true;
            }
            long size = header.getLong((int) at + 2 * Long.BYTES);
            if (size < ASF_OBJECT_BYTES) {
                return false;
            }
            at += size;
        }
        return false;
    }

    /** Its first three parts are little-endian, the last is bytes. */
    private static UUID guid(ByteBuffer from, int at) {
        long high =
                Integer.toUnsignedLong(from.getInt(at)) << Integer.SIZE
                        | Short.toUnsignedLong(from.getShort(at + 4)) << Short.SIZE
                        | Short.toUnsignedLong(from.getShort(at + 6));
        return new UUID(high, Long.reverseBytes(from.getLong(at + Long.BYTES)));
    }

    /** Whether most of the packets that carry the video are scrambled. */
    private static boolean scrambled(ByteBuffer start, int pid) {
        for (int packetBytes : TS_PACKET_BYTES) {
            int first = firstPacket(start, packetBytes);
            if (first < 0) {
                continue;
            }
            int clear = 0;
            int scrambled = 0;
            for (int at = first; at + TS_PACKET_BYTES[0] <= start.limit(); at += packetBytes) {
                int flags = start.get(at + 3) & 0xFF;
                boolean payload = (flags & 0x10) != 0;
                boolean video = ((start.get(at + 1) & 0x1F) << 8 | start.get(at + 2) & 0xFF) == pid;
                if ((start.get(at) & 0xFF) == TS_SYNC && video && payload) {
                    scrambled += (flags & 0x80) != 0 ? 1 : 0;
                    clear += (flags & 0xC0) == 0 ? 1 : 0;
                }
            }
            return scrambled > clear;
        }
        return false;
    }

    private static int firstPacket(ByteBuffer start, int packetBytes) {
        for (int at = 0; at < packetBytes; at++) {
            int found = 0;
            while (found < TS_LEAST_PACKETS
                    && at + found * packetBytes < start.limit()
                    && (start.get(at + found * packetBytes) & 0xFF) == TS_SYNC) {
                found++;
            }
            if (found == TS_LEAST_PACKETS) {
                return at;
            }
        }
        return -1;
    }
}
