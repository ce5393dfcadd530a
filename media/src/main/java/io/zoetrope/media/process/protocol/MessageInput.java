package io.zoetrope.media.process.protocol;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Takes messages apart. Nothing is read past a message's length, and nothing is allocated that was
 * not compared with it first. For one thread.
 */
public final class MessageInput {
    private final DataInputStream in;
    private final PictureMemory pictures;
    private int remaining;

    public MessageInput(InputStream in) {
        this(in, null);
    }

    /**
     * @param pictures where pictures may lie; null if there is none
     */
    public MessageInput(InputStream in, PictureMemory pictures) {
        this.in = new DataInputStream(in);
        this.pictures = pictures;
    }

    /**
     * Reads the head of the next message; the one before must have been read to its {@link #end}.
     *
     * @throws EOFException if the other side is gone
     * @throws ProtocolViolation if its kind is unknown, or it is longer than its kind may be
     */
    public Kind next() throws IOException {
        int length = in.readInt();
        Kind kind = Kind.of(in.readUnsignedByte());
        ProtocolViolation.require(
                length >= 0 && length <= kind.maxBytes(), kind + " of " + length + " bytes");
        remaining = length;
        return kind;
    }

    /** Bytes of this message that were not read yet. */
    public int remaining() {
        return remaining;
    }

    public int readInt() throws IOException {
        take(Integer.BYTES);
        return in.readInt();
    }

    public long readLong() throws IOException {
        take(Long.BYTES);
        return in.readLong();
    }

    public boolean readBoolean() throws IOException {
        take(1);
        int value = in.readUnsignedByte();
        ProtocolViolation.require(value <= 1, "a boolean of " + value);
        return value == 1;
    }

    /** Fills the beginning of an array. */
    public void readBytes(byte[] into, int length) throws IOException {
        take(length);
        in.readFully(into, 0, length);
    }

    /** A picture of so many bytes, out of this message or from where it says that it lies. */
    byte[] readPicture(int bytes) throws IOException {
        long at = readLong();
        if (at != PictureMemory.NONE) {
            ProtocolViolation.require(pictures != null, "a picture in memory that is not there");
            return pictures.take(at, bytes);
        }
        ProtocolViolation.require(bytes <= remaining, "a frame without its pictures");
        byte[] rgb = new byte[bytes];
        readBytes(rgb, bytes);
        return rgb;
    }

    /**
     * @param most bytes that are taken
     */
    byte[] readBytes(int most) throws IOException {
        byte[] bytes = new byte[count(1, most)];
        readBytes(bytes, bytes.length);
        return bytes;
    }

    /** Text without control characters: it goes to logs and to people. */
    String readText() throws IOException {
        String text = new String(readBytes(Protocol.MAX_TEXT_BYTES), StandardCharsets.UTF_8);
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    /** As {@link #readText}, but longer. */
    String readLongText() throws IOException {
        String text =
                new String(readBytes(4 * Protocol.MAX_LONG_TEXT_CHARS), StandardCharsets.UTF_8);
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    short[] readShorts(int most) throws IOException {
        short[] values = new short[count(Short.BYTES, most)];
        byte[] bytes = new byte[values.length * Short.BYTES];
        readBytes(bytes, bytes.length);
        ByteBuffer.wrap(bytes).asShortBuffer().get(values);
        return values;
    }

    long[] readLongs(int most) throws IOException {
        long[] values = new long[count(Long.BYTES, most)];
        for (int i = 0; i < values.length; i++) {
            values[i] = readLong();
        }
        return values;
    }

    /** How many things of some size follow: never more than the message has room for. */
    int count(int bytesEach, int most) throws IOException {
        int count = readInt();
        ProtocolViolation.require(
                count >= 0 && count <= most && (long) count * bytesEach <= remaining,
                count + " things in a message that has no room for them");
        return count;
    }

    /**
     * @throws ProtocolViolation if something is left
     */
    public void end() throws ProtocolViolation {
        ProtocolViolation.require(remaining == 0, remaining + " bytes too many in a message");
    }

    private void take(int bytes) throws ProtocolViolation {
        ProtocolViolation.require(bytes <= remaining, "a message that is too short");
        remaining -= bytes;
    }
}
