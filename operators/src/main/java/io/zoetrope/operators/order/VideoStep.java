package io.zoetrope.operators.order;

import io.zoetrope.domain.Problem;
import io.zoetrope.domain.finding.Finding;
import io.zoetrope.operators.admit.VideoChange;
import io.zoetrope.operators.observe.ObservedSegment;
import io.zoetrope.operators.shots.StartedShot;
import java.util.List;

/**
 * One step in the life of a video. The steps of a video come in order: opened first, then its
 * segments and gaps by index, then its end; a removal at any time ends what came before it. What
 * one operator finds in a step goes on before that step, and passes the operators behind it as it
 * is.
 *
 * @param videoKey see {@link io.zoetrope.domain.VideoIds#key}
 * @param generation of the life that it belongs to
 * @param change what the dispatcher says; null for reports of segments, and for the end
 * @param index of the segment or of the gap; -1 for the other kinds
 * @param parts all of the segment, in order, behind frames of earlier ones that had to wait; empty
 *     for the other kinds
 * @param problem why there is a gap; null for the other kinds
 * @param run ENDED: which start of the dispatcher sent the newest segment; 0 for the other kinds
 * @param finding null for the other kinds
 * @param shots that begin with the frames of this step or between them and what follows, ascending;
 *     from {@link io.zoetrope.operators.shots.DetectShots} on
 */
public record VideoStep(
        Kind kind,
        String videoKey,
        long generation,
        VideoChange change,
        int index,
        List<ObservedSegment> parts,
        Problem problem,
        long run,
        Finding finding,
        List<StartedShot> shots) {
    /** What happens. */
    public enum Kind {
        /** Its segments follow. Comes again if more is known of the same life. */
        OPENED,
        /** It begins anew, as this generation: what came before it is another life's. */
        AGAIN,
        /**
         * The next segment; or again the last one, with frames of it that had to wait for what
         * followed.
         */
        SEGMENT,
        /** The next segment is given up. */
        GAP,
        /** Something was found, by an operator on the way. */
        FOUND,
        /** How many segments it has turned out to have, and what cut it short if anything did. */
        COUNTED,
        /** Where it stands in the waiting line. */
        QUEUED,
        /** How far it can be played; may come after its end. */
        PLAYBACK,
        /** Nothing more follows. */
        ENDED,
        /** It ends here, with the problem of its change. */
        FAILED,
        /** Whatever was made of it goes away. */
        REMOVED;

        /**
         * Whether those on the way only pass it on. There are many of them, and what is held of a
         * video may be large: it need not be read for them.
         */
        public boolean passesBy() {
            return this == FOUND || this == COUNTED || this == QUEUED || this == PLAYBACK;
        }
    }

    private static final int NO_INDEX = -1;

    public VideoStep {
        parts = parts == null ? List.of() : parts;
        shots = shots == null ? List.of() : shots;
    }

    private VideoStep(
            Kind kind,
            String videoKey,
            long generation,
            VideoChange change,
            int index,
            List<ObservedSegment> parts,
            Problem problem,
            long run,
            Finding finding) {
        this(kind, videoKey, generation, change, index, parts, problem, run, finding, null);
    }

    /** OPENED, COUNTED, QUEUED, PLAYBACK, FAILED or REMOVED, as the change says. */
    public static VideoStep of(VideoChange change) {
        Kind kind =
                switch (change.kind()) {
                    case OPENED -> Kind.OPENED;
                    case FAILED -> Kind.FAILED;
                    case REMOVED -> Kind.REMOVED;
                    case ENDED -> Kind.COUNTED;
                    case QUEUED -> Kind.QUEUED;
                    case PLAYBACK -> Kind.PLAYBACK;
                    case HELD, RESUMED ->
                            throw new IllegalArgumentException(change.kind() + " is no step");
                };
        return new VideoStep(
                kind,
                change.videoKey(),
                change.generation(),
                change,
                NO_INDEX,
                null,
                null,
                0,
                null);
    }

    /**
     * @param parts all of one segment, in order; at least one. Frames of earlier segments, which
     *     had to wait, may come before
     */
    public static VideoStep segment(List<ObservedSegment> parts) {
        ObservedSegment last = parts.get(parts.size() - 1);
        return new VideoStep(
                Kind.SEGMENT,
                last.videoKey(),
                last.generation(),
                null,
                last.index(),
                parts,
                null,
                0,
                null);
    }

    /** The same, and these shots begin. */
    public VideoStep with(List<StartedShot> begun) {
        return new VideoStep(
                kind, videoKey, generation, change, index, parts, problem, run, finding, begun);
    }

    public static VideoStep gap(String videoKey, long generation, int index, Problem problem) {
        return new VideoStep(Kind.GAP, videoKey, generation, null, index, null, problem, 0, null);
    }

    public static VideoStep again(String videoKey, long generation) {
        return new VideoStep(Kind.AGAIN, videoKey, generation, null, NO_INDEX, null, null, 0, null);
    }

    public static VideoStep ended(String videoKey, long generation, long run) {
        return new VideoStep(
                Kind.ENDED, videoKey, generation, null, NO_INDEX, null, null, run, null);
    }

    public static VideoStep found(Finding finding) {
        return new VideoStep(
                Kind.FOUND,
                finding.video().key(),
                finding.generation(),
                null,
                NO_INDEX,
                null,
                null,
                0,
                finding);
    }
}
