package io.zoetrope.operators.sound;

import io.zoetrope.media.SoundPiece;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Made sounds at 16 kHz, second by second, and what a decode pass gives of them. */
public final class TestingSound {
    private static final int RATE = SampledSound.RATE;

    private final List<short[]> seconds = new ArrayList<>();

    /** A sine. */
    public TestingSound tone(int length, double hertz, double level) {
        return add(length, i -> level * Math.sin(2 * Math.PI * hertz * i / RATE));
    }

    public TestingSound noise(int length, double level) {
        Random random = new Random(9);
        return add(length, i -> Math.max(-1, Math.min(1, level * random.nextGaussian())));
    }

    /** No sound, but there are samples. */
    public TestingSound silence(int length) {
        return add(length, i -> 0);
    }

    private TestingSound add(int length, IntToDoubleFunction sample) {
        for (int s = 0; s < length; s++) {
            short[] second = new short[RATE];
            for (int i = 0; i < RATE; i++) {
                int at = seconds.size() * RATE + i;
                second[i] = (short) Math.round(32_767 * sample.applyAsDouble(at));
            }
            seconds.add(second);
        }
        return this;
    }

    public int length() {
        return seconds.size();
    }

    public SampledSound all() {
        return SampledSound.of(pieces(0, Long.MAX_VALUE));
    }

    /** What is heard of a range of media time, in pieces of a second at most. */
    public List<SoundPiece> pieces(long fromUs, long toUs) {
        long last = Math.min(SoundPiece.firstAt(Math.min(toUs, 1L << 50)), (long) length() * RATE);
        List<SoundPiece> pieces = new ArrayList<>();
        for (long at = SoundPiece.firstAt(fromUs); at < last; ) {
            int second = (int) (at / RATE);
            long next = Math.min(last, (second + 1L) * RATE);
            short[] samples =
                    Arrays.copyOfRange(
                            seconds.get(second),
                            (int) (at - (long) second * RATE),
                            (int) (next - (long) second * RATE));
            pieces.add(new SoundPiece(SoundPiece.usOf(at), samples));
            at = next;
        }
        return pieces;
    }

    /** Borders of segments of different lengths, from 0 to the end, microseconds. */
    public long[] borders(long... lengthsMs) {
        List<Long> borders = new ArrayList<>(List.of(0L));
        for (int i = 0; borders.get(i) < length() * 1_000_000L; i++) {
            borders.add(borders.get(i) + lengthsMs[i % lengthsMs.length] * 1000);
        }
        return IntStream.range(0, borders.size()).mapToLong(borders::get).toArray();
    }
}
