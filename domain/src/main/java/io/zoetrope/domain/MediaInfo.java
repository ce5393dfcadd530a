package io.zoetrope.domain;

/**
 * What a container says of the video in it. One of sound alone has no video codec, no size and no
 * frame rate, and its times are those of the sound.
 *
 * @param startUs media time of the first picture: mostly 0, but anything if a file says so
 * @param durationUs from the first to the end of the last picture; 0 if the container does not say
 * @param width displayed width in pixels: after sample aspect and rotation
 * @param height displayed height in pixels
 * @param rotationDegrees clockwise turn that the display matrix asks for: 0, 90, 180 or 270
 * @param container FFmpeg's demuxer name
 * @param videoCodec FFmpeg's name; empty if there are no pictures but a cover
 * @param audioCodec of the track that is heard; empty if there is no audio
 * @param soundStartUs media time of the first sample; 0 if there is no sound or it is not known
 * @param pictureSubtitles FFmpeg's names of subtitle tracks that are not read, most of which are
 *     pictures, comma-separated; empty if there are none
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
        long sizeBytes,
        long soundStartUs,
        String pictureSubtitles) {
    /** Sound that begins no earlier before the first picture is not planned for. */
    private static final long EARLY_US = 500_000;

    public MediaInfo {
        pictureSubtitles = pictureSubtitles == null ? "" : pictureSubtitles;
    }

    /** Sound begins with the pictures, and no subtitles are pictures. */
    public MediaInfo(
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
        this(
                startUs,
                durationUs,
                width,
                height,
                rotationDegrees,
                frameRate,
                container,
                videoCodec,
                audioCodec,
                sizeBytes,
                audioCodec.isEmpty() ? 0 : startUs,
                "");
    }

    public boolean hasPictures() {
        return !videoCodec.isEmpty();
    }

    public boolean hasSound() {
        return !audioCodec.isEmpty();
    }

    /** Media time from which there is anything to see or to hear. */
    public long firstUs() {
        boolean heardFirst = hasSound() && soundStartUs <= startUs - EARLY_US;
        return heardFirst ? Math.max(0, soundStartUs) : startUs;
    }

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
                sizeBytes,
                soundStartUs,
                pictureSubtitles);
    }

    /** The same of another size. */
    public MediaInfo sized(int wide, int high) {
        return new MediaInfo(
                startUs,
                durationUs,
                wide,
                high,
                rotationDegrees,
                frameRate,
                container,
                videoCodec,
                audioCodec,
                sizeBytes,
                soundStartUs,
                pictureSubtitles);
    }

    /** The same with what was found beside the pictures. */
    public MediaInfo beside(long soundFirstUs, String subtitles) {
        return new MediaInfo(
                startUs,
                durationUs,
                width,
                height,
                rotationDegrees,
                frameRate,
                container,
                videoCodec,
                audioCodec,
                sizeBytes,
                soundFirstUs,
                subtitles);
    }
}
