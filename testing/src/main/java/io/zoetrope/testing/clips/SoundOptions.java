package io.zoetrope.testing.clips;

/**
 * How a track of sound is made.
 *
 * @param codec FFmpeg's encoder name: {@code aac}, {@code libmp3lame}, {@code flac}, {@code
 *     libopus}, {@code ac3}, {@code pcm_s16le}
 * @param rate samples a second
 * @param channels all of which carry the same
 * @param startSeconds when it begins; the wave is asked from there on
 * @param endSeconds when it ends
 * @param wave what is heard
 * @param gapSeconds how long nothing is in the track, from its middle on
 */
public record SoundOptions(
        String codec,
        int rate,
        int channels,
        double startSeconds,
        double endSeconds,
        Wave wave,
        double gapSeconds) {
    /** What is heard at a time. */
    @FunctionalInterface
    public interface Wave {
        /**
         * @return between -1 and 1
         */
        double at(double seconds);
    }

    /** A sine. */
    public static Wave tone(double hertz) {
        return seconds -> 0.3 * Math.sin(2 * Math.PI * hertz * seconds);
    }

    /** Rises through all that 16 kHz can hold, once a second: no moment is like another. */
    public static Wave sweep() {
        return seconds -> {
            double phase =
                    200 * seconds + 400 * (seconds % 1) * (seconds % 1) + 7 * seconds * seconds;
            return 0.3 * Math.sin(2 * Math.PI * phase);
        };
    }

    /** A tenth of a second of a tone at each whole second, silence between. */
    public static Wave beats() {
        return seconds ->
                seconds - Math.floor(seconds) < 0.1
                        ? 0.5 * Math.sin(2 * Math.PI * 1000 * seconds)
                        : 0;
    }

    /** From 0, mono. */
    public static SoundOptions of(String codec, int rate, double endSeconds, Wave wave) {
        return new SoundOptions(codec, rate, 1, 0, endSeconds, wave, 0);
    }

    public SoundOptions withChannels(int number) {
        return new SoundOptions(codec, rate, number, startSeconds, endSeconds, wave, gapSeconds);
    }

    public SoundOptions from(double seconds) {
        return new SoundOptions(codec, rate, channels, seconds, endSeconds, wave, gapSeconds);
    }

    public SoundOptions withGap(double seconds) {
        return new SoundOptions(codec, rate, channels, startSeconds, endSeconds, wave, seconds);
    }
}
