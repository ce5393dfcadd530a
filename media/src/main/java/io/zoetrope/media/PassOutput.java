package io.zoetrope.media;

/** Takes what a pass gives, on the thread that reads. Pictures and sound come as they are met. */
@FunctionalInterface
public interface PassOutput {
    /** Frames come in order of presentation. */
    void frame(SampledFrame frame);

    /**
     * Pieces come in order and never overlap. Where sound is missing the next piece begins later
     * than the last one ended.
     */
    default void sound(SoundPiece piece) {}
}
