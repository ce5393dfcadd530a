package io.zoetrope.media.ffmpeg.sound;

import io.zoetrope.media.SoundSampling;

/**
 * What sound is converted to: signed 16 bits, the samples of one time side by side.
 *
 * @param rate samples a second of each channel
 * @param channels 1 or 2
 */
public record SoundForm(int rate, int channels) {
    /** What models hear. */
    static final SoundForm MODELS = new SoundForm(SoundSampling.RATE, 1);

    /** Number of the last sample at or before a media time. */
    public long at(long us) {
        long whole = Math.floorDiv(us, 1_000_000L);
        return whole * rate + Math.floorMod(us, 1_000_000L) * rate / 1_000_000;
    }
}
