package io.zoetrope.operators.text;

import io.zoetrope.domain.Box;
import io.zoetrope.domain.Vector;
import java.util.ArrayList;
import java.util.List;

/**
 * Writing that may still be there: state of {@link TextTracker}.
 *
 * @param number in the order of appearance
 * @param startUs of the first frame that shows it
 * @param lastUs of the last frame that shows it
 * @param goneUs of the first frame since that does not, or where its shot ended before that; {@link
 *     #THERE} if it was in the last frame
 * @param box where it was last
 * @param readings what it was read as, at most {@link #MAX_READINGS}, the heaviest first
 * @param frames how many frames show it
 * @param vector of the heaviest reading; empty if it has none
 */
public record OpenText(
        long number,
        long startUs,
        long lastUs,
        long goneUs,
        Box box,
        List<Reading> readings,
        int frames,
        Vector vector) {
    static final long THERE = Long.MAX_VALUE;
    static final int MAX_READINGS = 4;

    /**
     * One way in which it was read.
     *
     * @param weight sum of the confidences of the frames that read it so
     * @param confidence the best of them
     * @param box of the surest of them
     */
    public record Reading(String text, float weight, float confidence, Box box) {
        static Reading of(SeenText seen) {
            return new Reading(seen.text(), seen.confidence(), seen.confidence(), seen.box());
        }

        Reading and(SeenText seen) {
            boolean surer = seen.confidence() > confidence;
            return new Reading(
                    text,
                    weight + seen.confidence(),
                    surer ? seen.confidence() : confidence,
                    surer ? seen.box() : box);
        }
    }

    public OpenText {
        vector = vector == null ? new Vector(null) : vector;
    }

    static OpenText of(long number, long timeUs, SeenText seen) {
        return new OpenText(
                number,
                timeUs,
                timeUs,
                THERE,
                seen.box(),
                List.of(Reading.of(seen)),
                1,
                seen.vector());
    }

    OpenText seen(long timeUs, SeenText seen) {
        List<Reading> all = new ArrayList<>(readings);
        int same = indexOf(seen.text());
        if (same >= 0) {
            all.set(same, all.get(same).and(seen));
        } else {
            all.add(Reading.of(seen));
        }
        // Stable: of two that weigh the same, the one that was there first stays first.
        all.sort((a, b) -> Float.compare(b.weight(), a.weight()));
        List<Reading> kept = List.copyOf(all.subList(0, Math.min(all.size(), MAX_READINGS)));
        // Only the reading that was just seen can have become the heaviest.
        boolean heaviest = kept.get(0).text().equals(seen.text());
        return new OpenText(
                number,
                startUs,
                timeUs,
                THERE,
                seen.box(),
                kept,
                frames + 1,
                heaviest ? seen.vector() : vector);
    }

    private int indexOf(String text) {
        for (int i = 0; i < readings.size(); i++) {
            if (readings.get(i).text().equals(text)) {
                return i;
            }
        }
        return -1;
    }

    OpenText missed(long timeUs) {
        return goneUs == THERE
                ? new OpenText(number, startUs, lastUs, timeUs, box, readings, frames, vector)
                : this;
    }

    String text() {
        return readings.get(0).text();
    }

    /** Once it is gone. */
    TextEntry entry() {
        Reading best = readings.get(0);
        return new TextEntry(
                startUs, goneUs, best.text(), best.confidence(), best.box(), frames, vector);
    }
}
