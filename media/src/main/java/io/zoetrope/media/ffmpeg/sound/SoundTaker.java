package io.zoetrope.media.ffmpeg.sound;

import io.zoetrope.media.PassOutput;
import io.zoetrope.media.ReadRequest;

/**
 * Takes the samples of one range after the other. Samples are counted from media time 0; those of
 * one time count as one. For one thread.
 */
public interface SoundTaker {
    /** A range begins, and nothing of it was heard. */
    void begin(ReadRequest request, PassOutput output);

    /** A range begins where the last one ended. */
    void goOn(ReadRequest request, PassOutput output);

    /**
     * @param first number of the first sample; what was heard already is left out
     */
    void add(long first, short[] samples);

    /** First sample that is wanted. */
    long from();

    /** Whether all that the range wants was heard. */
    boolean satisfied();

    /** Whether something was heard that belongs to what follows the range. */
    boolean past();

    /** Sample behind the last one that was heard. */
    long heardTo();

    /** Media time of {@link #heardTo}, rounded down. */
    long heardToUs();

    /** Gives what is held back. */
    void flush();
}
