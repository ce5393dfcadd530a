package io.zoetrope.models.runtime.speech;

/**
 * Sound to be searched for speech.
 *
 * @param samples mono in [-1,1], any length
 * @param stop told of every piece, in order, by one thread
 */
public record VoiceRequest(float[] samples, Stop stop) {

    /** Says when enough was heard. */
    @FunctionalInterface
    public interface Stop {
        /**
         * @param piece from 0
         * @param speech how likely there is speech in it, [0,1]
         */
        boolean enough(int piece, float speech);
    }
}
