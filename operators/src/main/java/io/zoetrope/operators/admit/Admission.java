package io.zoetrope.operators.admit;

import io.zoetrope.domain.ArrivalType;
import io.zoetrope.domain.Problem;
import io.zoetrope.domain.VideoArrival;
import io.zoetrope.domain.VideoRef;
import io.zoetrope.operators.admit.VideoChange.Kind;
import io.zoetrope.operators.probe.ProbeOutcome;
import java.util.List;

/**
 * Decides what an event changes, given what is known of its uri. Pure.
 *
 * <p>An id that an event chose stays with its uri: a later event that names none (a bucket's own
 * notification) speaks of the same video, so whoever was told that id finds it in every version.
 *
 * <p>The same version again changes nothing, unless its description or limits changed or it is a
 * further attempt. A new version removes the old one. A version that cannot be opened is reported
 * but leaves an indexed one alone: the store may only be away.
 */
final class Admission {
    /**
     * @param known what to remember from now on
     * @param changes in the order in which they happen; empty where the event changes nothing
     * @param putAside why the event goes to the dead letters, where no change tells it; else null
     */
    record Decision(KnownVideo known, List<VideoChange> changes, Problem putAside) {
        Decision(KnownVideo known, List<VideoChange> changes) {
            this(known, changes, null);
        }
    }

    private Admission() {}

    /**
     * @param known null where the uri is new
     */
    static Decision decide(KnownVideo known, ProbeOutcome outcome) {
        EventOrder order = EventOrder.of(outcome.arrival());
        if (known != null && order.isBefore(known.order())) {
            return new Decision(known, List.of());
        }
        if (outcome.arrival().type() == ArrivalType.DELETED) {
            return delete(known, outcome.arrival(), order);
        }
        ProbeOutcome named = underGivenId(known, outcome);
        return named.problem() == null ? admit(known, named, order) : reject(known, named, order);
    }

    private static ProbeOutcome underGivenId(KnownVideo known, ProbeOutcome outcome) {
        boolean given = known != null && known.current() != null && known.idGiven();
        boolean opened = !outcome.arrival().video().version().isEmpty();
        return given && opened && !outcome.idGiven()
                ? outcome.withGivenId(known.current().videoId())
                : outcome;
    }

    private static Decision delete(KnownVideo known, VideoArrival arrival, EventOrder order) {
        VideoRef gone = known != null ? known.current() : null;
        if (gone == null && !arrival.video().videoId().isEmpty()) {
            gone = arrival.video();
        }
        long generation = nextGeneration(known, arrival);
        KnownVideo after =
                new KnownVideo(
                        null, false, null, null, order, arrival.attempt(), generation, false);
        return gone == null
                ? new Decision(after, List.of())
                : new Decision(after, List.of(removal(arrival, gone, generation)));
    }

    private static Decision admit(KnownVideo known, ProbeOutcome outcome, EventOrder order) {
        if (changesNothing(known, outcome.arrival())) {
            return new Decision(known, List.of());
        }
        long generation = nextGeneration(known, outcome.arrival());
        VideoChange opened =
                VideoChange.opened(
                        outcome.arrival(), generation, outcome.media(), outcome.keyFrames());
        return replace(known, opened, order, outcome.idGiven());
    }

    private static Decision reject(KnownVideo known, ProbeOutcome outcome, EventOrder order) {
        VideoChange failed =
                VideoChange.failed(
                        outcome.arrival(),
                        nextGeneration(known, outcome.arrival()),
                        outcome.problem());
        boolean opened = !outcome.arrival().video().version().isEmpty();
        if (known == null || known.current() == null || known.failed() || opened) {
            return replace(known, failed, order, outcome.idGiven());
        }
        // The indexed version stays, and so does its status; the failure is told under an id of
        // its own where there is one.
        return isSameId(known.current(), outcome.arrival().video())
                ? new Decision(known, List.of(), outcome.problem())
                : new Decision(known, List.of(failed));
    }

    private static Decision replace(
            KnownVideo known, VideoChange change, EventOrder order, boolean idGiven) {
        VideoArrival arrival = change.arrival();
        KnownVideo after =
                new KnownVideo(
                        arrival.video(),
                        change.kind() == Kind.FAILED,
                        arrival.description(),
                        arrival.limits(),
                        order,
                        arrival.attempt(),
                        change.generation(),
                        idGiven);
        if (known == null || known.current() == null || overwrites(known, arrival)) {
            return new Decision(after, List.of(change));
        }
        VideoChange removal = removal(arrival, known.current(), change.generation());
        return new Decision(after, List.of(removal, change));
    }

    /** Whether the same ids come again, so that nothing of the old needs to be taken away. */
    private static boolean overwrites(KnownVideo known, VideoArrival arrival) {
        return known.current().equals(arrival.video())
                && (known.failed() || arrival.limits().equals(known.limits()));
    }

    private static boolean changesNothing(KnownVideo known, VideoArrival arrival) {
        return known != null
                && !known.failed()
                && arrival.video().equals(known.current())
                && arrival.description().equals(known.description())
                && arrival.limits().equals(known.limits())
                && arrival.attempt() <= known.attempt();
    }

    private static boolean isSameId(VideoRef a, VideoRef b) {
        return a.videoId().equals(b.videoId());
    }

    private static VideoChange removal(VideoArrival cause, VideoRef gone, long generation) {
        return VideoChange.removed(cause.withVideo(gone), generation);
    }

    /**
     * Kafka's timestamp, so that generations also grow where one id is given to another uri; the
     * same on every replay.
     */
    private static long nextGeneration(KnownVideo known, VideoArrival arrival) {
        long before = known == null ? 0 : known.generation();
        return Math.max(before + 1, arrival.event().timestampMs());
    }
}
