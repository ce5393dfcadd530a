package io.zoetrope.domain;

/**
 * What a container says of the video in it.
 *
 * @param startUs media time of the first picture: mostly 0, but anything if a file says so
 * @param durationUs from the first to the end of the last picture; 0 if the container does not say
 * @param width displayed width in pixels: after sample aspect and rotation
 * @param height displayed height in pixels
 * @param rotationDegrees clockwise turn that the display matrix asks for: 0, 90, 180 or 270
 * @param container FFmpeg's demuxer name
 * @param audioCodec empty if there is no audio
 */
public record MediaInfo(
        long startUs,
        long durationUs,
        int width,
        int height,
        int rotationDegrees,
        Rational frameRate,
        String container,
        String videoCodec,
        String audioCodec,
        long sizeBytes) {

    /** Media time of the end of the last picture; 0 if the container does not say. */
    public long endUs() {
        return durationUs == 0 ? 0 : startUs + durationUs;
    }

    /**
     * The same with the length that was found.
     *
     * @param endUs media time of the end of the last picture
     */
    public MediaInfo until(long endUs) {
        return new MediaInfo(
                startUs,
                Math.max(0, endUs - startUs),
                width,
                height,
                rotationDegrees,
                frameRate,
                container,
                videoCodec,
                audioCodec,
                sizeBytes);
    }
}
