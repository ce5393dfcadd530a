package io.zoetrope.media.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.media.DecoderLost;
import io.zoetrope.media.FramePicture;
import io.zoetrope.media.PassOutput;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.SampledFrame;
import io.zoetrope.media.SoundPiece;
import io.zoetrope.media.process.protocol.Command;
import io.zoetrope.media.process.protocol.Kind;
import io.zoetrope.media.process.protocol.MessageInput;
import io.zoetrope.media.process.protocol.MessageOutput;
import io.zoetrope.media.process.protocol.PictureMemory;
import io.zoetrope.media.process.protocol.Protocol;
import io.zoetrope.media.process.protocol.ProtocolViolation;
import io.zoetrope.media.process.protocol.StreamChannel;
import io.zoetrope.testing.clips.TestingFileSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Garbage for messages, from either side. {@code -Dzoetrope.hostileRounds=n} tries n times as many.
 */
class ProtocolFuzzTest {
    private static final int TRIES = 3000 * Integer.getInteger("zoetrope.hostileRounds", 1);

    /** A conversation like this one takes a hundredth of it. */
    private static final long MOST_ALLOCATED = 40L << 20;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Of so many tries one has pictures in common memory, which is made anew each time. */
    private static final int SHARED_EACH = 40;

    @TempDir Path folder;

