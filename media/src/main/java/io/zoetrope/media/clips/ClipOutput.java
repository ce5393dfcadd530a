package io.zoetrope.media.clips;

/** Takes a clip's file, from its first byte to its last, on the thread that reads. */
@FunctionalInterface
public interface ClipOutput {
    /** Most bytes of one piece. */
    int MOST_BYTES = 512 << 10;

    /**
     * @param bytes from 0 to {@code length}; used again after the call
     */
    void piece(byte[] bytes, int length);
}
