package io.zoetrope.operators.sound;

/**
 * How loud a sound is: the power of its samples around their mean, in decibels below that of a
 * square wave at full scale. A sine at full scale has -3 dBFS, a steady offset none.
 */
public final class Loudness {
    /** No sound is less loud. */
    public static final float FLOOR_DB = -120;

    /**
     * Below it there is silence: what is left in a quiet room on a recorder's microphone, and the
     * dither of a mute track, are below; a whisper is not. docs/decisions/0021-sound.md.
     */
    public static final float SILENCE_DB = -60;

    private Loudness() {}

    /**
     * @param samples in [-1,1]; zeros where there is no sound
     * @param heard how many of them there are, gaps left out
     * @return dBFS, {@value #FLOOR_DB} or more
     */
    public static float of(float[] samples, int heard) {
        double sum = 0;
        double squares = 0;
        for (float sample : samples) {
            sum += sample;
            squares += (double) sample * sample;
        }
        double count = Math.max(1, heard);
        double power = squares / count - (sum / count) * (sum / count);
        return (float) Math.max(FLOOR_DB, 10 * Math.log10(Math.max(power, 1e-12)));
    }

    public static boolean isSilent(float loudnessDb) {
        return loudnessDb < SILENCE_DB;
    }
}