    /** What of a conversation came out. */
    private record Heard(List<SampledFrame> frames, List<SoundPiece> sound, int[] answers) {
        Heard() {
            this(new ArrayList<>(), new ArrayList<>(), new int[1]);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theUnharmedConversationIsUnderstood(boolean byMemory) throws Exception {
        SharedFile shared = byMemory ? shared() : SharedFile.NONE;
        Heard heard = listen(conversation(shared), shared);

        assertThat(heard.answers()[0]).isEqualTo(TestingConversation.QUESTIONS);
        assertThat(heard.frames()).extracting(SampledFrame::ptsUs).containsExactly(0L, 1_000_000L);
        assertThat(heard.sound()).hasSize(2);
        assertSound(heard, -1);
    }

    @Test
    void aParentSurvivesWhatAChildSays() throws Exception {
        int[] answers = new int[TestingConversation.QUESTIONS + 1];
        byte[] whole = conversation(SharedFile.NONE);
        for (int seed = 0; seed < TRIES; seed++) {
            SharedFile shared = seed % SHARED_EACH == 0 ? shared() : SharedFile.NONE;
            byte[] said = shared == SharedFile.NONE ? whole : conversation(shared);
            byte[] harmed = harmed(said, new Random(seed));
            long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
            Heard heard = listen(harmed, shared);
            long allocated =
                    THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
            answers[heard.answers()[0]]++;
            assertThat(allocated).as("seed %d", seed).isLessThan(MOST_ALLOCATED);
            assertSound(heard, seed);
        }
        // It harms every part of the conversation, and not always.
        assertThat(answers).doesNotContain(0);
    }

    private SharedFile shared() throws IOException {
        Path file = Files.createTempFile(folder, "zoetrope-", ".pictures");
        return new SharedFile(file, PictureMemory.create(file));
    }

    private static byte[] conversation(SharedFile shared) throws IOException {
        if (shared.file() == null) {
            return TestingConversation.bytes(null);
        }
        PictureMemory child = PictureMemory.openAndRemove(shared.file());
        try {
            return TestingConversation.bytes(child);
        } finally {
            child.release();
        }
    }

    private static void assertSound(Heard heard, int seed) {
        long lastUs = -1;
        for (SampledFrame frame : heard.frames()) {
            assertThat(frame.ptsUs())
                    .as("seed %d", seed)
                    .isGreaterThan(lastUs)
                    .isLessThan(TestingConversation.END_US);
            for (FramePicture picture : frame.pictures()) {
                int least = picture.large() ? 1 : TestingConversation.SIDE;
                int most = picture.large() ? TestingConversation.LARGE_SIDE : least;
                assertThat(picture.width()).as("seed %d", seed).isBetween(least, most);
                assertThat(picture.height()).as("seed %d", seed).isBetween(least, most);
                assertThat(picture.rgb()).hasSize(3 * picture.width() * picture.height());
            }
            boolean large =
                    frame.pictures().stream()
                            .anyMatch(
                                    picture ->
                                            picture.large()
                                                    && picture.names()
                                                            .contains(TestingConversation.TWO));
            assertThat(large)
                    .as("seed %d", seed)
                    .isEqualTo(frame.picture(TestingConversation.TWO) != null);
            lastUs = frame.ptsUs();
        }
        for (SoundPiece piece : heard.sound()) {
            assertThat(piece.startUs()).as("seed %d", seed).isNotNegative();
            assertThat(piece.endUs()).isLessThanOrEqualTo(TestingConversation.END_US);
        }
    }

    @Test
    void aChildSurvivesWhatAParentSays() throws Exception {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        MessageOutput out = new MessageOutput(new StreamChannel(said), false);
        List<Command> commands =
                List.of(
                        new Command.Open("a.mp4", 1000, ReaderLimits.DEFAULT),
                        new Command.Read(TestingConversation.READ),
                        new Command.KeyFrames(),
                        new Command.Segment(TestingConversation.SEGMENT),
                        new Command.Clip(TestingConversation.CLIP),
                        new Command.Close());
        for (Command command : commands) {
            command.send(out);
        }
        int understood = 0;
        for (int seed = 0; seed < TRIES; seed++) {
            MessageInput in =
                    new MessageInput(
                            new ByteArrayInputStream(harmed(said.toByteArray(), new Random(seed))));
            try {
                for (int i = 0; i < commands.size(); i++) {
                    Command.read(in.next(), in);
                }
                understood++;
            } catch (ProtocolViolation | EOFException e) {
                // As it should be.
            }
        }
        assertThat(understood).isBetween(1, TRIES - 1);
    }

    private static Heard listen(byte[] says, SharedFile shared) throws Exception {
        TestingProcess process = new TestingProcess(says);
        Heard heard = new Heard();
        try (DecoderProcess child =
                new DecoderProcess(
                        process, process::destroy, DecoderSettings.DEFAULT, shared, pid -> true)) {
            child.talk(
                    (in, out) -> {
                        Protocol.expectHello(in);
                        return null;
                    });
            Command open = new Command.Open("a.mp4", 1000, ReaderLimits.DEFAULT);
            ask(child, heard, open, null, Kind.OPENED, Protocol::info);
            ask(child, heard, new Command.KeyFrames(), null, Kind.KEYS, Protocol::keys);
            OutputTaker output = new OutputTaker(TestingConversation.READ, into(heard));
            Command read = new Command.Read(TestingConversation.READ);
            ask(child, heard, read, output, Kind.REPORT, Protocol::report);
            PieceTaker pieces =
                    new PieceTaker(TestingConversation.SEGMENT, (track, head, bytes, length) -> {});
            Command segment = new Command.Segment(TestingConversation.SEGMENT);
            ask(child, heard, segment, pieces, Kind.SEGMENT_REPORT, pieces::report);
            ClipTaker clips = new ClipTaker(TestingConversation.CLIP, (bytes, length) -> {});
            Command clip = new Command.Clip(TestingConversation.CLIP);
            ask(child, heard, clip, clips, Kind.CLIP_REPORT, clips::report);
        } catch (RejectedInput e) {
            assertThat(e.reason()).matches("[a-z_]+");
        } catch (DecoderLost e) {
            assertThat(e.reason()).isEqualTo(DecoderLost.CRASH);
            assertThat(process.isAlive()).isFalse();
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("could not read its source");
        }
        return heard;
    }

    private static PassOutput into(Heard heard) {
        return new PassOutput() {
            @Override
            public void frame(SampledFrame frame) {
                heard.frames().add(frame);
            }

            @Override
            public void sound(SoundPiece piece) {
                heard.sound().add(piece);
            }
        };
    }

    private static <T> void ask(
            DecoderProcess child,
            Heard heard,
            Command command,
            Taker output,
            Kind answer,
            Exchange.Payload<T> payload)
            throws RejectedInput, IOException {
        child.allow(DecoderSettings.DEFAULT.deadline());
        SourceSupply supply =
                new SourceSupply(
                        new TestingFileSource(new byte[1000]), DecoderSettings.DEFAULT.deadline());
        T got = new Exchange(child, supply, output).ask(command, answer, payload);
        if (got == null) {
            fail("an answer without content to " + command);
        }
        heard.answers()[0]++;
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
