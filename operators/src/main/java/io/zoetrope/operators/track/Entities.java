package io.zoetrope.operators.track;

import io.zoetrope.domain.Vector;
import io.zoetrope.domain.finding.ObjectTrack;
import io.zoetrope.models.packages.manifest.Recognition;
import io.zoetrope.operators.track.pairs.Matching;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which tracks of a video show the same object: those of one class that look alike enough and were
 * not there at the same time. Tracks that ended together are told apart: each is another object.
 * Bounded; not thread-safe.
 */
final class Entities {
    /** Remembered: those that were seen last. */
    static final int MOST = 128;

    /** A look that is the mean of so many sightings changes no more slowly. */
    private static final int MOST_SIGHTINGS = 1_000;

    private final Recognition rules;
    private final List<PastEntity> past;

    /**
     * @param rules for the appearances of these tracks
     * @param from {@link #state()}; empty before the first track
     */
    Entities(Recognition rules, List<PastEntity> from) {
        this.rules = rules;
        past = new ArrayList<>(from);
    }

    List<PastEntity> state() {
        return List.copyOf(past);
    }

    /**
     * Names tracks and remembers what they show.
     *
     * @param ended together, none before those of an earlier call
     * @param ids of the same tracks
     * @return the entity of each: the id of its first track; empty if nothing tells what it is
     */
    List<String> name(List<ObjectTrack> ended, List<String> ids) {
        List<Integer> known = new ArrayList<>();
        for (int t = 0; t < ended.size(); t++) {
            if (isRecognisable(ended.get(t))) {
                known.add(t);
            }
        }
        int[] match =
                Matching.of(
                        known.size(),
                        past.size(),
                        (t, e) -> likeness(ended.get(known.get(t)), past.get(e)));
        List<String> names = new ArrayList<>(ids.stream().map(id -> "").toList());
        for (int i = 0; i < match.length; i++) {
            int t = known.get(i);
            names.set(t, remember(ended.get(t), ids.get(t), match[i]));
        }
        forget();
        return names;
    }

    private boolean isRecognisable(ObjectTrack track) {
        return track.appearance().dimension() > 0 && rules.classes().contains(track.label());
    }

    /** 0 or less if they cannot be the same. */
    private double likeness(ObjectTrack track, PastEntity entity) {
        boolean possible =
                track.label().equals(entity.label())
                        && track.firstUs() > entity.lastUs()
                        && track.appearance().dimension() == entity.look().dimension();
        double cosine = possible ? track.appearance().dot(entity.look()) : -1;
        return cosine >= rules.leastCosine() ? cosine : 0;
    }

    /**
     * @param match place of the entity that it shows; -1 for a new one
     */
    private String remember(ObjectTrack track, String id, int match) {
        if (match < 0) {
            past.add(
                    new PastEntity(
                            id,
                            track.label(),
                            track.appearance(),
                            track.sightings(),
                            track.lastUs()));
            return id;
        }
        PastEntity entity = past.get(match);
        past.set(
                match,
                new PastEntity(
                        entity.id(),
                        entity.label(),
                        mean(entity, track),
                        Math.min(MOST_SIGHTINGS, entity.sightings() + track.sightings()),
                        track.lastUs()));
        return entity.id();
    }

    private static Vector mean(PastEntity entity, ObjectTrack track) {
        float[] sum = new float[entity.look().dimension()];
        double squares = 0;
        for (int i = 0; i < sum.length; i++) {
            sum[i] = entity.look().values()[i] * entity.sightings();
            sum[i] += track.appearance().values()[i] * track.sightings();
            squares += (double) sum[i] * sum[i];
        }
        for (int i = 0; i < sum.length; i++) {
            sum[i] = (float) (sum[i] / Math.sqrt(Math.max(squares, Double.MIN_NORMAL)));
        }
        return new Vector(sum);
    }

    private void forget() {
        if (past.size() > MOST) {
            past.sort(Comparator.comparingLong(PastEntity::lastUs));
            past.subList(0, past.size() - MOST).clear();
        }
    }
}
