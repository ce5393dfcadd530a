package io.zoetrope.domain;

/**
 * One change to the search indexes. Changes of one video stay in order: a removal takes away what
 * was written before it, and a final status is written only after the moments before it are
 * searchable. Exactly one of {@code moment}, {@code shot}, {@code status} and {@code removed} is
 * set.
 *
 * @param moment to write
 * @param status to write
 * @param removed the video whose moments and shots go away, and whose status becomes {@code
 *     deleted}
 * @param generation of the video; of a removal: what is of a lower one goes away
 * @param sweep only with a final status: documents of the video that have a lower generation, or an
 *     ordinal that is not below {@link VideoStatus#moments}, or {@link VideoStatus#shots}, go away
 *     before the status is written
 * @param shot to write
 */
public record IndexChange(
        Moment moment,
        VideoStatus status,
        VideoRef removed,
        long generation,
        boolean sweep,
        Shot shot) {
    public static IndexChange of(Moment moment) {
        return new IndexChange(moment, null, null, moment.generation(), false, null);
    }

    public static IndexChange of(Shot shot) {
        return new IndexChange(null, null, null, shot.generation(), false, shot);
    }

    /** Of a video still worked on, or of one that ended and left nothing to sweep. */
    public static IndexChange of(VideoStatus status) {
        return new IndexChange(null, status, null, status.generation(), false, null);
    }

    /** The end of a video that may have left documents of an earlier attempt behind. */
    public static IndexChange sweeping(VideoStatus last) {
        return new IndexChange(null, last, null, last.generation(), true, null);
    }

    /**
     * @param generation of the removal: what is of this one and of later ones stays, because the id
     *     has come back
     */
    public static IndexChange removal(VideoRef video, long generation) {
        return new IndexChange(null, null, video, generation, false, null);
    }

    /** Of the video that this change is about: changes with the same key are ordered. */
    public String videoKey() {
        return video().key();
    }

    private VideoRef video() {
        if (moment != null) {
            return moment.video();
        }
        if (shot != null) {
            return shot.video();
        }
        return status != null ? status.video() : removed;
    }
}
