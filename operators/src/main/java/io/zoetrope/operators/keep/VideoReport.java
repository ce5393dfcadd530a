package io.zoetrope.operators.keep;

import io.zoetrope.domain.Problem;
import io.zoetrope.domain.finding.Finding;
import io.zoetrope.domain.finding.Moment;
import io.zoetrope.domain.finding.Shot;
import io.zoetrope.operators.admit.VideoChange;

/**
 * What one branch of the pipeline tells of a video; {@link KeepVideo} makes the video's document of
 * it. The reports of a video come in order.
 *
 * @param videoKey see {@link io.zoetrope.domain.VideoIds#key}
 * @param generation of the life that it belongs to
 * @param change what the dispatcher says; null for reports of segments, and for the end
 * @param finding null for the other kinds
 * @param segmentsDone segments that are behind; 0 for the other kinds
 * @param frames observed in the segment; 0 for the other kinds
 * @param endUs end of the last decoded frame; 0 for the other kinds
 * @param problem of the segment, or why it is missing; null if it has none, and for the other kinds
 * @param run ENDED: which start of the dispatcher sent the newest segment; 0 for the other kinds
 * @param ended PROGRESS: whether the file ends with the segment; false for the other kinds
 */
public record VideoReport(
        Kind kind,
        String videoKey,
        long generation,
        VideoChange change,
        Finding finding,
        int segmentsDone,
        long frames,
        long endUs,
        Problem problem,
        long run,
        boolean ended) {
    /** What is reported. */
    public enum Kind {
        /** It is on its way. Comes again if more is known of the same life. */
        OPENED,
        /** How many segments it has turned out to have, and what cut it short if anything did. */
        COUNTED,
        /** Where it stands in the waiting line. */
        QUEUED,
        /** How far it can be played; may come after its end. */
        PLAYBACK,
        /** It begins anew, as this generation. */
        AGAIN,
        /** Something that was found in it, to be indexed. */
        FINDING,
        /** One more segment is done, with all that is found in it and complete. */
        PROGRESS,
        /** All of it is done. */
        ENDED,
        /** It ends here, with the problem of its change. */
        FAILED,
        /** Whatever was made of it goes away. */
        REMOVED
    }

    /** OPENED, COUNTED, QUEUED, PLAYBACK, FAILED or REMOVED, as the change says. */
    public static VideoReport of(VideoChange change) {
        Kind kind =
                switch (change.kind()) {
                    case OPENED -> Kind.OPENED;
                    case FAILED -> Kind.FAILED;
                    case REMOVED -> Kind.REMOVED;
                    case ENDED -> Kind.COUNTED;
                    case QUEUED -> Kind.QUEUED;
                    case PLAYBACK -> Kind.PLAYBACK;
                    case HELD, RESUMED ->
                            throw new IllegalArgumentException(change.kind() + " is not kept");
                };
        return new VideoReport(
                kind,
                change.videoKey(),
                change.generation(),
                change,
                null,
                0,
                0,
                0,
                null,
                0,
                false);
    }

    public static VideoReport finding(Finding finding) {
        return new VideoReport(
                Kind.FINDING,
                finding.video().key(),
                finding.generation(),
                null,
                finding,
                0,
                0,
                0,
                null,
                0,
                false);
    }

    /**
     * @param problem of the segment, or null
     */
    public static VideoReport progress(
            String videoKey,
            long generation,
            int segmentsDone,
            long frames,
            long endUs,
            Problem problem) {
        return new VideoReport(
                Kind.PROGRESS,
                videoKey,
                generation,
                null,
                null,
                segmentsDone,
                frames,
                endUs,
                problem,
                0,
                false);
    }

    /**
     * The same of a segment that the file ends with, if it does.
     *
     * @param fileEnds whether it does
     */
    public VideoReport ending(boolean fileEnds) {
        return new VideoReport(
                kind,
                videoKey,
                generation,
                change,
                finding,
                segmentsDone,
                frames,
                endUs,
                problem,
                run,
                fileEnds);
    }

    public static VideoReport again(String videoKey, long generation) {
        return new VideoReport(
                Kind.AGAIN, videoKey, generation, null, null, 0, 0, 0, null, 0, false);
    }

    public static VideoReport ended(String videoKey, long generation, long run) {
        return new VideoReport(
                Kind.ENDED, videoKey, generation, null, null, 0, 0, 0, null, run, false);
    }

    /** Null if it tells of something else. */
    public Moment moment() {
        return finding == null ? null : finding.moment();
    }

    /** Null if it tells of something else. */
    public Shot shot() {
        return finding == null ? null : finding.shot();
    }
}
