package io.zoetrope.media.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import io.zoetrope.domain.MediaInfo;
import io.zoetrope.domain.Problem;
import io.zoetrope.domain.Rational;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.Stage;
import io.zoetrope.domain.picture.FrameShape;
import io.zoetrope.media.DecoderLost;
import io.zoetrope.media.FramePicture;
import io.zoetrope.media.FrameSignatures;
import io.zoetrope.media.JpegSampling;
import io.zoetrope.media.KeyFrameIndex;
import io.zoetrope.media.PictureSampling;
import io.zoetrope.media.ReadReport;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.SampledFrame;
import io.zoetrope.media.Sampling;
import io.zoetrope.media.process.protocol.Command;
import io.zoetrope.media.process.protocol.Kind;
import io.zoetrope.media.process.protocol.MessageInput;
import io.zoetrope.media.process.protocol.MessageOutput;
import io.zoetrope.media.process.protocol.OutputFormat;
import io.zoetrope.media.process.protocol.Protocol;
import io.zoetrope.media.process.protocol.ProtocolViolation;
import io.zoetrope.media.process.protocol.StreamChannel;
import io.zoetrope.testing.clips.TestingFileSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Garbage for messages, from either side. {@code -Dzoetrope.hostileRounds=n} tries n times as many.
 */
class ProtocolFuzzTest {
    private static final int TRIES = 3000 * Integer.getInteger("zoetrope.hostileRounds", 1);

    /** A conversation like this one takes a hundredth of it. */
    private static final long MOST_ALLOCATED = 40L << 20;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final FrameShape SHAPE = new FrameShape(16, 16, FrameShape.Fit.STRETCH, 0);
    private static final ReadRequest REQUEST =
            new ReadRequest(
                    0,
                    10_000_000,
                    -1,
                    List.of(PictureSampling.of("model", Sampling.every(1_000_000), SHAPE)),
                    new JpegSampling(Sampling.every(1_000_000), 32));

    /** What of a conversation came out. */
    private record Heard(List<SampledFrame> frames, int answers) {}

    @Test
    void theUnharmedConversationIsUnderstood() throws Exception {
        Heard heard = listen(conversation());

        assertThat(heard.answers()).isEqualTo(3);
        assertThat(heard.frames()).extracting(SampledFrame::ptsUs).containsExactly(0L, 1_000_000L);
    }

    @Test
    void aParentSurvivesWhatAChildSays() throws Exception {
        byte[] whole = conversation();
        int[] answers = new int[4];
        for (int seed = 0; seed < TRIES; seed++) {
            byte[] harmed = harmed(whole, new Random(seed));
            long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
            Heard heard = listen(harmed);
            long allocated =
                    THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
            answers[heard.answers()]++;
            assertThat(allocated).as("seed %d", seed).isLessThan(MOST_ALLOCATED);
            assertSound(heard.frames(), seed);
        }
        // It harms every part of the conversation, and not always.
        assertThat(answers).doesNotContain(0);
    }

    private static void assertSound(List<SampledFrame> frames, int seed) {
        long lastUs = -1;
        for (SampledFrame frame : frames) {
            assertThat(frame.ptsUs())
                    .as("seed %d", seed)
                    .isGreaterThan(lastUs)
                    .isLessThan(10_000_000);
            assertThat(frame.pictures()).hasSize(1);
            assertThat(frame.picture("model").rgb()).hasSize(SHAPE.bytes());
            lastUs = frame.ptsUs();
        }
    }

    @Test
    void aChildSurvivesWhatAParentSays() throws Exception {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        MessageOutput out = new MessageOutput(new StreamChannel(said), false);
        new Command.Open("a.mp4", 1000, ReaderLimits.DEFAULT).send(out);
        new Command.Read(REQUEST).send(out);
        new Command.KeyFrames().send(out);
        new Command.Close().send(out);
        int understood = 0;
        for (int seed = 0; seed < TRIES; seed++) {
            MessageInput in =
                    new MessageInput(
                            new ByteArrayInputStream(harmed(said.toByteArray(), new Random(seed))));
            try {
                for (int i = 0; i < 4; i++) {
                    Command.read(in.next(), in);
                }
                understood++;
            } catch (ProtocolViolation | EOFException e) {
                // As it should be.
            }
        }
        assertThat(understood).isBetween(1, TRIES - 1);
    }

