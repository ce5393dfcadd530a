package io.zoetrope.operators.admit;

import io.zoetrope.domain.ArrivalType;
import io.zoetrope.domain.IndexingLimits;
import io.zoetrope.domain.Problem;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.VideoArrival;
import io.zoetrope.domain.VideoRef;
import io.zoetrope.domain.message.SegmentDone;
import io.zoetrope.operators.probe.ProbeOutcome;
import java.util.List;

/**
 * Decides what an event changes, given what is known of its uri. Pure.
 *
 * <p>An id that an event chose stays with its uri: a later event that names none (a bucket's own
 * notification) speaks of the same video, so whoever was told that id finds it in every version.
 *
 * <p>The same version again changes nothing, unless its description or limits changed, it is a
 * further attempt, or the version has ended failed or partial. A new version removes the old one. A
 * version that cannot be opened is reported but leaves an indexed one alone: the store may only be
 * away.
 *
 * <p>Whether the version has ended is heard later than it does: one that is sent again meanwhile is
 * kept, and decided about by {@link #again}.
 *
 * <p>A store's own notification describes nothing, so what was said of the video before stays: its
 * collection, description and limits. One that says that a version was removed says nothing of the
 * others: what stands at the uri was looked at, and stays, or takes the removed one's place.
 */
final class Admission {
    /**
     * @param known what to remember from now on; null for nothing
     * @param changes in the order in which they happen; empty if the event changes nothing
     * @param rejected why the event goes to the dead letters, if no change tells it; else null
     * @param overtaken whether a later event of the uri was seen before
     * @param early the version that stands there, sent again while nobody knows how it ends; else
     *     null
     */
    record Decision(
            KnownVideo known,
            List<VideoChange> changes,
            Problem rejected,
            boolean overtaken,
            ProbeOutcome early) {
        static Decision of(KnownVideo known, List<VideoChange> changes) {
            return new Decision(known, changes, null, false, null);
        }

        static Decision unchanged(KnownVideo known) {
            return of(known, List.of());
        }

        static Decision rejected(KnownVideo known, Problem why) {
            return new Decision(known, List.of(), why, false, null);
        }

        static Decision overtaken(KnownVideo known) {
            return new Decision(known, List.of(), null, true, null);
        }

        static Decision early(KnownVideo known, ProbeOutcome again) {
            return new Decision(known, List.of(), null, false, again);
        }
    }

    private Admission() {}

    /**
     * @param known null if the uri is new
     */
    static Decision decide(KnownVideo known, ProbeOutcome outcome) {
        VideoArrival arrival = outcome.arrival();
        EventOrder order = EventOrder.of(arrival);
        if (known != null && order.isBefore(known.order())) {
            return Decision.overtaken(known);
        }
        if (arrival.isGone() || isMissing(outcome)) {
            return delete(known, arrival, order);
        }
        ProbeOutcome named = underGivenId(known, asDescribed(known, outcome));
        if (arrival.type() == ArrivalType.DELETED && !isReplaced(known, named)) {
            boolean looked = named.problem() == null || isOpened(named);
            return looked ? Decision.unchanged(known) : Decision.rejected(known, named.problem());
        }
        return named.problem() == null ? admit(known, named, order) : reject(known, named, order);
    }

    /**
     * Notes how the current version ended. What is reported of an earlier life, or once more,
     * changes nothing.
     *
     * @param known null if nothing is known of the uri
     */
    static KnownVideo conclude(KnownVideo known, SegmentDone told) {
        boolean current =
                known != null
                        && !known.isGone()
                        && known.current().key().equals(told.videoKey())
                        && told.generation() >= known.generation()
                        && told.generation() < known.generation() + APART;
        return current && told.state() != null ? known.concluded(told.state()) : known;
    }

    /**
     * Whether, after a version was removed, something else stands at the uri than what is known.
     * What nobody told of is no reason to index it now.
     */
    private static boolean isReplaced(KnownVideo known, ProbeOutcome found) {
        return known != null
                && !known.isGone()
                && isOpened(found)
                && !found.arrival().video().equals(known.current());
    }

    private static boolean isOpened(ProbeOutcome outcome) {
        return !outcome.arrival().video().version().isEmpty();
    }

    /** Whether a version was removed and none is left. */
    private static boolean isMissing(ProbeOutcome outcome) {
        return outcome.arrival().type() == ArrivalType.DELETED
                && outcome.problem() != null
                && outcome.problem().is(Reason.NOT_FOUND);
    }

    private static ProbeOutcome asDescribed(KnownVideo known, ProbeOutcome outcome) {
        VideoArrival arrival = outcome.arrival();
        if (known == null || known.isGone() || !arrival.isFromStore()) {
            return outcome;
        }
        VideoRef video = arrival.video().withCollection(known.current().collection());
        return outcome.withArrival(
                arrival.arrived()
                        .withVideo(video)
                        .withDescription(known.description(), known.limits()));
    }

