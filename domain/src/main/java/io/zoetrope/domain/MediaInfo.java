package io.zoetrope.domain;

/**
 * What a container says of the video in it.
 *
 * @param durationUs from the first to the end of the last picture; 0 where the container does not
 *     say
 * @param width displayed width in pixels: after sample aspect and rotation
 * @param height displayed height in pixels
 * @param rotationDegrees clockwise turn that the display matrix asks for: 0, 90, 180 or 270
 * @param container FFmpeg's demuxer name
 * @param audioCodec empty where there is no audio
 */
public record MediaInfo(
        long durationUs,
        int width,
        int height,
        int rotationDegrees,
        Rational frameRate,
        String container,
        String videoCodec,
        String audioCodec,
        long sizeBytes) {}
