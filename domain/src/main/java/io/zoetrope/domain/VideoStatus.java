package io.zoetrope.domain;

/**
 * Where one video stands; each one replaces the one before.
 *
 * @param media null until probed
 * @param segmentsTotal 0 until planned
 * @param error null unless {@code state} is PARTIAL or FAILED
 * @param arrivedMs epoch milliseconds of the arrival event
 * @param updatedMs epoch milliseconds
 */
public record VideoStatus(
        VideoRef video,
        VideoDescription description,
        IndexingState state,
        MediaInfo media,
        int segmentsDone,
        int segmentsTotal,
        int moments,
        Problem error,
        long arrivedMs,
        long updatedMs) {}
