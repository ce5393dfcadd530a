package io.zoetrope.media.process.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.media.process.protocol.Kind;
import io.zoetrope.media.process.protocol.MessageInput;
import io.zoetrope.media.process.protocol.MessageOutput;
import io.zoetrope.media.process.protocol.ProtocolViolation;
import io.zoetrope.media.process.protocol.StreamChannel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

/** The child's view of its source, over a parent that answers on another thread. */
class PipedSourceTest {
    private static final byte[] BYTES = new byte[3 << 20];

    static {
        new Random(1).nextBytes(BYTES);
    }

    private record Question(long position, int bytes) {}

    private final BlockingQueue<Question> questions = new LinkedBlockingQueue<>();
    private final PipedSource source =
            new PipedSource(
                    BYTES.length,
                    (position, bytes) -> questions.add(new Question(position, bytes)));

    @Test
    void readsWhatIsThereWhateverTheOrder() throws Exception {
        Thread parent = parent(Integer.MAX_VALUE);
        Random random = new Random(2);
        long position = 0;
        for (int i = 0; i < 2000; i++) {
            boolean leaps = random.nextInt(10) == 0;
            position = leaps ? random.nextInt(BYTES.length) : position;
            byte[] got = new byte[1 + random.nextInt(64 << 10)];
            if (random.nextInt(5) == 0) {
                source.expect(random.nextLong(-10, BYTES.length + 10), 1 + random.nextInt(1 << 20));
            }
            int count = source.read(position, ByteBuffer.wrap(got));
            if (position == BYTES.length) {
                assertThat(count).isEqualTo(-1);
                position = 0;
                continue;
            }
            assertThat(count).isPositive();
            assertThat(Arrays.copyOf(got, count))
                    .isEqualTo(Arrays.copyOfRange(BYTES, (int) position, (int) position + count));
            position += count;
        }
        parent.interrupt();
    }

    @Test
    void goesOnBehindAnswersThatAreShort() throws Exception {
        Thread parent = parent(1000);
        byte[] all = new byte[200_000];
        ByteBuffer into = ByteBuffer.wrap(all);
        while (into.hasRemaining()) {
            assertThat(source.read(into.position(), into)).isPositive();
        }
        parent.interrupt();

        assertThat(all).isEqualTo(Arrays.copyOf(BYTES, all.length));
    }

    @Test
    void asksForTheNextBeforeTheLastIsUsed() throws Exception {
        Thread parent = parent(Integer.MAX_VALUE);
        ByteBuffer block = ByteBuffer.allocate(64 << 10);
        long position = 0;
        while (position < 2 << 20) {
            position += source.read(position, block.clear());
        }
        parent.interrupt();
        parent.join();

        // It asks ahead of where it is, and never again for what it has.
        assertThat(asked).isGreaterThan(position).isLessThanOrEqualTo(BYTES.length);
    }

    @Test
    void whatIsExpectedIsOnItsWayAndNothingBehindItIs() throws Exception {
        Thread parent = parent(Integer.MAX_VALUE);
        // Runs of 300 kB, after which it would ask for as much.
        for (int run = 0; run < 3; run++) {
            readAll(run << 20, 300_000);
        }
        long before = asked;

        source.expect(700_000, 100_000);
        while (asked == before) {
            Thread.onSpinWait();
        }
        readAll(700_000, 100_000);
        parent.interrupt();
        parent.join();

        assertThat(asked - before).isEqualTo(100_000 + ReadAhead.STEP_BYTES);
        assertThat(questions).isEmpty();
    }

    @Test
    void whatCannotBeThereIsNotAskedFor() throws Exception {
        source.expect(-1, 10);
        source.expect(BYTES.length, 10);
        assertThat(questions).isEmpty();

        source.expect(BYTES.length - 5, 10);
        assertThat(questions).containsExactly(new Question(BYTES.length - 5, 5));
        source.expect(0, 10);
        assertThat(questions).as("one at a time").hasSize(1);
    }

    private void readAll(int from, int bytes) throws IOException {
        ByteBuffer into = ByteBuffer.allocate(bytes);
        while (into.hasRemaining()) {
            assertThat(source.read(from + into.position(), into)).isPositive();
        }
        assertThat(into.array()).isEqualTo(Arrays.copyOfRange(BYTES, from, from + bytes));
    }

    @Test
    void oneThatCannotBeReadIsAnErrorAndMayBeAskedForAgain() throws Exception {
        Thread failing =
                new Thread(
                        () -> {
                            try {
                                questions.take();
                                source.fail();
                            } catch (IOException | InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                        });
        failing.start();
        assertThatThrownBy(() -> source.read(0, ByteBuffer.allocate(10)))
                .isInstanceOf(IOException.class);
        failing.join();

        Thread parent = parent(Integer.MAX_VALUE);
        assertThat(source.read(0, ByteBuffer.allocate(10))).isEqualTo(10);
        parent.interrupt();
    }

    /** As if both pipes were full: the parent takes no question before its answer is taken. */
    @Test
    void anAnswerIsTakenWhileAQuestionWaits() throws Exception {
        byte[] first = Arrays.copyOf(BYTES, 1 << 16);
        PipedSource[] asking = new PipedSource[1];
        asking[0] =
                new PipedSource(
                        BYTES.length,
                        (position, bytes) -> {
                            if (position > 0) {
                                delivered(asking[0], message(first));
                                byte[] second = Arrays.copyOfRange(BYTES, 1 << 20, 2 << 20);
                                asking[0].deliver(message(Arrays.copyOf(second, bytes)));
                            }
                        });
        asking[0].expect(0, 10);
        ByteBuffer into = ByteBuffer.allocate(10);

        assertThat(asking[0].read(1 << 20, into)).isEqualTo(10);
        assertThat(into.array()).isEqualTo(Arrays.copyOfRange(BYTES, 1 << 20, (1 << 20) + 10));
        assertThat(asking[0].read(0, into.clear())).isEqualTo(10);
        assertThat(into.array()).isEqualTo(Arrays.copyOf(BYTES, 10));
    }

    private static void delivered(PipedSource source, MessageInput answer) {
        CompletableFuture<Void> taken =
                CompletableFuture.runAsync(
                        () -> {
                            try {
                                source.deliver(answer);
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        });
        assertThat(taken).succeedsWithin(Duration.ofSeconds(20));
    }

    @Test
    void whatNobodyAskedForIsAViolation() throws Exception {
        MessageInput in = message(new byte[10]);
        assertThatThrownBy(() -> source.deliver(in)).isInstanceOf(ProtocolViolation.class);
        assertThatThrownBy(source::fail).isInstanceOf(ProtocolViolation.class);
    }

    private volatile long asked;

    private Thread parent(int most) {
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                while (true) {
                                    Question question = questions.take();
                                    asked += question.bytes();
                                    int from = (int) question.position();
                                    int count = Math.min(question.bytes(), most);
                                    source.deliver(
                                            message(Arrays.copyOfRange(BYTES, from, from + count)));
                                }
                            } catch (InterruptedException e) {
                                // The test is over.
                            } catch (IOException e) {
                                throw new IllegalStateException(e);
                            }
                        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static MessageInput message(byte[] bytes) throws IOException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        new MessageOutput(new StreamChannel(said), false).begin(Kind.BYTES).putRaw(bytes).send();
        MessageInput in = new MessageInput(new ByteArrayInputStream(said.toByteArray()));
        in.next();
        return in;
    }
}
