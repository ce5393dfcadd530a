package io.zoetrope.domain;

/**
 * One change to the search indexes. Changes of one video stay in order: a removal takes away what
 * was written before it, and a final status is written only after the moments before it are
 * searchable. Exactly one component is set.
 *
 * @param moment to write
 * @param status to write
 * @param removed the video whose moments and status go away
 */
public record IndexChange(Moment moment, VideoStatus status, VideoRef removed) {
    public static IndexChange of(Moment moment) {
        return new IndexChange(moment, null, null);
    }

    public static IndexChange of(VideoStatus status) {
        return new IndexChange(null, status, null);
    }

    public static IndexChange removal(VideoRef video) {
        return new IndexChange(null, null, video);
    }

    /** Of the video that this change is about: changes with the same key are ordered. */
    public String videoKey() {
        return moment != null
                ? moment.video().key()
                : status != null ? status.video().key() : removed.key();
    }
}
