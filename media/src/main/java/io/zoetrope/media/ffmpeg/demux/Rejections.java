package io.zoetrope.media.ffmpeg.demux;

import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.ffmpeg.container.Container;

/** Why a file was refused, in sentences that the person who sent it understands. */
public final class Rejections {
    private Rejections() {}

    static RejectedInput notAVideo(String name, long bytes) {
        return new RejectedInput(
                Reason.NOT_A_VIDEO,
                name
                        + " ("
                        + bytes
                        + " bytes) is no video file that can be recognised; check what was uploaded.");
    }

    static RejectedInput containerNotAllowed(String name, String found) {
        return new RejectedInput(
                Reason.NOT_A_VIDEO,
                name
                        + " is of the kind '"
                        + found
                        + "', not one of the video containers that are read; convert it to MP4.");
    }

    static RejectedInput stillPicture(String name) {
        return new RejectedInput(
                Reason.STILL_PICTURE,
                name + " is a picture, not a video; send the video that belongs to it, if any.");
    }

    static RejectedInput truncated(String name) {
        return new RejectedInput(
                Reason.TRUNCATED,
                name + " ends before the length that it declares itself; upload it again.");
    }

    static RejectedInput malformed(String name, Container container, int code) {
        return new RejectedInput(
                Reason.MALFORMED_CONTAINER,
                name
                        + " begins like "
                        + container.demuxer()
                        + " but cannot be read ("
                        + Ffmpeg.message(code)
                        + "); export it again.");
    }

    static RejectedInput externalData(String name) {
        return new RejectedInput(
                Reason.EXTERNAL_DATA,
                name
                        + " only refers to pictures in other files, which are not opened; export it as one file.");
    }

    static RejectedInput tooLarge(String name, long width, long height, ReaderLimits limits) {
        return new RejectedInput(
                Reason.TOO_LARGE,
                name
                        + " declares pictures of "
                        + width
                        + "×"
                        + height
                        + " pixels; at most "
                        + limits.maxPixels()
                        + " pixels are decoded. Scale it down.");
    }

    public static RejectedInput tooSlow(String name) {
        return new RejectedInput(
                Reason.TOO_SLOW,
                name + " gave no picture within the time allowed; check that it is whole.");
    }

    static RejectedInput noVideoTrack(String name) {
        return new RejectedInput(
                Reason.NO_VIDEO_TRACK,
                name
                        + " has neither pictures nor sound; a cover picture or text alone is not indexed.");
    }

    static RejectedInput zeroLength(String name) {
        return new RejectedInput(
                Reason.ZERO_LENGTH, name + " has a video track without a single picture in it.");
    }

    public static RejectedInput encrypted(String name) {
        return new RejectedInput(
                Reason.ENCRYPTED,
                name + " is encrypted; send a copy without digital rights management.");
    }

    /**
     * @param codec FFmpeg's name or the container's, or empty if there is none
     */
    static RejectedInput unsupportedCodec(String name, String codec) {
        String coding = codec.isEmpty() ? "in an unknown way" : "with '" + codec + "'";
        return new RejectedInput(
                Reason.UNSUPPORTED_CODEC,
                name + " is coded " + coding + ", which is not decoded here; convert it to H.264.");
    }
}
