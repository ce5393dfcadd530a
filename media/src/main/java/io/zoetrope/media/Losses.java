package io.zoetrope.media;

/**
 * What of sound and captions a pass could not give.
 *
 * @param damagedSound packets of sound that could not be decoded: passed over
 * @param lostSound packets of sound that were left out, because sound and pictures of one time lie
 *     too far from one another in the file
 * @param lostCaptions lines that make no sense or are more than are taken of one pass
 */
public record Losses(int damagedSound, int lostSound, int lostCaptions) {
    public static final Losses NONE = new Losses(0, 0, 0);
}
