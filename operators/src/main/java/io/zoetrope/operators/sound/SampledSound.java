package io.zoetrope.operators.sound;

import io.zoetrope.media.SoundPiece;
import io.zoetrope.media.SoundSampling;
import java.util.List;

/**
 * A stretch of sound, mono, {@link #RATE} samples a second, with the gaps that it has. Places in it
 * are samples of media time: sample 0 is at 0 s. Thread-safe as long as nobody changes the pieces.
 */
public final class SampledSound {
    /** Samples a second. */
    public static final int RATE = SoundSampling.RATE;

    /** A segment and what is heard behind it are shorter; a clock that jumps makes it longer. */
    private static final long LONGEST = 240L * RATE;

    private static final float FULL_SCALE = 32_768;

    private final List<Placed> pieces;

    private record Placed(long from, short[] samples) {
        long to() {
            return from + samples.length;
        }
    }

    private SampledSound(List<Placed> pieces) {
        this.pieces = pieces;
    }

    /**
     * @param pieces in any order; where two overlap, the later in the list is heard. What is not
     *     within four minutes from the first one on is left out
     */
    public static SampledSound of(List<SoundPiece> pieces) {
        List<Placed> placed =
                pieces.stream()
                        .filter(piece -> piece.samples().length > 0)
                        .map(piece -> new Placed(piece.first(), piece.samples()))
                        .toList();
        if (placed.isEmpty()) {
            return new SampledSound(placed);
        }
        long first = placed.get(0).from();
        return new SampledSound(
                placed.stream()
                        .filter(piece -> piece.from() >= first && piece.to() <= first + LONGEST)
                        .toList());
    }

    public boolean isEmpty() {
        return pieces.isEmpty();
    }

    /** The first sample; 0 if it is empty. */
    public long from() {
        return pieces.stream().mapToLong(Placed::from).min().orElse(0);
    }

    /** Behind the last sample; 0 if it is empty. */
    public long to() {
        return pieces.stream().mapToLong(Placed::to).max().orElse(0);
    }

    /** How many samples there are in a range, gaps left out. */
    public int heard(long from, long to) {
        long heard = 0;
        for (Placed piece : pieces) {
            heard += Math.max(0, Math.min(to, piece.to()) - Math.max(from, piece.from()));
        }
        return (int) Math.min(heard, to - from);
    }

    /**
     * @return in [-1,1]; zeros in gaps
     */
    public float[] samples(long from, long to) {
        float[] samples = new float[Math.toIntExact(to - from)];
        for (Placed piece : pieces) {
            long last = Math.min(to, piece.to());
            for (long at = Math.max(from, piece.from()); at < last; at++) {
                samples[(int) (at - from)] =
                        piece.samples()[(int) (at - piece.from())] / FULL_SCALE;
            }
        }
        return samples;
    }
}
