package io.zoetrope.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.domain.store.MediaSource;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read of a store if its small objects are fetched, and what if they cannot be. */
class FetchedSourcesTest {
    private static final String URI = "s3a://bucket/clip.mp4";
    private static final int SIZE = 200_000;
    private static final long LONG = TimeUnit.MINUTES.toNanos(1);

    @TempDir Path folder;
    private final CountingStore store = new CountingStore(SIZE);

    private FetchOptions options(long totalBytes) {
        return new FetchOptions(folder.toString(), SIZE, totalBytes);
    }

    private Scratch scratch(long totalBytes) {
        return new Scratch(Scratch.disk(options(totalBytes)), totalBytes, LONG);
    }

    private MediaSource open(Scratch scratch) {
        return new FetchedSource(store.open(), URI, scratch);
    }

    /** All of it, the second half first, as demuxers begin with an index that stands at the end. */
    private static byte[] all(MediaSource source) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) source.size());
        for (int half : new int[] {1, 0}) {
            int from = half * bytes.capacity() / 2;
            bytes.limit(from + bytes.capacity() / 2).position(from);
            while (bytes.hasRemaining()) {
                source.read(bytes.position(), bytes);
            }
        }
        return bytes.array();
    }

    @Test
    void theStoreGivesASmallObjectOnceForAllWhoReadIt() throws Exception {
        FetchOptions options = new FetchOptions(folder.toString(), SIZE, 10 * SIZE);
        for (int reader = 0; reader < 3; reader++) {
            try (MediaSource source = FetchedSources.of(uri -> store.open(), options).open(URI)) {
                assertThat(source.size()).isEqualTo(SIZE);
                assertThat(source.version()).isEqualTo("1");
                assertThat(all(source)).isEqualTo(store.bytes);
                assertThat(source.read(SIZE, ByteBuffer.allocate(1))).isEqualTo(-1);
            }
        }
        assertThat(store.given).isEqualTo(SIZE);
        assertThat(store.open).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "s3a://bucket/clip.mp4, 199999, 1",
        "file:///clip.mp4, 200000, 1",
        "FILE:///clip.mp4, 200000, 1",
        "s3a://bucket/clip.mp4, 0, 1",
        // Nobody could tell a copy of one version from another's.
        "s3a://bucket/clip.mp4, 200000, ''"
    })
    void whatIsLargerOrLocalIsReadByRange(String uri, long most, String version) throws Exception {
        store.version = version;
        FetchOptions options = new FetchOptions(folder.toString(), most, 10 * SIZE);
        try (MediaSource source = FetchedSources.of(any -> store.open(), options).open(uri)) {
            source.expect(7, 1);
            source.read(10, ByteBuffer.allocate(5));
        }
        assertThat(store.given).isEqualTo(5);
        assertThat(store.expected).containsExactly(7L);
    }

    @Test
    void anotherVersionIsAnotherObject() throws Exception {
        Scratch scratch = scratch(10 * SIZE);
        try (MediaSource source = open(scratch)) {
            all(source);
        }
        store.version = "2";
        store.bytes[0]++;
        try (MediaSource source = open(scratch)) {
            assertThat(all(source)).isEqualTo(store.bytes);
        }
        assertThat(store.given).isEqualTo(2 * SIZE);
    }

    /** So nothing of a process that is killed stays. */
    @Test
    void noFileHasAName() throws Exception {
        try (MediaSource source = open(scratch(SIZE))) {
            all(source);
            assertThat(folder).isEmptyDirectory();
            assertThat(all(source)).isEqualTo(store.bytes);
        }
    }

    @Test
    void copiesThatAreReadStayAndOthersMakeRoom() throws Exception {
        Scratch scratch = scratch(SIZE);
        try (MediaSource first = open(scratch)) {
            all(first);
            store.version = "2";
            try (MediaSource second = open(scratch)) {
                second.read(0, ByteBuffer.allocate(3));
                assertThat(store.given).as("no room").isEqualTo(SIZE + 3);
            }
        }
        try (MediaSource second = open(scratch)) {
            all(second);
            assertThat(scratch.bytes()).isEqualTo(SIZE);
        }
        assertThat(store.given).isEqualTo(2 * SIZE + 3);
        store.version = "1";
        try (MediaSource first = open(scratch)) {
            all(first);
        }
        assertThat(store.given).isEqualTo(3 * SIZE + 3);
    }

    @Test
    void aDiskThatIsFullHoldsNobodyUp() throws Exception {
        Path full = Path.of("/dev/full");
        org.junit.jupiter.api.Assumptions.assumeTrue(Files.exists(full), "skipped: no full disk");
        List<RandomAccessFile> made = new ArrayList<>();
        Scratch scratch =
                new Scratch(
                        () -> {
                            made.add(new RandomAccessFile(full.toFile(), "rw"));
                            return made.get(made.size() - 1);
                        },
                        SIZE,
                        LONG);
        for (int reader = 0; reader < 2; reader++) {
            try (MediaSource source = open(scratch)) {
                assertThat(all(source)).isEqualTo(store.bytes);
            }
        }
        assertThat(made).as("asked again after a minute").hasSize(1);
        assertThat(scratch.bytes()).isZero();
        assertThat(made.get(0).getChannel().isOpen()).isFalse();
        assertThat(store.open).isZero();
    }

    @Test
    void aFolderThatIsNotThereHoldsNobodyUp() throws Exception {
        FetchOptions nowhere = new FetchOptions(folder + "/nowhere", SIZE, SIZE);
        Scratch scratch = new Scratch(Scratch.disk(nowhere), SIZE, LONG);
        try (MediaSource source = open(scratch)) {
            assertThat(all(source)).isEqualTo(store.bytes);
        }
    }

    @Test
    void aStoreThatFailsHalfWayIsAskedAgain() throws Exception {
        Scratch scratch = scratch(SIZE);
        store.failAt = SIZE / 2;
        try (MediaSource source = open(scratch)) {
            assertThatThrownBy(() -> all(source)).isInstanceOf(IOException.class);
        }
        assertThat(scratch.bytes()).isZero();
        store.failAt = Integer.MAX_VALUE;
        try (MediaSource source = open(scratch)) {
            assertThat(all(source)).isEqualTo(store.bytes);
        }
    }

    @Test
    void aSlowStoreIsReadByRange() throws Exception {
        FetchOptions options = new FetchOptions(folder.toString(), SIZE, SIZE);
        Scratch scratch = new Scratch(Scratch.disk(options), SIZE, -1);
        for (int reader = 1; reader <= 2; reader++) {
            try (MediaSource source = open(scratch)) {
                source.read(10, ByteBuffer.allocate(5));
            }
            assertThat(store.given).isEqualTo(reader * 5);
        }
        assertThat(scratch.bytes()).isZero();
    }

    @Test
    void whatIsLoggedOfASlowStoreOpensNothing() throws Exception {
        List<String> said = new CopyOnWriteArrayList<>();
        Logger logger = (Logger) LogManager.getLogger(Scratch.class);
        Level before = logger.getLevel();
        Appender appender =
                new AbstractAppender("said", null, null, false, null) {
                    @Override
                    public void append(LogEvent event) {
                        said.add(event.getMessage().getFormattedMessage());
                    }
                };
        appender.start();
        logger.addAppender(appender);
        logger.setLevel(Level.DEBUG);
        try {
            String uri = "https://films.example.org/a.mp4?X-Amz-Signature=secret";
            Scratch slow = new Scratch(Scratch.disk(options(SIZE)), SIZE, -1);
            try (MediaSource source = new FetchedSource(store.open(), uri, slow)) {
                source.read(10, ByteBuffer.allocate(5));
            }
        } finally {
            logger.removeAppender(appender);
            logger.setLevel(before);
        }
        assertThat(said)
                .singleElement()
                .asString()
                .contains("https://films.example.org")
                .doesNotContain("Signature", "a.mp4", "\n");
    }

    @Test
    void whoComesWhileItIsFetchedWaitsForIt() throws Exception {
        Scratch scratch = scratch(SIZE);
        store.held = new CompletableFuture<>();
        CompletableFuture<byte[]> first = CompletableFuture.supplyAsync(() -> read(scratch));
        store.asked.get(10, TimeUnit.SECONDS);
        CompletableFuture<byte[]> second = CompletableFuture.supplyAsync(() -> read(scratch));
        store.held.complete(null);
        assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo(store.bytes);
        assertThat(second.get(10, TimeUnit.SECONDS)).isEqualTo(store.bytes);
        assertThat(store.given).isEqualTo(SIZE);
    }

    private byte[] read(Scratch scratch) {
        try (MediaSource source = open(scratch)) {
            return all(source);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** As who breaks a read off does. */
    @Test
    void closedWhileItIsFetchedItLeavesNothing() throws Exception {
        Scratch scratch = scratch(SIZE);
        store.held = new CompletableFuture<>();
        MediaSource source = open(scratch);
        CompletableFuture<Void> reading =
                CompletableFuture.runAsync(
                        () ->
                                assertThatThrownBy(() -> all(source))
                                        .isInstanceOf(IOException.class));
        store.asked.get(10, TimeUnit.SECONDS);
        source.close();
        store.held.complete(null);
        reading.get(10, TimeUnit.SECONDS);
        assertThat(store.open).isZero();
        store.version = "2";
        try (MediaSource other = open(scratch)) {
            assertThat(all(other)).as("there is room").isEqualTo(store.bytes);
            assertThat(scratch.bytes()).isEqualTo(SIZE);
        }
    }
}
