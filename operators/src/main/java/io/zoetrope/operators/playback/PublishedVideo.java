package io.zoetrope.operators.playback;

import io.zoetrope.domain.Playback;
import io.zoetrope.domain.Problem;
import io.zoetrope.domain.VideoRef;
import io.zoetrope.domain.message.SegmentDone;

/**
 * How far the playback of one video is. Held in state: components may be added, none moved or taken
 * away. Made by {@link #begin} and the methods that follow it.
 *
 * @param video null if nothing of it has come
 * @param generation of the life that is open or was last
 * @param next index of the first segment that is missing
 * @param count how many segments it has; negative until that is known
 * @param listed how many of them are in the playlists
 * @param playback what is told of it
 * @param over whether nothing more is awaited of this life
 * @param removedBelow files of generations below this one go away; 0 if none do
 * @param untidy whether the store has files that are to go
 * @param publishedMs when playlists were last written, epoch milliseconds; 0 if they were not
 * @param heardMs when something of it last came, epoch milliseconds
 * @param targetSeconds the target duration of its playlists; 0 before they were written
 * @param edition of its playlists of one rendition each, see {@link PlaybackFiles#media}: others
 *     take their place if the target duration has to grow
 * @param followed whether segments of a life that does not stand may have come after the word that
 *     it does not, and files with them
 */
public record PublishedVideo(
        VideoRef video,
        long generation,
        int next,
        int count,
        int listed,
        Playback playback,
        boolean over,
        long removedBelow,
        boolean untidy,
        long publishedMs,
        long heardMs,
        int targetSeconds,
        int edition,
        boolean followed) {
    private static final int NOT_KNOWN = -1;

    public PublishedVideo {
        playback = playback == null ? Playback.NONE : playback;
    }

    /**
     * What is to go of the life before it still goes.
     *
     * @param before null if nothing is known of it
     */
    static PublishedVideo begin(VideoRef video, long generation, PublishedVideo before) {
        return new PublishedVideo(
                video,
                generation,
                0,
                NOT_KNOWN,
                0,
                Playback.NONE,
                false,
                before == null ? 0 : before.goneBelow(),
                before != null && before.untidy,
                0,
                0,
                0,
                0,
                before != null && (before.followed || !before.stands()));
    }

    /** Whether all of it is there: nothing more of it is on its way. */
    private boolean stands() {
        return over && playback.completeMs() > 0;
    }

    /** Of a life that ended without being complete nothing stands. */
    private long goneBelow() {
        boolean gone = over && !stands();
        return gone ? Math.max(removedBelow, generation + 1) : removedBelow;
    }

    /**
     * @param before null if nothing is known of it
     */
    static PublishedVideo removed(PublishedVideo before, VideoRef video, long below) {
        boolean later = before != null && before.generation >= below;
        PublishedVideo kept = later ? before : begin(video, below - 1, before).overNow();
        long all = Math.max(kept.removedBelow, below);
        return kept.with(kept.playback, kept.over, all, true, before != null);
    }

    PublishedVideo heardAt(long ms) {
        return new PublishedVideo(
                video,
                generation,
                next,
                count,
                listed,
                playback,
                over,
                removedBelow,
                untidy,
                publishedMs,
                ms,
                targetSeconds,
                edition,
                followed);
    }

    PublishedVideo advanced(int newNext, int newCount) {
        return new PublishedVideo(
                video,
                generation,
                newNext,
                newCount,
                listed,
                playback,
                over,
                removedBelow,
                untidy,
                publishedMs,
                heardMs,
                targetSeconds,
                edition,
                followed);
    }

    /** Once these playlists, of all that is there, have been written. */
    PublishedVideo listing(Playlists lists, long nowMs) {
        boolean known = playback.playableMs() > 0;
        // Rates change with each segment: they are told at the beginning and in the end.
        Playback told =
                new Playback(
                        known ? playback.playableMs() : nowMs,
                        isComplete() ? nowMs : 0,
                        null,
                        known && !isComplete() ? playback.renditions() : lists.told());
        return new PublishedVideo(
                video,
                generation,
                next,
                count,
                next,
                told,
                over,
                removedBelow,
                untidy,
                nowMs,
                heardMs,
                lists.targetSeconds(),
                edition(lists),
                followed);
    }

    /** That of the playlists which are written next. */
    int edition(Playlists lists) {
        if (lists.targetSeconds() == targetSeconds) {
            return edition;
        }
        boolean planned = targetSeconds == 0 && lists.targetSeconds() == lists.plannedSeconds();
        return planned ? 0 : lists.targetSeconds();
    }

    /** Nothing more is awaited, and what stands of it goes. */
    PublishedVideo failed(Problem why) {
        return with(Playback.failed(why), true, removedBelow, true, true);
    }

    PublishedVideo overNow() {
        return with(playback, true, removedBelow, untidy, followed);
    }

    PublishedVideo untidied(boolean isUntidy) {
        return with(playback, over, removedBelow, isUntidy, followed);
    }

    private PublishedVideo with(
            Playback told,
            boolean isOver,
            long newRemovedBelow,
            boolean isUntidy,
            boolean isFollowed) {
        return new PublishedVideo(
                video,
                generation,
                next,
                count,
                listed,
                told,
                isOver,
                newRemovedBelow,
                isUntidy,
                publishedMs,
                heardMs,
                targetSeconds,
                edition,
                isFollowed);
    }

    /** Whether a segment is of a life that is over. */
    boolean isOver(PackagedSegment segment) {
        return segment.generation() < generation
                || segment.generation() < removedBelow
                || segment.generation() == generation && over;
    }

    /** What the line is told of a segment that is there. */
    SegmentDone done(PackagedSegment segment) {
        return SegmentDone.done(
                        video.key(), generation, next - 1, segment.index(), 0, segment.run())
                .ofPlayback();
    }

    /** What it is told of one that came too late: its place on the way is free. */
    SegmentDone late(PackagedSegment segment) {
        int last = segment.generation() == generation ? next - 1 : -1;
        return SegmentDone.done(
                        segment.videoKey(),
                        segment.generation(),
                        last,
                        segment.index(),
                        segment.endUs(),
                        segment.run())
                .ending(true, true)
                .ofPlayback();
    }

    boolean isComplete() {
        return count >= 0 && next >= count;
    }

    /** Whether playlists lack something that is there. */
    boolean isUnlisted() {
        return !over && (next > listed || isComplete());
    }
}
