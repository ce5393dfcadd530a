package io.zoetrope.domain.status;

import io.zoetrope.domain.FoundCounts;
import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.MediaInfo;
import io.zoetrope.domain.Playback;
import io.zoetrope.domain.Problem;
import io.zoetrope.domain.VideoDescription;
import io.zoetrope.domain.VideoRef;

/**
 * Where one video stands; each one replaces the one before. Made by {@link #of} and the methods
 * that follow it.
 *
 * @param generation counts the lives of an id: a higher one replaces a lower one
 * @param media null until probed
 * @param found what was written so far
 * @param error why it is PARTIAL or FAILED; null in every other state
 * @param arrivedMs epoch milliseconds of the arrival event
 * @param updatedMs epoch milliseconds
 * @param searchableMs epoch milliseconds from which its moments are found; 0 until they are.
 *     Whoever writes the index sets it
 * @param playback how far it can be played
 */
public record VideoStatus(
        VideoRef video,
        long generation,
        VideoDescription description,
        IndexingState state,
        MediaInfo media,
        VideoProgress progress,
        FoundCounts found,
        Problem error,
        long arrivedMs,
        long updatedMs,
        long searchableMs,
        Playback playback) {

    public VideoStatus {
        playback = playback == null ? Playback.NONE : playback;
        description = description == null ? VideoDescription.NONE : description;
        progress = progress == null ? VideoProgress.NONE : progress;
        found = found == null ? FoundCounts.NOTHING : found;
    }

    /** Of a video of which nothing more is known. */
    public static VideoStatus of(
            VideoRef video, long generation, IndexingState state, long arrivedMs, long updatedMs) {
        return new VideoStatus(
                video,
                generation,
                null,
                state,
                null,
                null,
                null,
                null,
                arrivedMs,
                updatedMs,
                0,
                null);
    }

    /** The status of a video that was taken away. */
    public static VideoStatus deleted(VideoRef video, long generation, long nowMs) {
        return of(video, generation, IndexingState.DELETED, 0, nowMs);
    }

    /** The same video with another outcome. */
    public VideoStatus withOutcome(IndexingState newState, Problem newError) {
        return with(description, newState, found, newError, searchableMs);
    }

    public VideoStatus withDescription(VideoDescription newDescription) {
        return with(newDescription, state, found, error, searchableMs);
    }

    public VideoStatus withFound(FoundCounts counts) {
        return with(description, state, counts, error, searchableMs);
    }

    public VideoStatus searchableFrom(long epochMs) {
        return with(description, state, found, error, epochMs);
    }

    private VideoStatus with(
            VideoDescription newDescription,
            IndexingState newState,
            FoundCounts newFound,
            Problem newError,
            long newSearchableMs) {
        return new VideoStatus(
                video,
                generation,
                newDescription,
                newState,
                media,
                progress,
                newFound,
                newError,
                arrivedMs,
                updatedMs,
                newSearchableMs,
                playback);
    }

    /**
     * @param newMedia null if it was not probed
     */
    public VideoStatus with(MediaInfo newMedia, VideoProgress newProgress) {
        return new VideoStatus(
                video,
                generation,
                description,
                state,
                newMedia,
                newProgress,
                found,
                error,
                arrivedMs,
                updatedMs,
                searchableMs,
                playback);
    }

    public VideoStatus with(Playback newPlayback) {
        return new VideoStatus(
                video,
                generation,
                description,
                state,
                media,
                progress,
                found,
                error,
                arrivedMs,
                updatedMs,
                searchableMs,
                newPlayback);
    }

    public int segmentsDone() {
        return progress.segmentsDone();
    }

    public int segmentsTotal() {
        return progress.segmentsTotal();
    }
}
