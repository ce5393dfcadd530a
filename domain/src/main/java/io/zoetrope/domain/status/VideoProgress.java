package io.zoetrope.domain.status;

import io.zoetrope.domain.Problem;

/**
 * How far the work on a video has come.
 *
 * @param segmentsTotal 0 until planned
 * @param queuePosition what is served before its next segment, in milliseconds of 1080p video; 0 if
 *     it does not wait
 * @param realTimeFactor seconds of it that are done for each second since it left the line; 0 until
 *     a segment is done
 * @param lastProblem the newest that was met, whether or not the video will end well; null if none
 *     was
 */
public record VideoProgress(
        VideoStage stage,
        int segmentsDone,
        int segmentsTotal,
        long queuePosition,
        float realTimeFactor,
        Problem lastProblem) {
    static final VideoProgress NONE = of(VideoStage.DONE, 0, 0);

    /** Of a video that does not wait in line, and met no problem. */
    public static VideoProgress of(VideoStage stage, int segmentsDone, int segmentsTotal) {
        return new VideoProgress(stage, segmentsDone, segmentsTotal, 0, 0, null);
    }

    public VideoProgress atQueuePosition(long position) {
        return new VideoProgress(
                stage, segmentsDone, segmentsTotal, position, realTimeFactor, lastProblem);
    }

    public VideoProgress at(float factor) {
        return new VideoProgress(
                stage, segmentsDone, segmentsTotal, queuePosition, factor, lastProblem);
    }

    /**
     * @param newest null if none was met
     */
    public VideoProgress withProblem(Problem newest) {
        return new VideoProgress(
                stage, segmentsDone, segmentsTotal, queuePosition, realTimeFactor, newest);
    }
}
