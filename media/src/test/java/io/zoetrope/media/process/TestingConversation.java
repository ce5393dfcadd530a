package io.zoetrope.media.process;

import io.zoetrope.domain.MediaInfo;
import io.zoetrope.domain.Problem;
import io.zoetrope.domain.Rational;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.Stage;
import io.zoetrope.domain.picture.FrameShape;
import io.zoetrope.media.FramePicture;
import io.zoetrope.media.FrameSignatures;
import io.zoetrope.media.JpegSampling;
import io.zoetrope.media.KeyFrameIndex;
import io.zoetrope.media.Losses;
import io.zoetrope.media.PictureSampling;
import io.zoetrope.media.ReadReport;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.SampledFrame;
import io.zoetrope.media.Sampling;
import io.zoetrope.media.SoundPiece;
import io.zoetrope.media.SoundSampling;
import io.zoetrope.media.captions.CaptionLine;
import io.zoetrope.media.clips.ClipReport;
import io.zoetrope.media.clips.ClipRequest;
import io.zoetrope.media.playback.MadeTrack;
import io.zoetrope.media.playback.SegmentReport;
import io.zoetrope.media.playback.SegmentRequest;
import io.zoetrope.media.process.protocol.ClipFormat;
import io.zoetrope.media.process.protocol.Kind;
import io.zoetrope.media.process.protocol.MessageOutput;
import io.zoetrope.media.process.protocol.OutputFormat;
import io.zoetrope.media.process.protocol.PictureMemory;
import io.zoetrope.media.process.protocol.Protocol;
import io.zoetrope.media.process.protocol.SegmentFormat;
import io.zoetrope.media.process.protocol.StreamChannel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** All that a child says over one short video, of which everything is asked once. */
final class TestingConversation {
    static final long END_US = 10_000_000;
    static final int SIDE = 16;
    static final int LARGE_SIDE = 24;

    /** Of the one who asks for one picture, and of the one who asks for two. */
    static final String ONE = "model";

    static final String TWO = "pair";

    private static final FrameShape SHAPE = new FrameShape(SIDE, SIDE, FrameShape.Fit.STRETCH, 0);
    private static final Sampling EACH = Sampling.every(1_000_000);

    static final ReadRequest READ =
            new ReadRequest(
                            0,
                            END_US,
                            -1,
                            List.of(
                                    PictureSampling.of(ONE, EACH, SHAPE),
                                    new PictureSampling(TWO, EACH, SHAPE, LARGE_SIDE)),
                            new JpegSampling(EACH, 32))
                    .withSound(SoundSampling.withTail(0))
                    .withCaptions();

    static final SegmentRequest SEGMENT = new SegmentRequest(0, 0, END_US, -1);
    static final ClipRequest CLIP = new ClipRequest(0, END_US, 640, 10_000);

    /** What is asked, and so how many answers there are. */
    static final int QUESTIONS = 5;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final MessageOutput out;

    private TestingConversation(PictureMemory memory) {
        out = new MessageOutput(new StreamChannel(said), false, memory);
    }

    /**
     * @param memory the child's, or null if pictures go in their messages
     */
    static byte[] bytes(PictureMemory memory) throws IOException {
        TestingConversation conversation = new TestingConversation(memory);
        conversation.open();
        conversation.read();
        conversation.make();
        return conversation.said.toByteArray();
    }

    private void open() throws IOException {
        Protocol.hello(out);
        out.begin(Kind.NEED).putLong(0).putInt(64).send();
        MediaInfo info =
                new MediaInfo(0, 2_000_000, 16, 16, 0, new Rational(1, 1), "mp4", "h264", "", 1000);
        Protocol.put(out.begin(Kind.OPENED), info);
        out.send();
        KeyFrameIndex index = new KeyFrameIndex(new long[] {0, 1_000_000}, new long[0]);
        Protocol.put(out.begin(Kind.KEYS), index, info);
        out.send();
    }

    private void read() throws IOException {
        for (long us = 0; us < 2_000_000; us += 1_000_000) {
            out.begin(Kind.NEED).putLong(us / 10_000).putInt(64).send();
            List<FramePicture> pictures =
                    List.of(
                            FramePicture.of(List.of(ONE, TWO), SIDE, SIDE, picture(SIDE, SIDE)),
                            FramePicture.large(
                                    List.of(TWO), LARGE_SIDE, 18, picture(LARGE_SIDE, 18)));
            OutputFormat.put(
                    out.begin(Kind.FRAME),
                    new SampledFrame(us, true, pictures, new byte[100]),
                    READ);
            out.send();
            OutputFormat.put(out.begin(Kind.SOUND), new SoundPiece(us, new short[200]));
            out.send();
        }
        ReadReport report =
                new ReadReport(
                        2,
                        2_000_000,
                        true,
                        Problem.of(Stage.DECODE, Reason.DECODER_ERROR, "A scratch."),
                        new FrameSignatures(
                                new long[] {0, 1_000_000}, new byte[2 * FrameSignatures.BYTES]));
        CaptionLine line = new CaptionLine(10, 20, "Hello", "en", "ANNA", 0);
        Protocol.put(
                out.begin(Kind.REPORT), report.withCaptions(List.of(line), new Losses(1, 2, 3)));
        out.send();
    }

    private static byte[] picture(int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        Arrays.fill(rgb, (byte) 7);
        return rgb;
    }

    private void make() throws IOException {
        piece(0, true, 50);
        piece(0, false, 300);
        piece(0, false, 200);
        piece(1, true, 40);
        piece(1, false, 100);
        MadeTrack pictures = track(MadeTrack.COPIED, "avc1.640028", 500).withKeyBytes(90);
        MadeTrack sound = track(MadeTrack.SOUND, "mp4a.40.2", 100);
        SegmentFormat.put(
                out.begin(Kind.SEGMENT_REPORT), new SegmentReport(true, List.of(pictures, sound)));
        out.send();
        out.begin(Kind.CLIP_PIECE).putRaw(new byte[400]).send();
        ClipFormat.put(out.begin(Kind.CLIP_REPORT), new ClipReport(400, 2, 1));
        out.send();
    }

    private static MadeTrack track(String name, String codec, int bytes) {
        return new MadeTrack(name, codec, 16, 16, Rational.UNKNOWN, 1000, 0, 2000, bytes, true);
    }

    private void piece(int track, boolean head, int length) throws IOException {
        out.begin(Kind.PIECE).putInt(track).putBoolean(head).putRaw(new byte[length]).send();
    }
}
