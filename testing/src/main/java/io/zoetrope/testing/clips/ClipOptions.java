package io.zoetrope.testing.clips;

import io.zoetrope.domain.Rational;

/**
 * How a clip is encoded.
 *
 * @param width in pixels, even
 * @param height in pixels, even
 * @param codec FFmpeg's encoder name: {@code libopenh264}, {@code mpeg4}, {@code libvpx-vp9}
 * @param gopFrames distance between key frames in frames
 * @param bFrames B-frames between reference frames; {@code mpeg4} only
 * @param tone whether an AAC sine of 440 Hz runs along
 * @param rotationDegrees clockwise turn that the display matrix asks for
 * @param firstFrame presentation time of the first frame, in frames
 * @param dropEvery leaves out every n-th frame, so that the frame rate varies; 0 for none
 */
public record ClipOptions(
        int width,
        int height,
        Rational frameRate,
        String codec,
        int gopFrames,
        int bFrames,
        boolean tone,
        int rotationDegrees,
        int firstFrame,
        int dropEvery) {

    /** H.264, a key frame every second, no sound. */
    public static ClipOptions h264(int width, int height, int framesPerSecond) {
        return new ClipOptions(
                width,
                height,
                new Rational(framesPerSecond, 1),
                "libopenh264",
                framesPerSecond,
                0,
                false,
                0,
                0,
                0);
    }

    public ClipOptions withFrameRate(Rational rate) {
        return new ClipOptions(
                width,
                height,
                rate,
                codec,
                gopFrames,
                bFrames,
                tone,
                rotationDegrees,
                firstFrame,
                dropEvery);
    }

    public ClipOptions withCodec(String name, int newGopFrames, int newBFrames) {
        return new ClipOptions(
                width,
                height,
                frameRate,
                name,
                newGopFrames,
                newBFrames,
                tone,
                rotationDegrees,
                firstFrame,
                dropEvery);
    }

    public ClipOptions withTone() {
        return new ClipOptions(
                width,
                height,
                frameRate,
                codec,
                gopFrames,
                bFrames,
                true,
                rotationDegrees,
                firstFrame,
                dropEvery);
    }

    public ClipOptions withRotation(int degrees) {
        return new ClipOptions(
                width,
                height,
                frameRate,
                codec,
                gopFrames,
                bFrames,
                tone,
                degrees,
                firstFrame,
                dropEvery);
    }

    /** Starts later than 0 and leaves out every n-th frame. */
    public ClipOptions withTimes(int newFirstFrame, int newDropEvery) {
        return new ClipOptions(
                width,
                height,
                frameRate,
                codec,
                gopFrames,
                bFrames,
                tone,
                rotationDegrees,
                newFirstFrame,
                newDropEvery);
    }

    /** Whether the frame with this number is in the file. */
    boolean keeps(int frame) {
        return dropEvery == 0 || frame % dropEvery != dropEvery - 1;
    }
}
