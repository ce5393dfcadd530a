package io.zoetrope.domain;

/**
 * An object that was followed through one shot of a video.
 *
 * @param objectId see {@link VideoIds#objectId}
 * @param generation of the video; what is of a lower one no longer counts
 * @param ordinal this is the n-th object of its video, from 0, in the order in which they ended
 * @param model of the detector
 * @param shot counts from 0 within the video, as in {@link Moment}; a track ends where its shot
 *     does
 * @param arrivedMs epoch milliseconds of the arrival event
 */
public record TrackedObject(
        String objectId,
        VideoRef video,
        long generation,
        int ordinal,
        ModelRef model,
        int shot,
        ObjectTrack track,
        long arrivedMs) {}
