package io.zoetrope.media.ffmpeg.encode;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The packets of one transport stream, so numbered that any other of its kind can follow: counters
 * of packets go on uninterrupted from segment to segment (RFC 8216 §3), though nobody who makes one
 * knows how many packets came before. They run from 0 to 15, so each kind of packet is there a
 * multiple of sixteen times: tables are said again at the end, and one of the last packets of the
 * track is parted. For one thread.
 */
final class ContinuousPackets {
    static final int BYTES = 188;

    /** The one track that there is; all other packets are tables. */
    static final int TRACK = 0x100;

    /** Names of services, which nobody asks for. */
    private static final int SERVICES = 0x11;

    private static final int ROUND = 16;
    private static final int HEADER = 4;
    private static final int HAS_ADAPTATION = 0x20;
    private static final int HAS_PAYLOAD = 0x10;
    private static final int FLAGS_AT = 3;

    /** If the last one holds too little to be parted, the one before it is full of the same. */
    private static final int HELD = 2;

    private final PieceWriter writer;
    private final Deque<byte[]> held = new ArrayDeque<>();
    private final Map<Integer, byte[]> tables = new LinkedHashMap<>();
    private final Map<Integer, Integer> written = new LinkedHashMap<>();

    ContinuousPackets(PieceWriter writer) {
        this.writer = writer;
    }

    /**
     * @param bytes whole packets
     */
    void add(byte[] bytes) {
        if (bytes.length % BYTES != 0) {
            throw new IllegalStateException(
                    "FFmpeg wrote part of a packet: " + bytes.length + " bytes");
        }
        for (int at = 0; at < bytes.length; at += BYTES) {
            byte[] packet = Arrays.copyOfRange(bytes, at, at + BYTES);
            int kind = kind(packet);
            if (kind == SERVICES) {
                continue;
            }
            if (kind != TRACK) {
                tables.put(kind, packet);
            }
            held.add(packet);
            if (held.size() > HELD) {
                write(held.remove());
            }
        }
    }

    /** Bytes of the file so far, with those that are held back. */
    long bytes() {
        return writer.written() + (long) held.size() * BYTES;
    }

    /** Nothing follows. */
    void end() {
        int track = written.getOrDefault(TRACK, 0);
        for (byte[] packet : held) {
            track += kind(packet) == TRACK ? 1 : 0;
        }
        int missing = Math.floorMod(-track, ROUND);
        while (!held.isEmpty()) {
            byte[] packet = held.remove();
            int parts = 1;
            if (kind(packet) == TRACK && (held.isEmpty() || !isParted(held.peekLast(), missing))) {
                parts += missing;
                missing = 0;
            }
            part(packet, parts);
        }
        tables.forEach(
                (kind, packet) -> {
                    while (written.get(kind) % ROUND != 0) {
                        write(packet);
                    }
                });
    }

    private static boolean isParted(byte[] packet, int more) {
        return BYTES - payloadAt(packet) > more;
    }

    /** The first part has all but a byte for each of the others. */
    private void part(byte[] packet, int parts) {
        if (parts == 1) {
            write(packet);
            return;
        }
        int from = payloadAt(packet);
        int first = BYTES - from - (parts - 1);
        byte[] begin = new byte[BYTES];
        System.arraycopy(packet, 0, begin, 0, from);
        stuff(begin, from, BYTES - first);
        System.arraycopy(packet, from, begin, BYTES - first, first);
        write(begin);
        for (int at = from + first; at < BYTES; at++) {
            byte[] next = new byte[BYTES];
            next[0] = packet[0];
            next[1] = (byte) (TRACK >> 8);
            next[2] = (byte) TRACK;
            next[FLAGS_AT] = HAS_PAYLOAD;
            stuff(next, HEADER, BYTES - 1);
            next[BYTES - 1] = packet[at];
            write(next);
        }
    }

    /** Lengthens the adaptation field up to the payload, or puts one there (§2.4.3.4). */
    private static void stuff(byte[] packet, int from, int to) {
        boolean flagged = (packet[FLAGS_AT] & HAS_ADAPTATION) != 0 && from > HEADER + 1;
        Arrays.fill(packet, from, to, (byte) 0xFF);
        packet[FLAGS_AT] = (byte) (packet[FLAGS_AT] | HAS_ADAPTATION);
        packet[HEADER] = (byte) (to - HEADER - 1);
        if (!flagged && to > HEADER + 1) {
            packet[HEADER + 1] = 0;
        }
    }

    private void write(byte[] packet) {
        int kind = kind(packet);
        int count = written.merge(kind, 1, Integer::sum) - 1;
        packet[FLAGS_AT] = (byte) (packet[FLAGS_AT] & 0xF0 | count % ROUND);
        writer.write(packet);
    }

    private static int kind(byte[] packet) {
        return (packet[1] & 0x1F) << 8 | packet[2] & 0xFF;
    }

    private static int payloadAt(byte[] packet) {
        boolean adapted = (packet[FLAGS_AT] & HAS_ADAPTATION) != 0;
        return adapted ? HEADER + 1 + (packet[HEADER] & 0xFF) : HEADER;
    }
}