    private static Heard listen(byte[] says) throws Exception {
        TestingProcess process = new TestingProcess(says);
        Heard heard = new Heard(new ArrayList<>(), 0);
        int answers = 0;
        try (DecoderProcess child =
                new DecoderProcess(
                        process,
                        process::destroy,
                        DecoderSettings.DEFAULT,
                        SharedFile.NONE,
                        pid -> true)) {
            child.talk(
                    (in, out) -> {
                        Protocol.expectHello(in);
                        return null;
                    });
            Command open = new Command.Open("a.mp4", 1000, ReaderLimits.DEFAULT);
            ask(child, heard, open, Kind.OPENED, Protocol::info);
            answers++;
            ask(child, heard, new Command.KeyFrames(), Kind.KEYS, Protocol::keys);
            answers++;
            ask(child, heard, new Command.Read(REQUEST), Kind.REPORT, Protocol::report);
            answers++;
        } catch (RejectedInput e) {
            assertThat(e.reason()).matches("[a-z_]+");
        } catch (DecoderLost e) {
            assertThat(e.reason()).isEqualTo(DecoderLost.CRASH);
            assertThat(process.isAlive()).isFalse();
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("could not read its source");
        }
        return new Heard(heard.frames(), answers);
    }

    private static <T> void ask(
            DecoderProcess child,
            Heard heard,
            Command command,
            Kind answer,
            Exchange.Payload<T> payload)
            throws RejectedInput, IOException {
        child.allow(child.settings().deadline());
        SourceSupply supply =
                new SourceSupply(
                        new TestingFileSource(new byte[1000]), child.settings().deadline());
        OutputTaker output =
                command instanceof Command.Read
                        ? new OutputTaker(REQUEST, heard.frames()::add)
                        : null;
        T got = new Exchange(child, supply, output).ask(command, answer, payload);
        if (got == null) {
            fail("an answer without content to " + command);
        }
    }

    /** All that a child says over one short video. */
    private static byte[] conversation() throws IOException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        MessageOutput out = new MessageOutput(new StreamChannel(said), false);
        Protocol.hello(out);
        out.begin(Kind.NEED).putLong(0).putInt(64).send();
        MediaInfo info =
                new MediaInfo(0, 2_000_000, 16, 16, 0, new Rational(1, 1), "mp4", "h264", "", 1000);
        Protocol.put(out.begin(Kind.OPENED), info);
        out.send();
        KeyFrameIndex index = new KeyFrameIndex(new long[] {0, 1_000_000}, new long[0]);
        Protocol.put(out.begin(Kind.KEYS), index, info);
        out.send();
        for (long us = 0; us < 2_000_000; us += 1_000_000) {
            out.begin(Kind.NEED).putLong(us / 10_000).putInt(64).send();
            byte[] picture = new byte[SHAPE.bytes()];
            Arrays.fill(picture, (byte) 7);
            OutputFormat.put(
                    out.begin(Kind.FRAME),
                    new SampledFrame(
                            us,
                            true,
                            List.of(FramePicture.of(List.of("model"), 16, 16, picture)),
                            new byte[100]),
                    REQUEST);
            out.send();
        }
        Protocol.put(
                out.begin(Kind.REPORT),
                new ReadReport(
                        2,
                        2_000_000,
                        true,
                        Problem.of(Stage.DECODE, Reason.DECODER_ERROR, "A scratch."),
                        new FrameSignatures(
                                new long[] {0, 1_000_000}, new byte[2 * FrameSignatures.BYTES])));
        out.send();
        return said.toByteArray();
    }

    private static byte[] harmed(byte[] whole, Random random) {
        byte[] bytes = whole.clone();
        int at = random.nextInt(bytes.length);
        switch (random.nextInt(6)) {
            case 0 -> random.nextBytes(bytes);
            case 1 -> bytes = Arrays.copyOf(bytes, at);
            case 2 -> {
                // A stretch lands somewhere else.
                int length = random.nextInt(bytes.length - at);
                System.arraycopy(whole, at, bytes, random.nextInt(bytes.length - length), length);
            }
            case 3 -> bytes[at] = (byte) (random.nextBoolean() ? 0xFF : 0x7F);
            case 4 -> {
                // A number becomes a large one.
                for (int i = at; i < Math.min(at + Integer.BYTES, bytes.length); i++) {
                    bytes[i] = (byte) random.nextInt(256);
                }
            }
            default -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
    }
}
