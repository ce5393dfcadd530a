package io.zoetrope.media.process.protocol;

import io.zoetrope.domain.MediaInfo;
import io.zoetrope.domain.Problem;
import io.zoetrope.domain.Rational;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.Stage;
import io.zoetrope.media.FrameSignatures;
import io.zoetrope.media.KeyFrameIndex;
import io.zoetrope.media.Losses;
import io.zoetrope.media.ReadReport;
import io.zoetrope.media.captions.CaptionFile;
import io.zoetrope.media.captions.CaptionLine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * How each thing that crosses is written and read: a field more is one line in each of its two
 * methods, and a new {@link #VERSION}. Here is what is said of a video and of a pass over it;
 * {@link RequestFormat} has what is asked, {@link OutputFormat} what a pass gives.
 */
public final class Protocol {
    /** Key frames, and what is known of the video once they are found. */
    public record Keys(KeyFrameIndex index, MediaInfo info) {}

    static final int MAGIC = 0x5A4F4554;
    static final int VERSION = 9;

    /** Most bytes of the source in one answer. */
    public static final int MAX_WINDOW_BYTES = 512 << 10;

    static final int MAX_TEXT_CHARS = 1000;
    static final int MAX_LONG_TEXT_CHARS = CaptionFile.MAX_TEXT;
    static final int MAX_TEXT_BYTES = 4 * MAX_TEXT_CHARS;
    static final int MAX_PICTURES = 16;
    private static final int MAX_SIDE = 8192;
    private static final int LEAST_CAPTION_BYTES = 32;

    private Protocol() {}

    public static void hello(MessageOutput out) throws IOException {
        out.begin(Kind.HELLO).putInt(MAGIC).putInt(VERSION).send();
    }

    public static void expectHello(MessageInput in) throws IOException {
        ProtocolViolation.require(in.next() == Kind.HELLO, "something before its hello");
        ProtocolViolation.require(in.readInt() == MAGIC, "something else's hello");
        int version = in.readInt();
        ProtocolViolation.require(version == VERSION, "version " + version + " of the protocol");
        in.end();
    }

    /** Of a picture. */
    static int side(MessageInput in) throws IOException {
        int side = in.readInt();
        ProtocolViolation.require(side >= 0 && side <= MAX_SIDE, "a picture of side " + side);
        return side;
    }

    public static void put(MessageOutput out, MediaInfo info) {
        out.putLong(info.startUs());
        out.putLong(info.durationUs());
        out.putInt(info.width());
        out.putInt(info.height());
        out.putInt(info.rotationDegrees());
        out.putInt(info.frameRate().numerator());
        out.putInt(info.frameRate().denominator());
        out.putText(info.container());
        out.putText(info.videoCodec());
        out.putText(info.audioCodec());
        out.putLong(info.sizeBytes());
        out.putLong(info.soundStartUs());
        out.putText(info.pictureSubtitles());
    }

    public static MediaInfo info(MessageInput in) throws IOException {
        MediaInfo info =
                new MediaInfo(
                        in.readLong(),
                        in.readLong(),
                        in.readInt(),
                        in.readInt(),
                        in.readInt(),
                        new Rational(in.readInt(), in.readInt()),
                        in.readText(),
                        in.readText(),
                        in.readText(),
                        in.readLong(),
                        in.readLong(),
                        in.readText());
        ProtocolViolation.require(
                info.durationUs() >= 0 && info.width() >= 0 && info.height() >= 0,
                "a video of negative size");
        return info;
    }

    /** With what is known of the video now: looking for key frames may have told more. */
    public static void put(MessageOutput out, KeyFrameIndex index, MediaInfo info) {
        put(out, info);
        out.putLongs(index.timesUs());
        out.putLongs(index.positions());
    }

    public static Keys keys(MessageInput in) throws IOException {
        MediaInfo info = info(in);
        long[] timesUs = in.readLongs(KeyFrameIndex.MOST);
        long[] positions = in.readLongs(KeyFrameIndex.MOST);
        ProtocolViolation.require(
                positions.length == 0 || positions.length == timesUs.length,
                "key frames without positions");
        ascending(timesUs);
        return new Keys(new KeyFrameIndex(timesUs, positions), info);
    }

    public static void put(MessageOutput out, ReadReport report) {
        out.putLong(report.framesDecoded());
        out.putLong(report.lastEndUs());
        out.putBoolean(report.ended());
        put(out, report.problem());
        out.putLongs(report.signatures().timesUs());
        out.putBytes(report.signatures().bytes());
        out.putInt(report.captions().size());
        report.captions().forEach(line -> put(out, line));
        out.putInt(report.losses().damagedSound());
        out.putInt(report.losses().lostSound());
        out.putInt(report.losses().lostCaptions());
    }

    private static void put(MessageOutput out, CaptionLine line) {
        out.putLong(line.startUs()).putLong(line.endUs());
        out.putLongText(line.text()).putText(line.language()).putText(line.speaker());
        out.putInt(line.track());
    }

    private static List<CaptionLine> captions(MessageInput in) throws IOException {
        int count = in.count(LEAST_CAPTION_BYTES, ReadReport.MOST_CAPTIONS);
        List<CaptionLine> lines = new ArrayList<>(count);
        long lastUs = Long.MIN_VALUE;
        for (int i = 0; i < count; i++) {
            CaptionLine line =
                    new CaptionLine(
                            in.readLong(),
                            in.readLong(),
                            in.readLongText(),
                            in.readText(),
                            in.readText(),
                            in.readInt());
            ProtocolViolation.require(
                    line.startUs() >= lastUs && line.endUs() > line.startUs(),
                    "captions that go back");
            lastUs = line.startUs();
            lines.add(line);
        }
        return lines;
    }

    private static Losses losses(MessageInput in) throws IOException {
        Losses losses = new Losses(in.readInt(), in.readInt(), in.readInt());
        ProtocolViolation.require(
                losses.damagedSound() >= 0 && losses.lostSound() >= 0 && losses.lostCaptions() >= 0,
                "negative losses");
        return losses;
    }

    public static ReadReport report(MessageInput in) throws IOException {
        ReadReport report =
                new ReadReport(
                        in.readLong(),
                        in.readLong(),
                        in.readBoolean(),
                        optionalProblem(in),
                        signatures(in),
                        captions(in),
                        losses(in));
        ProtocolViolation.require(report.framesDecoded() >= 0, "a negative number of frames");
        return report;
    }

    private static FrameSignatures signatures(MessageInput in) throws IOException {
        long[] timesUs = in.readLongs(FrameSignatures.MOST);
        ascending(timesUs);
        byte[] bytes = in.readBytes(timesUs.length * FrameSignatures.BYTES);
        ProtocolViolation.require(
                bytes.length == timesUs.length * FrameSignatures.BYTES,
                "frames without their signatures");
        return new FrameSignatures(timesUs, bytes);
    }

    private static void put(MessageOutput out, Problem problem) {
        out.putBoolean(problem != null);
        if (problem != null) {
            out.putText(problem.stage()).putText(problem.reason()).putText(problem.detail());
        }
    }

    private static Problem optionalProblem(MessageInput in) throws IOException {
        return in.readBoolean() ? Problem.of(stage(in), reason(in), in.readText()) : null;
    }

    public static void put(MessageOutput out, RejectedInput rejected) {
        out.putText(rejected.reason()).putText(String.valueOf(rejected.getMessage()));
    }

    public static RejectedInput rejected(MessageInput in) throws IOException {
        return new RejectedInput(reason(in), in.readText());
    }

    private static Stage stage(MessageInput in) throws IOException {
        String name = in.readText();
        for (Stage stage : Stage.values()) {
            if (stage.wire().equals(name)) {
                return stage;
            }
        }
        throw new ProtocolViolation("the unknown stage " + name);
    }

    private static Reason reason(MessageInput in) throws IOException {
        String name = in.readText();
        for (Reason reason : Reason.values()) {
            if (reason.wire().equals(name)) {
                return reason;
            }
        }
        throw new ProtocolViolation("the unknown reason " + name);
    }

    private static void ascending(long[] timesUs) throws ProtocolViolation {
        for (int i = 1; i < timesUs.length; i++) {
            ProtocolViolation.require(timesUs[i] >= timesUs[i - 1], "times that go back");
        }
    }
}
