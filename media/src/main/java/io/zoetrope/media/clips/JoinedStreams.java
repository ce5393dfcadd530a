package io.zoetrope.media.clips;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;

/**
 * Makes one transport stream of two of one track each, as HLS has pictures and sound: tables that
 * name both go before them, their own are taken out, and the second's packets have a number of
 * their own (ISO/IEC 13818-1 §2.4). For streams that this project has written. Pure.
 */
public final class JoinedStreams {
    /** Bytes of a packet. */
    public static final int PACKET_BYTES = 188;

    private static final int TABLES = 2;
    private static final int TRACK = 0x100;
    private static final int SECOND = 0x101;
    private static final int NOTHING = 0x1FFF;
    private static final int SYNC = 0x47;
    private static final int NUMBER_BITS = 0x1FFF;

    /** Of a packet with a section: its own header, and how many bytes go before the section. */
    private static final int SECTION_AT = 5;

    private static final int LENGTH_BITS = 0xFFF;

    /**
     * From the beginning of a table of a program to what it says of the program, and its tracks.
     */
    private static final int PROGRAM_AT = 12;

    private static final int TRACK_HEAD = 5;
    private static final int CHECK_BYTES = 4;
    private static final int LENGTH_AT = 3;
    private static final int POLYNOMIAL = 0x04C11DB7;

    private JoinedStreams() {}

    /**
     * What goes before all segments.
     *
     * @param first the beginning of a segment of the first, two packets or more
     * @param second likewise
     * @throws IllegalArgumentException if one does not begin with its tables
     */
    public static byte[] head(byte[] first, byte[] second) {
        byte[] head = new byte[TABLES * PACKET_BYTES];
        try {
            System.arraycopy(first, 0, head, 0, PACKET_BYTES + SECTION_AT);
            byte[] program = section(first);
            byte[] other = section(second);
            int tracks = tracksAt(other);
            int trackBytes = other.length - CHECK_BYTES - tracks;
            ByteBuffer joined = ByteBuffer.allocate(program.length + trackBytes);
            joined.put(program, 0, program.length - CHECK_BYTES);
            joined.put(other, tracks, trackBytes);
            setNumber(joined.array(), program.length - CHECK_BYTES + 1, SECOND);
            int length = joined.capacity() - LENGTH_AT;
            joined.putShort(1, (short) (joined.getShort(1) & ~LENGTH_BITS | length));
            joined.putInt(check(joined.array(), joined.position()));
            ByteBuffer out = ByteBuffer.wrap(head).position(PACKET_BYTES + SECTION_AT);
            out.put(joined.array());
            while (out.hasRemaining()) {
                out.put((byte) 0xFF);
            }
            return head;
        } catch (IndexOutOfBoundsException | BufferOverflowException e) {
            throw new IllegalArgumentException("a transport stream whose tables do not fit", e);
        }
    }

    /** The table of the program, which is the second packet. */
    private static byte[] section(byte[] segment) {
        int at = PACKET_BYTES + SECTION_AT;
        if (segment[0] != SYNC || segment[PACKET_BYTES] != SYNC || segment[at] != 2) {
            throw new IllegalArgumentException("a transport stream without its tables in front");
        }
        ByteBuffer bytes = ByteBuffer.wrap(segment);
        byte[] section = new byte[LENGTH_AT + (bytes.getShort(at + 1) & LENGTH_BITS)];
        bytes.get(at, section);
        if (section.length < PROGRAM_AT + TRACK_HEAD + CHECK_BYTES) {
            throw new IllegalArgumentException("a transport stream without a track");
        }
        return section;
    }

    private static int tracksAt(byte[] section) {
        return PROGRAM_AT + (ByteBuffer.wrap(section).getShort(PROGRAM_AT - 2) & LENGTH_BITS);
    }

    /** §A.1. */
    private static int check(byte[] bytes, int length) {
        int sum = -1;
        for (int i = 0; i < length; i++) {
            sum ^= bytes[i] << 24;
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                sum = sum < 0 ? sum << 1 ^ POLYNOMIAL : sum << 1;
            }
        }
        return sum;
    }

    /**
     * Whole packets of the first, as those of the joined stream.
     *
     * @param packets changed
     */
    public static void makeFirst(byte[] packets) {
        make(packets, TRACK);
    }

    /**
     * Whole packets of the second, as those of the joined stream.
     *
     * @param packets changed
     */
    public static void makeSecond(byte[] packets) {
        make(packets, SECOND);
    }

    private static void make(byte[] packets, int number) {
        for (int at = 0; at + PACKET_BYTES <= packets.length; at += PACKET_BYTES) {
            int own = (packets[at + 1] & 0xFF) << 8 | packets[at + 2] & 0xFF;
            boolean table = (own & NUMBER_BITS) != TRACK;
            setNumber(packets, at + 1, table ? NOTHING : number);
        }
    }

    private static void setNumber(byte[] bytes, int at, int number) {
        bytes[at] = (byte) (bytes[at] & 0xE0 | number >> 8);
        bytes[at + 1] = (byte) number;
    }
}
