package io.zoetrope.domain.finding;

import io.zoetrope.domain.VideoRef;
import io.zoetrope.domain.status.VideoStatus;

/**
 * One change to the search indexes. Changes of one video stay in order: a removal takes away what
 * was written before it, and a final status is written only after the findings before it are
 * searchable. Exactly one of {@code finding}, {@code status} and {@code removed} is set.
 *
 * @param finding to write
 * @param status to write
 * @param removed the video whose findings go away, and whose status becomes {@code deleted}
 * @param generation of the video; of a removal: what is of a lower one goes away
 * @param labels only with a finding: what it is called
 * @param sweep only with a final status: documents of the video that have a lower generation, or an
 *     ordinal that is not below the count of their kind in {@link VideoStatus#found}, go away
 *     before the status is written
 */
public record IndexChange(
        Finding finding,
        VideoStatus status,
        VideoRef removed,
        long generation,
        boolean sweep,
        Labels labels) {
    public IndexChange {
        labels = labels == null ? Labels.NONE : labels;
    }

    public static IndexChange of(Finding finding) {
        return new IndexChange(finding, null, null, finding.generation(), false, Labels.NONE);
    }

    /** The same finding, and what it is called. */
    public IndexChange called(Labels names) {
        return new IndexChange(finding, status, removed, generation, sweep, names);
    }

    public static IndexChange of(Moment moment) {
        return of(Finding.of(moment));
    }

    public static IndexChange of(Shot shot) {
        return of(Finding.of(shot));
    }

    /** Of a video still worked on, or of one that ended and left nothing to sweep. */
    public static IndexChange of(VideoStatus status) {
        return new IndexChange(null, status, null, status.generation(), false, Labels.NONE);
    }

    /** The end of a video that may have left documents of an earlier attempt behind. */
    public static IndexChange sweeping(VideoStatus last) {
        return new IndexChange(null, last, null, last.generation(), true, Labels.NONE);
    }

    /**
     * @param generation of the removal: what is of this one and of later ones stays, because the id
     *     has come back
     */
    public static IndexChange removal(VideoRef video, long generation) {
        return new IndexChange(null, null, video, generation, false, Labels.NONE);
    }

    /** Whether a life of a video is over with it, so that all before it is to be found first. */
    public boolean isEnd() {
        return removed != null || status != null && status.state().isFinal();
    }

    /** Null if it is another change. */
    public Moment moment() {
        return finding == null ? null : finding.moment();
    }

    /** Null if it is another change. */
    public Shot shot() {
        return finding == null ? null : finding.shot();
    }

    /** Of the video that this change is about: changes with the same key are ordered. */
    public String videoKey() {
        return video().key();
    }

    private VideoRef video() {
        if (finding != null) {
            return finding.video();
        }
        return status != null ? status.video() : removed;
    }
}
