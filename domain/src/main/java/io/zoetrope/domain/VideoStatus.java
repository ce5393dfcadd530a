package io.zoetrope.domain;

/**
 * Where one video stands; each one replaces the one before.
 *
 * @param generation counts the lives of an id: a higher one replaces a lower one
 * @param media null until probed
 * @param segmentsTotal 0 until planned
 * @param error null unless {@code state} is PARTIAL or FAILED
 * @param arrivedMs epoch milliseconds of the arrival event
 * @param updatedMs epoch milliseconds
 * @param queuePosition what is served before its next segment, in milliseconds of 1080p video; 0 if
 *     it does not wait
 * @param searchableMs epoch milliseconds from which its moments are found; 0 until they are.
 *     Whoever writes the index sets it
 * @param shots written so far
 */
public record VideoStatus(
        VideoRef video,
        long generation,
        VideoDescription description,
        IndexingState state,
        MediaInfo media,
        int segmentsDone,
        int segmentsTotal,
        int moments,
        Problem error,
        long arrivedMs,
        long updatedMs,
        long queuePosition,
        long searchableMs,
        int shots) {

    /** Of a video that does not wait in line, and is not known to be searchable. */
    public VideoStatus(
            VideoRef video,
            long generation,
            VideoDescription description,
            IndexingState state,
            MediaInfo media,
            int segmentsDone,
            int segmentsTotal,
            int moments,
            Problem error,
            long arrivedMs,
            long updatedMs) {
        this(
                video,
                generation,
                description,
                state,
                media,
                segmentsDone,
                segmentsTotal,
                moments,
                error,
                arrivedMs,
                updatedMs,
                0,
                0,
                0);
    }

    /** The status of a video that was taken away. */
    public static VideoStatus deleted(VideoRef video, long generation, long nowMs) {
        VideoDescription none = VideoDescription.NONE;
        return new VideoStatus(
                video, generation, none, IndexingState.DELETED, null, 0, 0, 0, null, 0, nowMs);
    }

    /** The same video with another outcome. */
    public VideoStatus withOutcome(IndexingState newState, int newMoments, Problem newError) {
        return with(description, newState, newMoments, newError, 0, searchableMs);
    }

    public VideoStatus withDescription(VideoDescription newDescription) {
        return with(newDescription, state, moments, error, queuePosition, searchableMs);
    }

    public VideoStatus atQueuePosition(long position) {
        return with(description, state, moments, error, position, searchableMs);
    }

    public VideoStatus searchableFrom(long epochMs) {
        return with(description, state, moments, error, queuePosition, epochMs);
    }

    public VideoStatus withShots(int count) {
        return new VideoStatus(
                video,
                generation,
                description,
                state,
                media,
                segmentsDone,
                segmentsTotal,
                moments,
                error,
                arrivedMs,
                updatedMs,
                queuePosition,
                searchableMs,
                count);
    }

    private VideoStatus with(
            VideoDescription newDescription,
            IndexingState newState,
            int newMoments,
            Problem newError,
            long newPosition,
            long newSearchableMs) {
        return new VideoStatus(
                video,
                generation,
                newDescription,
                newState,
                media,
                segmentsDone,
                segmentsTotal,
                newMoments,
                newError,
                arrivedMs,
                updatedMs,
                newPosition,
                newSearchableMs,
                shots);
    }
}