    private static ProbeOutcome underGivenId(KnownVideo known, ProbeOutcome outcome) {
        boolean given = known != null && !known.isGone() && known.idGiven();
        return given && isOpened(outcome) && !outcome.idGiven()
                ? outcome.withGivenId(known.current().videoId())
                : outcome;
    }

    private static Decision delete(KnownVideo known, VideoArrival arrival, EventOrder order) {
        VideoRef gone = known != null ? known.current() : null;
        if (gone == null && !arrival.video().videoId().isEmpty()) {
            gone = arrival.video();
        }
        KnownVideo after = KnownVideo.gone(arrival, order, nextGeneration(known, arrival));
        long below = known != null ? afterLivesOf(known) : after.generation();
        return gone == null
                ? Decision.unchanged(after)
                : Decision.of(after, List.of(removal(arrival, gone, below)));
    }

    private static Decision admit(KnownVideo known, ProbeOutcome outcome, EventOrder order) {
        if (changesNothing(known, outcome.arrival(), order)) {
            KnownVideo seen = known.withOrder(order);
            boolean early = known.became() == null && !order.equals(known.order());
            return early ? Decision.early(seen, outcome) : Decision.unchanged(seen);
        }
        return open(known, outcome, order);
    }

    /**
     * What an event changes that came after the version had ended, and before that was known.
     *
     * @param known as it ended
     * @param early see {@link Decision#early}
     */
    static Decision again(KnownVideo known, ProbeOutcome early) {
        return known.isUnfinished() ? open(known, early, known.order()) : Decision.unchanged(known);
    }

    private static Decision open(KnownVideo known, ProbeOutcome outcome, EventOrder order) {
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
        if (known == null || known.isGone() || known.failed() || isOpened(outcome)) {
            return replace(known, failed, order, outcome.idGiven());
        }
        // The indexed version stays, and so does its status; the failure is told under an id of
        // its own if there is one.
        return isSameId(known.current(), outcome.arrival().video())
                ? Decision.rejected(known, outcome.problem())
                : Decision.of(known, List.of(failed));
    }

    private static Decision replace(
            KnownVideo known, VideoChange change, EventOrder order, boolean idGiven) {
        VideoArrival arrival = change.arrival();
        KnownVideo after = KnownVideo.of(change, order, idGiven);
        if (known == null || known.isGone() || overwrites(known, arrival)) {
            return Decision.of(after, List.of(change));
        }
        // An id that stays begins anew, whoever else had it; one that goes may be another's by now.
        long below =
                isSameId(known.current(), arrival.video())
                        ? change.generation()
                        : afterLivesOf(known);
        VideoChange removal = removal(arrival, known.current(), below);
        return Decision.of(after, List.of(removal, change));
    }

    /**
     * Whether the same ids come again, of the same bytes: then the old need not be taken away, and
     * is found until the new stands in its place. What the new has fewer of is swept at its end,
     * but for pictures in the store: if less of the video is asked for than before, all goes first.
     */
    private static boolean overwrites(KnownVideo known, VideoArrival arrival) {
        VideoRef before = known.current().withCollection(arrival.video().collection());
        return before.equals(arrival.video())
                && (known.failed()
                        || isPlayed(known.limits()) == isPlayed(arrival.limits())
                                && mostUs(arrival.limits()) >= mostUs(known.limits()));
    }

    private static long mostUs(IndexingLimits limits) {
        return limits == null || limits.maxUs() == 0 ? Long.MAX_VALUE : limits.maxUs();
    }

    private static boolean isPlayed(IndexingLimits limits) {
        return limits == null || !limits.unplayed();
    }

    private static boolean changesNothing(
            KnownVideo known, VideoArrival arrival, EventOrder order) {
        return known != null
                && !known.failed()
                // A topic that is read again is no wish to try again.
                && (!known.isUnfinished() || order.equals(known.order()))
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
     * How far apart two generations of one uri are at least: between them a version may be begun
     * again, each time as the next generation.
     */
    private static final long APART = 100;

    /** Above every life of the version that stands at the uri, and above none that came later. */
    private static long afterLivesOf(KnownVideo known) {
        return known.generation() + APART;
    }

    /**
     * Kafka's timestamp, so that generations also grow if one id is given to another uri; the same
     * on every replay.
     */
    private static long nextGeneration(KnownVideo known, VideoArrival arrival) {
        long after = known == null ? APART : afterLivesOf(known);
        return Math.max(after, arrival.event().timestampMs());
    }
}
