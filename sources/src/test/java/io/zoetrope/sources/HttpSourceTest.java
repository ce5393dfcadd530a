package io.zoetrope.sources;

import static io.zoetrope.sources.TestingWebServer.head;
import static io.zoetrope.sources.TestingWebServer.rangeHeader;
import static io.zoetrope.sources.TestingWebServer.ranged;
import static io.zoetrope.sources.TestingWebServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.store.MediaSource;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.core5.http.MessageConstraintException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSourceTest {
    private static final byte[] BYTES = new byte[3_000_000];
    private static final HttpOptions QUICK = new HttpOptions(2_000, 300, 1_000_000, 1_500);

    static {
        new Random(7).nextBytes(BYTES);
    }

    private final MediaSources sources =
            MediaSources.of(policy().withPrivateHosts(true), TestingObjects.NONE);
    private final CountDownLatch never = new CountDownLatch(1);
    @AutoClose private TestingWebServer web;

    private static SourcePolicy policy() {
        return SourcePolicy.DEFAULT.withHttp(QUICK);
    }

    @BeforeEach
    void start() throws IOException {
        web = new TestingWebServer();
    }

    private static byte[] read(MediaSource source, long position, int length) throws IOException {
        ByteBuffer into = ByteBuffer.allocate(length);
        while (into.hasRemaining()) {
            if (source.read(position + into.position(), into) < 0) {
                break;
            }
        }
        return Arrays.copyOf(into.array(), into.position());
    }

    @Test
    void readingInSequenceIsOneRequest() throws Exception {
        web.page("/a.mp4", ranged(BYTES, "v1"));
        try (MediaSource source = sources.open(web.uri("/a.mp4"))) {
            assertThat(source.size()).isEqualTo(BYTES.length);
            assertThat(source.version()).isEqualTo("v1");
            assertThat(read(source, 0, BYTES.length)).isEqualTo(BYTES);
            assertThat(source.read(BYTES.length, ByteBuffer.allocate(1))).isEqualTo(-1);
        }
        assertThat(web.requests()).hasSize(1);
    }

    @Test
    void shortJumpsBothWaysStayInTheStreamAndLongOnesAskAnew() throws Exception {
        web.page("/a.mp4", ranged(BYTES, "v1"));
        try (MediaSource source = sources.open(web.uri("/a.mp4"))) {
            read(source, 0, 100_000);
            assertThat(read(source, 300_000, 10)).isEqualTo(slice(300_000, 10));
            assertThat(read(source, 50, 10)).isEqualTo(slice(50, 10));
            assertThat(web.requests()).hasSize(1);
            assertThat(read(source, 2_900_000, 10)).isEqualTo(slice(2_900_000, 10));
            assertThat(read(source, 4, 10)).isEqualTo(slice(4, 10));
        }
        assertThat(web.requests())
                .extracting(TestingWebServer.Request::from)
                .containsExactly(0L, 2_900_000L, 4L);
    }

    @Test
    void jumpsAtRandomGiveTheRightBytes() throws Exception {
        web.page("/a.mp4", ranged(BYTES, "v1"));
        Random random = new Random(11);
        try (MediaSource source = sources.open(web.uri("/a.mp4"))) {
            for (int i = 0; i < 60; i++) {
                int at = random.nextInt(BYTES.length);
                int length = Math.min(BYTES.length - at, 1 + random.nextInt(200_000));
                assertThat(read(source, at, length)).isEqualTo(slice(at, length));
            }
        }
    }

    private static byte[] slice(int from, int length) {
        return Arrays.copyOfRange(BYTES, from, from + length);
    }

    @ParameterizedTest
    @CsvSource({
        "404, not_found",
        "410, not_found",
        "401, access_denied",
        "403, access_denied",
        "400, bad_uri",
        "204, bad_uri",
        "418, bad_uri"
    })
    void statusesThatAreAboutTheUriReject(int status, String reason) {
        web.page("/a.mp4", status(status));
        assertThatThrownBy(() -> sources.open(web.uri("/a.mp4")))
                .isInstanceOfSatisfying(
                        RejectedInput.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageContaining(Integer.toString(status));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void statusesThatMayPassAreErrors(int status) {
        web.page("/a.mp4", status(status));
        assertThatThrownBy(() -> sources.open(web.uri("/a.mp4")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(Integer.toString(status));
    }

    @Test
    void anEmptyFileOpensAndHasNoBytes() throws Exception {
        web.page("/empty", status(416, "Content-Range: bytes */0"));
        try (MediaSource source = sources.open(web.uri("/empty"))) {
            assertThat(source.size()).isZero();
            assertThat(source.read(0, ByteBuffer.allocate(1))).isEqualTo(-1);
        }
    }

    @Test
    void aServerWithoutRangesIsReadWholeOnce() throws Exception {
        byte[] small = Arrays.copyOf(BYTES, 500_000);
        web.page(
                "/a.mp4",
                (request, out) -> {
                    head(out, 200, small.length, "Last-Modified: Sun, 01 Mar 2026 10:00:00 GMT");
                    out.write(small);
                });
        try (MediaSource source = sources.open(web.uri("/a.mp4"))) {
            assertThat(source.version()).isEqualTo("500000-Sun, 01 Mar 2026 10:00:00 GMT");
            assertThat(read(source, 400_000, 1000)).isEqualTo(slice(400_000, 1000));
            assertThat(read(source, 5, 1000)).isEqualTo(slice(5, 1000));
        }
        assertThat(web.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLargeFileOnAServerWithoutRangesIsRefused(boolean saysLength) {
        web.page(
                "/a.mp4",
                (request, out) -> {
                    head(out, 200, saysLength ? BYTES.length : -1);
                    out.write(BYTES);
                });
        assertThatThrownBy(() -> sources.open(web.uri("/a.mp4")))
                .isInstanceOf(RejectedInput.class)
                .hasMessageContaining("no range requests");
    }

    @Test
    void aServerThatIsSilentBeforeItsAnswerIsAnError() {
        web.page("/a.mp4", (request, out) -> never.await());
        assertThatThrownBy(() -> sources.open(web.uri("/a.mp4"))).isInstanceOf(IOException.class);
    }

    @Test
    void aBodyThatStallsIsAnErrorAfterOneMoreTry() throws Exception {
        web.page("/a.mp4", this::stallAfterHalf);
        try (MediaSource source = sources.open(web.uri("/a.mp4"))) {
            assertThatThrownBy(() -> read(source, 0, BYTES.length))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("nothing came");
        }
        assertThat(web.requests()).hasSize(2);
    }

    private void stallAfterHalf(TestingWebServer.Request request, OutputStream out)
            throws IOException, InterruptedException {
        int half = BYTES.length / 2;
        int from = (int) request.from();
        head(out, 206, BYTES.length - from, rangeHeader(from, BYTES.length));
        if (from < half) {
            out.write(BYTES, from, half - from);
            out.flush();
        }
        never.await();
    }

    @Test
    void aServerWithoutRangesThatTricklesIsGivenUp() {
        web.page(
                "/a.mp4",
                (request, out) -> {
                    head(out, 200, 900_000);
                    while (!never.await(20, TimeUnit.MILLISECONDS)) {
                        out.write('x');
                        out.flush();
                    }
                });
        assertThatThrownBy(() -> sources.open(web.uri("/a.mp4")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("and no end");
    }

    @Test
    void aConnectionThatBreaksIsTakenUpWhereItBroke() throws Exception {
        AtomicInteger answers = new AtomicInteger();
        web.page(
                "/a.mp4",
                (request, out) -> {
                    int from = (int) request.from();
                    int give = answers.getAndIncrement() == 0 ? 1_000_000 : BYTES.length - from;
                    head(out, 206, BYTES.length - from, rangeHeader(from, BYTES.length));
                    out.write(BYTES, from, give);
                });
        try (MediaSource source = sources.open(web.uri("/a.mp4"))) {
            assertThat(read(source, 0, BYTES.length)).isEqualTo(BYTES);
        }
        assertThat(web.requests()).hasSize(2);
    }

    @Test
    void aFileThatIsShorterThanItsServerSaysIsAnError() throws Exception {
        web.page(
                "/a.mp4",
                (request, out) -> {
                    int left = (int) Math.max(0, 10 - request.from());
                    head(out, 206, left, rangeHeader(request.from(), 1000));
                    out.write(BYTES, 0, left);
                });
        try (MediaSource source = sources.open(web.uri("/a.mp4"))) {
            assertThatThrownBy(() -> read(source, 0, 1000))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("of 1000");
        }
    }

    @Test
    void aFileThatChangesWhileItIsReadIsAnError() throws Exception {
        web.page("/a.mp4", ranged(BYTES, "v1"));
        try (MediaSource source = sources.open(web.uri("/a.mp4"))) {
            read(source, 0, 10);
            web.page("/a.mp4", ranged(BYTES, "v2"));
            assertThatThrownBy(() -> read(source, 2_500_000, 10))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("changed");
        }
    }

    @Test
    void redirectsAreFollowedAndRepeatedForEachRequest() throws Exception {
        web.page("/old", status(302, "Location: /new"));
        web.page("/new", ranged(BYTES, "v1"));
        try (MediaSource source = sources.open(web.uri("/old"))) {
            assertThat(read(source, 2_000_000, 10)).isEqualTo(slice(2_000_000, 10));
        }
        assertThat(web.requests()).hasSize(4);
    }

    @Test
    void nobodyListeningIsAnError() throws Exception {
        web.close();
        assertThatThrownBy(() -> sources.open(web.uri("/a.mp4"))).isInstanceOf(IOException.class);
    }

    @Test
    void answersThatAreNotHttpAreErrors() {
        web.page(
                "/a.mp4",
                (request, out) -> out.write("hello\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
        assertThatThrownBy(() -> sources.open(web.uri("/a.mp4"))).isInstanceOf(IOException.class);
    }

    /** All but its length is right: without bounds it opens. */
    @ParameterizedTest
    @ValueSource(ints = {1, 1_000})
    void headsWithoutEndAreErrors(int headers) {
        String[] head = new String[headers + 1];
        Arrays.setAll(head, i -> "X-" + i + ": " + "x".repeat(100_000 / headers));
        head[headers] = "Accept-Ranges: bytes";
        web.page("/a.mp4", status(200, head));
        assertThatThrownBy(() -> sources.open(web.uri("/a.mp4")))
                .isInstanceOf(MessageConstraintException.class);
    }
}
