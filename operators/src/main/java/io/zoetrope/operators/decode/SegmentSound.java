package io.zoetrope.operators.decode;

import io.zoetrope.media.SoundPiece;
import io.zoetrope.media.SoundSampling;
import java.util.List;

/**
 * Sound of a segment and of what follows it for as long as was asked for: mono, 16 bits, {@link
 * SoundSampling#RATE} samples a second.
 *
 * @param pieces in order, of a second at most; where one does not {@link SoundPiece#follows follow}
 *     the one before it there is no sound between them
 */
public record SegmentSound(List<SoundPiece> pieces) {
    public static final SegmentSound NONE = new SegmentSound(List.of());

    /** The longest segment, twice, and its tail; 32 kB a second. */
    public static final long MOST_SAMPLES = 180L * SoundSampling.RATE;

    /** Of all pieces. */
    public long samples() {
        return pieces.stream().mapToLong(piece -> piece.samples().length).sum();
    }

    /** About what it takes when it is written. */
    public long bytes() {
        return samples() * Short.BYTES;
    }
}
