package io.zoetrope.media.ffmpeg;

import io.zoetrope.domain.MediaSource;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.media.ReaderLimits;

/** Why a file was refused, in sentences that the person who sent it understands. */
final class Rejections {
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

    static RejectedInput unreadable(
            String name, Container container, int code, MediaSource source) {
        if (DeclaredLength.missingBytes(container, source) > 0) {
            return new RejectedInput(
                    Reason.TRUNCATED,
                    name + " ends before the length that it declares itself; upload it again.");
        }
        if (container == Container.MP4 && EncryptionMarks.in(source)) {
            return encrypted(name);
        }
        return new RejectedInput(
                Reason.MALFORMED_CONTAINER,
                name
                        + " begins like "
                        + container.demuxer()
                        + " but cannot be read ("
                        + Ffmpeg.message(code)
                        + "); export it again.");
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

    static RejectedInput tooSlow(String name) {
        return new RejectedInput(
                Reason.TOO_SLOW,
                name + " gave no picture within the time allowed; check that it is whole.");
    }

    static RejectedInput noVideoTrack(String name) {
        return new RejectedInput(
                Reason.NO_VIDEO_TRACK,
                name + " has no video track, only sound, text or a cover picture.");
    }

    static RejectedInput zeroLength(String name) {
        return new RejectedInput(
                Reason.ZERO_LENGTH, name + " has a video track without a single picture in it.");
    }

    static RejectedInput encrypted(String name) {
        return new RejectedInput(
                Reason.ENCRYPTED,
                name + " is encrypted; send a copy without digital rights management.");
    }

    static RejectedInput unsupportedCodec(String name, String codec) {
        return new RejectedInput(
                Reason.UNSUPPORTED_CODEC,
                name
                        + " is coded with '"
                        + codec
                        + "', which is not decoded here; convert it to H.264.");
    }
}
