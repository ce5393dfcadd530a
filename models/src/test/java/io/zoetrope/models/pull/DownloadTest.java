package io.zoetrope.models.pull;

import static io.zoetrope.models.pull.TestingFileServer.Behaviour.CHUNKED;
import static io.zoetrope.models.pull.TestingFileServer.Behaviour.CORRUPT;
import static io.zoetrope.models.pull.TestingFileServer.Behaviour.ENDLESS;
import static io.zoetrope.models.pull.TestingFileServer.Behaviour.FORBIDDEN;
import static io.zoetrope.models.pull.TestingFileServer.Behaviour.IGNORE_RANGE;
import static io.zoetrope.models.pull.TestingFileServer.Behaviour.NOT_FOUND;
import static io.zoetrope.models.pull.TestingFileServer.Behaviour.REDIRECT;
import static io.zoetrope.models.pull.TestingFileServer.Behaviour.REDIRECT_LOOP;
import static io.zoetrope.models.pull.TestingFileServer.Behaviour.REDIRECT_NOWHERE;
import static io.zoetrope.models.pull.TestingFileServer.Behaviour.STALL;
import static io.zoetrope.models.pull.TestingFileServer.Behaviour.TRUNCATE;
import static io.zoetrope.models.pull.TestingFileServer.Behaviour.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.models.packages.Checksums;
import io.zoetrope.models.packages.manifest.PackageFile;
import io.zoetrope.models.pull.TestingFileServer.Behaviour;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DownloadTest {
    private static final byte[] BYTES = new byte[200_000];
    private static final int ATTEMPTS = 3;

    static {
        new Random(1).nextBytes(BYTES);
    }

    @TempDir Path folder;

    @AutoClose private final TestingFileServer server = new TestingFileServer();
    private final TestingProgress progress = new TestingProgress();
    private Path target;
    private Path part;

    @BeforeEach
    void serve() {
        server.put("/m.onnx", BYTES);
        target = folder.resolve("deep/m.onnx");
        part = folder.resolve("deep/m.onnx.part");
    }

    private void download(String url, long size) throws PullException {
        download(url, size, Duration.ofSeconds(20));
    }

    private void download(String url, long size, Duration stall) throws PullException {
        download(new Sources(options(stall), Map.of()), url, size, options(stall));
    }

    private void download(ByteSource source) throws PullException {
        download(source, "http://source/m.onnx", BYTES.length, options(Duration.ofSeconds(20)));
    }

    private void download(ByteSource source, String url, long size, PullOptions options)
            throws PullException {
        String sha = HexFormat.of().formatHex(Checksums.sha256().digest(BYTES));
        PackageFile file = new PackageFile("m.onnx", sha, size, url, "MIT");
        Download download = new Download(source, URI.create(url), file, target, options, progress);
        download.fetch();
        download.keep();
    }

    private PullOptions options(Duration stall) {
        return new PullOptions(
                folder, "", Duration.ofSeconds(5), stall, ATTEMPTS, Duration.ofMillis(1));
    }

    private void download() throws PullException {
        download(server.url("/m.onnx"), BYTES.length);
    }

    private void assertWhole() {
        assertThat(target).hasBinaryContent(BYTES);
        assertThat(part).doesNotExist();
        assertThat(progress.done).isEqualTo(BYTES.length);
    }

    @ParameterizedTest
    @EnumSource(names = {"GOOD", "CHUNKED", "REDIRECT"})
    void fetchesTheFileInOneGo(Behaviour behaviour) throws PullException {
        server.then(behaviour);
        download();
        assertWhole();
        assertThat(progress.notes).isEmpty();
    }

    @Test
    void goesOnWhereItBrokeOff() throws PullException {
        server.then(TRUNCATE);
        download();
        assertWhole();
        assertThat(server.requests()).containsExactly("/m.onnx", "/m.onnx bytes=100000-");
        assertThat(progress.notes).singleElement().asString().contains("trying again");
    }

    @Test
    void goesOnWhenNoMoreBytesCome() throws PullException {
        server.then(STALL);
        download(server.url("/m.onnx"), BYTES.length, Duration.ofSeconds(1));
        assertWhole();
        assertThat(progress.notes.get(0)).contains("no byte came in time");
    }

    @Test
    void manyBreaksAreNoHarmAsLongAsBytesCome() throws PullException {
        server.then(TRUNCATE, TRUNCATE, TRUNCATE, TRUNCATE, TRUNCATE, UNAVAILABLE);
        download();
        assertWhole();
    }

    @Test
    void theNextRunTakesUpWhatTheLastOneKept() throws PullException {
        server.then(TRUNCATE, UNAVAILABLE, UNAVAILABLE, UNAVAILABLE);
        assertThatThrownBy(this::download)
                .isInstanceOf(PullException.class)
                .hasMessageContaining("gave up: HTTP 503");
        assertThat(part).hasSize(BYTES.length / 2);
        assertThat(target).doesNotExist();
        download();
        assertWhole();
        assertThat(server.requests()).endsWith("/m.onnx bytes=100000-");
    }

    @Test
    void aServerWithoutRangesSendsItAllAgain() throws PullException {
        server.then(TRUNCATE, IGNORE_RANGE);
        download();
        assertWhole();
    }

    @Test
    void aServerWithoutRangesThatBreaksOffHereAndThereIsGivenUp() {
        AtomicInteger asked = new AtomicInteger();
        ByteSource source =
                (uri, from) -> {
                    int bytes = asked.getAndIncrement() % 2 == 0 ? 80_000 : 120_000;
                    if (asked.get() > 20) {
                        throw new PullException("it never ends");
                    }
                    return new ByteSource.Body(
                            new ByteArrayInputStream(BYTES, 0, bytes), 0, BYTES.length);
                };
        assertThatThrownBy(() -> download(source))
                .isInstanceOf(PullException.class)
                .hasMessageContaining("gave up: broke off after 120000 of 200000 bytes");
        assertThat(asked).hasValue(1 + ATTEMPTS);
    }

    @Test
    void aFileThatChangedDuringABreakIsStartedAgainOnce() throws PullException {
        AtomicInteger asked = new AtomicInteger();
        ByteSource source =
                (uri, from) -> {
                    boolean old = asked.getAndIncrement() == 0;
                    byte[] bytes = old ? new byte[BYTES.length / 2] : BYTES;
                    int left = bytes.length - (int) from;
                    return new ByteSource.Body(
                            new ByteArrayInputStream(bytes, (int) from, left), from, BYTES.length);
                };
        download(source);
        assertWhole();
        assertThat(asked).hasValue(3);
        assertThat(progress.notes).last().asString().contains("does not fit; starting again");
    }

    @Test
    void aPartOfAnotherFileIsThrownAway() throws PullException, IOException {
        Files.createDirectories(part.getParent());
        Files.write(part, new byte[1000]);
        download();
        assertWhole();
        assertThat(progress.notes).singleElement().asString().contains("does not fit");
        Files.write(part, new byte[BYTES.length + 9]);
        download();
        assertWhole();
    }

    @Test
    void aPartThatIsWholeIsOnlyCompared() throws PullException, IOException {
        Files.createDirectories(part.getParent());
        Files.write(part, BYTES);
        download();
        assertThat(target).hasBinaryContent(BYTES);
        assertThat(server.requests()).isEmpty();
        Files.move(target, part);
        download(server.url("/m.onnx"), 0);
        assertThat(target).hasBinaryContent(BYTES);
        assertThat(server.requests()).containsExactly("/m.onnx bytes=200000-");
    }

    @Test
    void aWrongChecksumKeepsNothing() {
        server.then(CORRUPT);
        assertThatThrownBy(this::download)
                .isInstanceOf(PullException.class)
                .hasMessageContaining(server.url("/m.onnx"))
                .hasMessageContaining("wrong checksum: expected sha256")
                .hasMessageNotContaining("\n");
        assertThat(target).doesNotExist();
        assertThat(part).doesNotExist();
    }

    @Test
    void aWrongSizeIsSaidBeforeAnythingIsFetched() {
        assertThatThrownBy(() -> download(server.url("/m.onnx"), 5))
                .hasMessageContaining("wrong size: expected 5 bytes, the source has 200000");
        assertThat(target).doesNotExist();
    }

    @Test
    void bytesWithoutEndAreCut() {
        server.then(ENDLESS);
        assertThatThrownBy(this::download)
                .isInstanceOf(PullException.class)
                .hasMessageContaining("more than the expected 200000 bytes");
        assertThat(part).isEmptyFile();
    }

    @Test
    void whatAnotherTryCannotMendIsSaidAtOnce() {
        server.then(NOT_FOUND);
        assertThatThrownBy(this::download).hasMessageContaining("no such file (HTTP 404)");
        server.then(FORBIDDEN);
        assertThatThrownBy(this::download).hasMessageContaining("access is refused (HTTP 403)");
        server.then(REDIRECT_NOWHERE);
        assertThatThrownBy(this::download)
                .hasMessageContaining("answers HTTP 301 without an address to go to");
        server.then(REDIRECT_LOOP);
        assertThatThrownBy(this::download).hasMessageContaining("redirects more than");
        assertThatThrownBy(() -> download("ftp://127.0.0.1/x", 0))
                .hasMessageContaining("expected an http, https, file or s3a url");
        assertThat(target).doesNotExist();
    }

    @Test
    void aFullDiskIsSaid() {
        server.then(CHUNKED);
        assertThatThrownBy(() -> download(server.url("/m.onnx"), Long.MAX_VALUE))
                .isInstanceOf(PullException.class)
                .hasMessageContaining("no space left for " + Long.MAX_VALUE + " bytes");
    }

    @Test
    void twoPullsOfOneFileDoNotMix() throws IOException {
        Files.createDirectories(part.getParent());
        try (FileChannel other =
                        FileChannel.open(
                                part, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = other.lock()) {
            assertThat(lock.isValid()).isTrue();
            assertThatThrownBy(this::download).hasMessageContaining("another pull");
        }
    }

    @Test
    void aFileUrlIsResumedToo() throws PullException, IOException {
        Path origin = Files.write(folder.resolve("origin"), BYTES);
        Files.createDirectories(part.getParent());
        Files.write(part, Arrays.copyOf(BYTES, 1234));
        download(origin.toUri().toString(), BYTES.length);
        assertWhole();
        assertThatThrownBy(() -> download(folder.resolve("none").toUri().toString(), 1))
                .hasMessageContaining("there is no such file");
    }

    @Test
    void redirectsAreFollowedWithTheRange() throws PullException {
        server.then(TRUNCATE, REDIRECT);
        download();
        assertWhole();
        assertThat(server.requests()).endsWith("/m.onnx bytes=100000-");
    }
}
