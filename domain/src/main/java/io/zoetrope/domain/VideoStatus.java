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
        long queuePosition) {

    /** Of a video that does not wait in line. */
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
                0);
    }

    /** What is told of a video that was taken away. */
    public static VideoStatus deleted(VideoRef video, long generation, long nowMs) {
        return new VideoStatus(
                video,
                generation,
                VideoDescription.NONE,
                IndexingState.DELETED,
                null,
                0,
                0,
                0,
                null,
                0,
                nowMs);
    }

    /** The same video with another outcome. */
    public VideoStatus withOutcome(IndexingState newState, int newMoments, Problem newError) {
        return new VideoStatus(
                video,
                generation,
                description,
                newState,
                media,
                segmentsDone,
                segmentsTotal,
                newMoments,
                newError,
                arrivedMs,
                updatedMs,
                0);
    }

    public VideoStatus atQueuePosition(long position) {
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
                position);
    }
}
