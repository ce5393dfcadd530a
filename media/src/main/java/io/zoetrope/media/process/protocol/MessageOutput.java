package io.zoetrope.media.process.protocol;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;

/** Puts messages together and sends each as a whole. For one thread. */
public final class MessageOutput {
    static final int HEAD_BYTES = Integer.BYTES + 1;
    private static final int FIRST_BYTES = 64 << 10;

    private final WritableByteChannel out;
    private final boolean direct;
    private final PictureMemory pictures;
    private ByteBuffer buffer;
    private Kind kind;

    /**
     * @param direct whether the channel takes memory outside the heap without copying it
     */
    public MessageOutput(WritableByteChannel out, boolean direct) {
        this(out, direct, null);
    }

    /**
     * @param direct whether the channel takes memory outside the heap without copying it
     * @param pictures where pictures go; null if there is none
     */
    public MessageOutput(WritableByteChannel out, boolean direct, PictureMemory pictures) {
        this.out = out;
        this.direct = direct;
        this.pictures = pictures;
        this.buffer = allocate(FIRST_BYTES);
    }

    /** Begins a message; one that was begun and not sent is forgotten. */
    public MessageOutput begin(Kind kind) {
        this.kind = kind;
        buffer.clear().position(HEAD_BYTES);
        if (pictures != null) {
            pictures.beginFrame();
        }
        return this;
    }

    public MessageOutput putInt(int value) {
        room(Integer.BYTES).putInt(value);
        return this;
    }

    public MessageOutput putLong(long value) {
        room(Long.BYTES).putLong(value);
        return this;
    }

    public MessageOutput putBoolean(boolean value) {
        room(1).put((byte) (value ? 1 : 0));
        return this;
    }

    /** Bytes alone: their number is known to the reader. */
    public MessageOutput putRaw(byte[] bytes) {
        room(bytes.length).put(bytes);
        return this;
    }

    /** A picture whose size is known to the reader: where it lies, or its bytes. */
    MessageOutput putPicture(byte[] rgb) {
        long at = pictures == null ? PictureMemory.NONE : pictures.put(rgb);
        putLong(at);
        return at == PictureMemory.NONE ? putRaw(rgb) : this;
    }

    /** Their number, then the bytes. */
    MessageOutput putBytes(byte[] bytes) {
        return putInt(bytes.length).putRaw(bytes);
    }

    /** What is too long for the protocol is cut off. */
    MessageOutput putText(String text) {
        String fitting = text.substring(0, Math.min(text.length(), Protocol.MAX_TEXT_CHARS));
        return putBytes(fitting.getBytes(StandardCharsets.UTF_8));
    }

    /** As {@link #putText}, for what people say: longer, and of any characters. */
    MessageOutput putLongText(String text) {
        String fitting = text.substring(0, Math.min(text.length(), Protocol.MAX_LONG_TEXT_CHARS));
        return putBytes(fitting.getBytes(StandardCharsets.UTF_8));
    }

    MessageOutput putShorts(short[] values) {
        putInt(values.length);
        room(values.length * Short.BYTES).asShortBuffer().put(values);
        buffer.position(buffer.position() + values.length * Short.BYTES);
        return this;
    }

    MessageOutput putLongs(long[] values) {
        putInt(values.length);
        for (long value : values) {
            putLong(value);
        }
        return this;
    }

    /** Room inside the message, to be filled from its position on. */
    public ByteBuffer room(int bytes) {
        if (buffer.remaining() < bytes) {
            int needed = Math.addExact(buffer.position(), bytes);
            buffer = allocate(Math.max(needed, buffer.capacity() * 2)).put(buffer.flip());
        }
        return buffer;
    }

    public void send() throws IOException {
        buffer.putInt(0, buffer.position() - HEAD_BYTES);
        buffer.put(Integer.BYTES, (byte) kind.number());
        buffer.flip();
        while (buffer.hasRemaining()) {
            out.write(buffer);
        }
    }

    private ByteBuffer allocate(int bytes) {
        return direct ? ByteBuffer.allocateDirect(bytes) : ByteBuffer.allocate(bytes);
    }
}
