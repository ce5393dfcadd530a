package io.zoetrope.domain.message;

import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.VideoIds;
import io.zoetrope.domain.VideoRef;
import io.zoetrope.domain.store.StoreName;

/**
 * What comes back to the waiting line on the topic {@code segments.done}. Each is idempotent, may
 * come twice, late or out of order, and none is needed: what is lost is told again or found out by
 * a lease. Made by {@link #done}, {@link #retry}, {@link #captionsAway}, {@link #failed} and {@link
 * #concluded}.
 *
 * @param kind what it tells; null if a later version sent it
 * @param videoKey see {@link VideoIds#key}
 * @param tenant whose video it is; given by CONCLUDED only, else empty
 * @param uri of the video; given by CONCLUDED only, else empty
 * @param generation of the video's admission
 * @param index DONE and CONCLUDED: all segments up to and including this one are done, -1 if none
 *     is; RETRY, CAPTIONS and FAILED: the one segment
 * @param arrived DONE: a segment that is complete, maybe before others in front of it; CONCLUDED: a
 *     segment that came too late; -1 if this message tells of none
 * @param endUs how far the video is done, media time in microseconds
 * @param ended whether the video ends with {@code index}, whatever was planned
 * @param stop whether the rest of the video is given up
 * @param run as in the newest segment of the video that had come; 0 if none had
 * @param store RETRY and CAPTIONS: {@link StoreName} of the one that did not answer; else empty
 * @param detail RETRY, CAPTIONS and FAILED: why, for people; else empty
 * @param state CONCLUDED: how the video ended, FAILED also if it is indexed and its playback
 *     failed, null while that is awaited; else null
 * @param endedMs CONCLUDED: when it did, epoch milliseconds; else 0
 * @param playback whether it is of the line that prepares playback, and not of the one that indexes
 */
public record SegmentDone(
        Kind kind,
        String videoKey,
        String tenant,
        String uri,
        long generation,
        int index,
        int arrived,
        long endUs,
        boolean ended,
        boolean stop,
        long run,
        String store,
        String detail,
        IndexingState state,
        long endedMs,
        boolean playback) {

    /** What a message tells. */
    public enum Kind {
        /** Segments are done. */
        DONE,
        /** A segment could not be read or stored because a store did not answer; it waits again. */
        RETRY,
        /** Likewise, because the store of its caption file did not. */
        CAPTIONS,
        /** A segment could not be made for another reason that may pass; it waits again. */
        FAILED,
        /**
         * What came of this life was made with other models than before: the video is decoded from
         * its first segment again, as the next generation.
         */
        AGAIN,
        /**
         * Nothing more is indexed of this version of the video; said again once it is known how its
         * playback ended.
         */
        CONCLUDED;

        /** Whether a segment comes back to be sent again. */
        public boolean isUnread() {
            return this == RETRY || this == CAPTIONS || this == FAILED;
        }
    }

    public SegmentDone {
        videoKey = videoKey == null ? "" : videoKey;
        tenant = tenant == null ? "" : tenant;
        uri = uri == null ? "" : uri;
        store = store == null ? "" : store;
        detail = detail == null ? "" : detail;
    }

    /** All up to {@code index} are done, and the video goes on; see {@link #ending}. */
    public static SegmentDone done(
            String videoKey, long generation, int index, int arrived, long endUs, long run) {
        return new SegmentDone(
                Kind.DONE,
                videoKey,
                "",
                "",
                generation,
                index,
                arrived,
                endUs,
                false,
                false,
                run,
                "",
                "",
                null,
                0,
                false);
    }

    /** The same DONE, after which nothing of the video is sent any more. */
    public SegmentDone ending(boolean itEnded, boolean itStops) {
        return new SegmentDone(
                kind,
                videoKey,
                tenant,
                uri,
                generation,
                index,
                arrived,
                endUs,
                itEnded,
                itStops,
                run,
                store,
                detail,
                state,
                endedMs,
                playback);
    }

    /** The same about a segment that has come, though nobody waits for it. */
    public SegmentDone arriving(int segment) {
        return new SegmentDone(
                kind,
                videoKey,
                tenant,
                uri,
                generation,
                index,
                segment,
                endUs,
                ended,
                stop,
                run,
                store,
                detail,
                state,
                endedMs,
                playback);
    }

    public static SegmentDone retry(
            String videoKey, long generation, int index, long run, String store, String detail) {
        return unread(Kind.RETRY, videoKey, generation, index, run, store, detail);
    }

    /** See {@link Kind#CAPTIONS}. */
    public static SegmentDone captionsAway(
            String videoKey, long generation, int index, long run, String store, String detail) {
        return unread(Kind.CAPTIONS, videoKey, generation, index, run, store, detail);
    }

    /** See {@link Kind#FAILED}. */
    public static SegmentDone failed(
            String videoKey, long generation, int index, long run, String detail) {
        return unread(Kind.FAILED, videoKey, generation, index, run, "", detail);
    }

    private static SegmentDone unread(
            Kind kind,
            String videoKey,
            long generation,
            int index,
            long run,
            String store,
            String detail) {
        return new SegmentDone(
                kind,
                videoKey,
                "",
                "",
                generation,
                index,
                -1,
                0,
                false,
                false,
                run,
                store,
                detail,
                null,
                0,
                false);
    }

    /**
     * @param generation the life that is over; the next one begins at segment 0
     */
    public static SegmentDone again(String videoKey, long generation, long run) {
        return new SegmentDone(
                Kind.AGAIN,
                videoKey,
                "",
                "",
                generation,
                -1,
                -1,
                0,
                false,
                false,
                run,
                "",
                "",
                null,
                0,
                false);
    }

    /**
     * @param index the last segment that is in what was written; -1 if none is
     * @param state null if its playback is awaited
     * @param endedMs epoch milliseconds
     */
    public static SegmentDone concluded(
            VideoRef video,
            long generation,
            int index,
            long run,
            IndexingState state,
            long endedMs) {
        return new SegmentDone(
                Kind.CONCLUDED,
                video.key(),
                video.tenant(),
                video.uri(),
                generation,
                index,
                -1,
                0,
                true,
                true,
                run,
                "",
                "",
                state,
                endedMs,
                false);
    }

    /** The same in the line that prepares playback. */
    public SegmentDone ofPlayback() {
        return new SegmentDone(
                kind,
                videoKey,
                tenant,
                uri,
                generation,
                index,
                arrived,
                endUs,
                ended,
                stop,
                run,
                store,
                detail,
                state,
                endedMs,
                true);
    }
}
