package io.zoetrope.media.process.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class PictureMemoryTest {
    @TempDir Path folder;
    private Path file;
    private PictureMemory parent;
    private PictureMemory child;

    @AutoClose("shutdownNow")
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** A picture on its way. */
    private record Sent(long at, byte[] rgb) {}

    @BeforeEach
    void share() throws IOException {
        share(Duration.ofDays(1));
    }

    private void share(Duration patience) throws IOException {
        file = Files.createFile(folder.resolve("pictures"));
        parent = PictureMemory.create(file);
        child = PictureMemory.openAndRemove(file, patience);
    }

    @Test
    void whatIsPutIsTakenHoweverManyAreOnTheWay() throws Exception {
        share(Duration.ZERO);
        Random random = new Random(5);
        Deque<Sent> sent = new ArrayDeque<>();
        int noRoom = 0;
        long bytes = 0;
        for (int i = 0; i < 400; i++) {
            byte[] rgb = picture(random, random.nextInt(PictureMemory.BYTES / 3));
            child.beginFrame();
            long at = child.put(rgb);
            if (at == PictureMemory.NONE) {
                noRoom++;
            } else {
                sent.add(new Sent(at, rgb));
                bytes += rgb.length;
            }
            if (random.nextBoolean() || at == PictureMemory.NONE) {
                Sent first = sent.remove();
                assertThat(parent.take(first.at(), first.rgb().length)).isEqualTo(first.rgb());
            }
        }
        while (!sent.isEmpty()) {
            Sent first = sent.remove();
            assertThat(parent.take(first.at(), first.rgb().length)).isEqualTo(first.rgb());
        }
        assertThat(noRoom).isPositive();
        assertThat(bytes).isGreaterThan(10L * PictureMemory.BYTES);
    }

    @Test
    @Timeout(30)
    void aPictureWaitsForRoomThatEarlierFramesHold() throws Exception {
        byte[] half = picture(new Random(3), PictureMemory.BYTES / 2);
        child.beginFrame();
        long first = child.put(half);
        long second = child.put(half);
        child.beginFrame();
        Future<Long> third = threads.submit(() -> child.put(half));
        assertThatThrownBy(() -> third.get(50, TimeUnit.MILLISECONDS))
                .isInstanceOf(TimeoutException.class);

        parent.take(first, half.length);

        assertThat(third.get()).isEqualTo(PictureMemory.BYTES);
        assertThat(parent.take(second, half.length)).isEqualTo(half);
        assertThat(parent.take(third.get(), half.length)).isEqualTo(half);
        assertThat(parent.taken()).isEqualTo(3);
    }

    @Test
    void nothingIsPutWhereNothingIsTaken() {
        parent.withdraw();
        parent.withdraw();
        child.beginFrame();

        assertThat(child.put(new byte[10])).isEqualTo(PictureMemory.NONE);
        assertThat(parent.isThere()).isFalse();
        assertThatThrownBy(() -> parent.take(0, 10)).isInstanceOf(ProtocolViolation.class);
    }

    @Test
    @Timeout(30)
    void nobodyWaitsForRoomThatItsOwnFrameHolds() throws Exception {
        share(Duration.ofDays(1));
        child.beginFrame();
        long first = child.put(new byte[PictureMemory.BYTES - 10]);
        assertThat(child.put(new byte[11])).isEqualTo(PictureMemory.NONE);
        assertThat(child.put(new byte[PictureMemory.BYTES + 1])).isEqualTo(PictureMemory.NONE);

        parent.take(first, PictureMemory.BYTES - 10);
        child.beginFrame();
        assertThat(child.put(new byte[11])).isNotEqualTo(PictureMemory.NONE);
    }

    @Test
    @Timeout(30)
    void aParentThatTakesNothingIsNotWaitedForForEver() throws Exception {
        share(Duration.ofMillis(50));
        child.beginFrame();
        child.put(new byte[PictureMemory.BYTES]);
        child.beginFrame();
        assertThat(child.put(new byte[11])).isEqualTo(PictureMemory.NONE);
    }

    @Test
    void theLargestPictureFitsAndALargerOneDoesNot() throws Exception {
        byte[] rgb = picture(new Random(1), PictureMemory.BYTES);
        long at = child.put(rgb);
        assertThat(parent.take(at, rgb.length)).isEqualTo(rgb);
        child.beginFrame();
        assertThat(child.put(new byte[PictureMemory.BYTES + 1])).isEqualTo(PictureMemory.NONE);
        assertThat(child.put(rgb)).isNotEqualTo(PictureMemory.NONE);
        assertThat(child.put(new byte[1])).isEqualTo(PictureMemory.NONE);
    }

    @Test
    void nobodyFindsItsFileAnyMore() {
        assertThat(file).doesNotExist();
    }

    @Test
    void whatIsReleasedIsTakenNoMore() throws Exception {
        long at = child.put(new byte[10]);
        parent.release();
        parent.release();

        assertThatThrownBy(() -> parent.take(at, 10))
                .isInstanceOf(ProtocolViolation.class)
                .hasMessageContaining("given back");
        assertThat(child.put(new byte[10])).as("the child's").isEqualTo(at + 10);
    }

    @Test
    void aPictureThatCannotBeThereIsRefused() {
        for (long at : new long[] {-2, Long.MIN_VALUE, PictureMemory.BYTES - 9, Long.MAX_VALUE}) {
            assertThatThrownBy(() -> parent.take(at, 10)).isInstanceOf(ProtocolViolation.class);
        }
        assertThatThrownBy(() -> parent.take(0, PictureMemory.BYTES + 1))
                .isInstanceOf(ProtocolViolation.class);
    }

    @Test
    void withoutItThePictureIsInItsMessage() throws Exception {
        byte[] rgb = picture(new Random(2), 3_000);
        byte[] said = said(null, rgb);
        assertThat(said.length).isGreaterThan(rgb.length);
        assertThat(input(said, parent).readPicture(rgb.length)).isEqualTo(rgb);

        byte[] place = said(child, rgb);
        assertThat(place.length).isLessThan(100);
        assertThat(input(place, parent).readPicture(rgb.length)).isEqualTo(rgb);
        assertThatThrownBy(() -> input(place, null).readPicture(rgb.length))
                .isInstanceOf(ProtocolViolation.class)
                .hasMessageContaining("memory that is not there");
        assertThatThrownBy(() -> input(said, null).readPicture(rgb.length + 1))
                .isInstanceOf(ProtocolViolation.class);
    }

    private static byte[] said(PictureMemory memory, byte[] rgb) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        MessageOutput out = new MessageOutput(new StreamChannel(bytes), false, memory);
        out.begin(Kind.FRAME).putPicture(rgb).send();
        return bytes.toByteArray();
    }

    private static MessageInput input(byte[] said, PictureMemory memory) throws IOException {
        MessageInput in = new MessageInput(new ByteArrayInputStream(said), memory);
        in.next();
        return in;
    }

    private static byte[] picture(Random random, int bytes) {
        byte[] rgb = new byte[bytes];
        Arrays.fill(rgb, (byte) random.nextInt());
        for (int i = 0; i < bytes; i += 1 + random.nextInt(1_000)) {
            rgb[i] = (byte) random.nextInt();
        }
        return rgb;
    }
}
