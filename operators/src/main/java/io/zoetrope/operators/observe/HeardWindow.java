package io.zoetrope.operators.observe;

import io.zoetrope.domain.SoundClass;
import io.zoetrope.domain.Vector;
import java.util.List;

/**
 * What was heard in a window of media time. Held in state: components may be added, none moved or
 * taken away.
 *
 * @param startUs inclusive, microseconds
 * @param endUs exclusive
 * @param silent whether there was nothing to hear; such a window may be as long as the silence is
 * @param loudnessDb dBFS; see {@link io.zoetrope.operators.sound.Loudness}
 * @param vector of length 1; empty if it is silent, or the model gave none
 * @param classes best first; none if it is silent
 */
public record HeardWindow(
        long startUs,
        long endUs,
        boolean silent,
        float loudnessDb,
        Vector vector,
        List<SoundClass> classes) {
    public HeardWindow {
        vector = vector == null ? new Vector(null) : vector;
        classes = classes == null ? List.of() : classes;
    }

    public static HeardWindow silence(long startUs, long endUs, float loudnessDb) {
        return new HeardWindow(startUs, endUs, true, loudnessDb, new Vector(null), List.of());
    }

    public static HeardWindow sound(
            long startUs, long endUs, float loudnessDb, Vector vector, List<SoundClass> classes) {
        return new HeardWindow(startUs, endUs, false, loudnessDb, vector, classes);
    }

    /** Whether both are silent and the other begins where this one ends. */
    public boolean goesOnWith(HeardWindow next) {
        return silent && next.silent && endUs == next.startUs;
    }

    /** The silence of both, as loud as the louder one. */
    public HeardWindow with(HeardWindow next) {
        return silence(startUs, next.endUs, Math.max(loudnessDb, next.loudnessDb));
    }

    long bytes() {
        long names = classes.stream().mapToLong(c -> c.name().length() + Float.BYTES).sum();
        return 2L * Long.BYTES + Float.BYTES + (long) vector.dimension() * Float.BYTES + names;
    }
}
