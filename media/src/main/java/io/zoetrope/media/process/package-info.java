/**
 * Decoding in a process of its own: a small JVM takes one video apart for its parent, which reads
 * the bytes for it and watches it. {@link io.zoetrope.media.process.DecoderSlot} and {@link
 * io.zoetrope.media.process.DecoderPool} give readers like any other.
 *
 * <p>The protocol: frames of {@code length, kind, payload} over the child's standard input and
 * output, big-endian. The child says hello; then the parent asks one thing at a time (open, key
 * frames, read, close) and, until the answer comes, gives the bytes that the child asks for and
 * takes the pictures that it sends. Each side checks every length and number before it allocates or
 * believes anything.
 */
package io.zoetrope.media.process;
