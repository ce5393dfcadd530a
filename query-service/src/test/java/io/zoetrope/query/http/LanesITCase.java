package io.zoetrope.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.picture.Thumbnail;
import io.zoetrope.query.TestingIndex;
import io.zoetrope.query.TestingServers;
import io.zoetrope.query.TestingService;
import io.zoetrope.query.TestingService.Answer;
import io.zoetrope.query.options.QueryOption;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One slow thing does not hold up the others. */
class LanesITCase {
    /** More than the server has threads. */
    private static final int MANY = 300;

    private static final String SEARCH = "{\"query\": {\"text\": \"red\"}}";

    @TempDir Path folder;

    @Test
    @Timeout(90)
    void anIndexThatNeverAnswersStopsOnlyWhatAsksIt() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
                TestingService service =
                        TestingService.start(
                                options("http://127.0.0.1:" + silent.getLocalPort()))) {
            picture("clip", 1000);
            List<Socket> searches = RawRequest.open(service.uri(), search(), MANY);
            try {
                assertAnswersSoon(service, "/healthz", 200);
                assertAnswersSoon(service, "/", 200);
                assertAnswersSoon(service, "/v1/videos/clip/thumbnail?ms=1000", 200);
                Answer tooMuch = service.post("/v1/search", SEARCH);
                assertThat(tooMuch.status()).isEqualTo(503);
                assertThat(tooMuch.header("Retry-After")).matches("\\d+");
            } finally {
                RawRequest.close(searches);
            }
        }
    }

    @Test
    @Timeout(60)
    void searchesFailAtOnceWhileTheIndexIsAway() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress())) {
            String gone = "http://127.0.0.1:" + silent.getLocalPort();
            silent.close();
            try (TestingService service = TestingService.start(options(gone))) {
                for (int i = 0; i < 20; i++) {
                    assertThat(service.post("/v1/search", SEARCH).status()).isEqualTo(503);
                }
                assertThat(service.get("/metrics").http().body())
                        .asString()
                        .contains("zoetrope_query_source_open{source=\"visual\"} 1");
            }
        }
    }

    @Test
    @Timeout(90)
    void trickledBodiesStandBesideSearches() throws IOException {
        try (TestingService service =
                TestingService.start(options(TestingServers.openSearch().uri().toString()))) {
            String head =
                    "POST /v1/videos HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n";
            List<Socket> uploads =
                    RawRequest.open(
                            service.uri(),
                            head + "Content-Type: multipart/form-data; boundary=x\r\n\r\n--x\r\n",
                            MANY);
            List<Socket> json =
                    RawRequest.open(
                            service.uri(), head + "Content-Type: application/json\r\n\r\n{", MANY);
            try {
                assertAnswersSoon(service, "/v1/videos", 200);
                assertThat(service.post("/v1/search", SEARCH).status()).isEqualTo(200);
            } finally {
                RawRequest.close(uploads);
                RawRequest.close(json);
            }
        }
    }

    @Test
    @Timeout(90)
    void viewersWhoStopReadingHoldNoThread() throws IOException {
        Path clip = Files.createDirectories(folder.resolve("sources")).resolve("long.mp4");
        try (RandomAccessFile file = new RandomAccessFile(clip.toFile(), "rw")) {
            file.setLength(64 << 20);
        }
        TestingIndex index = new TestingIndex(TestingServers.openSearch().uri());
        index.recreate();
        index.video(
                        "default",
                        "long",
                        "ready",
                        v -> v.put("uri", clip.toUri().toString()).put("video_codec", "h264"))
                .flush();
        try (TestingService service =
                TestingService.start(options(TestingServers.openSearch().uri().toString()))) {
            List<Socket> viewers =
                    RawRequest.open(
                            service.uri(),
                            "GET /v1/videos/long/source HTTP/1.1\r\nHost: localhost\r\n\r\n",
                            MANY);
            try {
                for (Socket viewer : viewers) {
                    assertThat(viewer.getInputStream().read()).isEqualTo('H');
                }
                assertAnswersSoon(service, "/v1/videos", 200);
                assertThat(
                                Thread.getAllStackTraces().entrySet().stream()
                                        .filter(t -> serves(t.getKey()) && works(t.getValue())))
                        .hasSizeLessThan(50);
            } finally {
                RawRequest.close(viewers);
            }
        }
    }

    private static boolean serves(Thread thread) {
        return thread.getName().startsWith("JettyServerThreadPool")
                || thread.getName().startsWith("qtp");
    }

    /** It is not one that waits for something to do. */
    private static boolean works(StackTraceElement[] stack) {
        return Arrays.stream(stack)
                .noneMatch(
                        at ->
                                at.getMethodName().equals("idleJobPoll")
                                        || at.getClassName().endsWith("ReservedThread"));
    }

    private static void assertAnswersSoon(TestingService service, String path, int status) {
        long start = System.nanoTime();
        Answer answer = service.get(path);
        long tookMs = (System.nanoTime() - start) / 1_000_000;
        assertThat(answer.status()).as(path + ": " + answer.json()).isEqualTo(status);
        assertThat(tookMs).as(path).isLessThan(3_000);
    }

    private static String search() {
        return "POST /v1/search HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: "
                + SEARCH.length()
                + "\r\n\r\n"
                + SEARCH;
    }

    private void picture(String video, long ms) throws IOException {
        Path file = folder.resolve("objects").resolve(Thumbnail.pathOf(video, ms * 1000));
        Files.createDirectories(file.getParent());
        Files.writeString(file, "picture");
    }

    private Map<QueryOption, String> options(String openSearch) {
        Map<QueryOption, String> options = new EnumMap<>(QueryOption.class);
        options.put(QueryOption.OPENSEARCH, openSearch);
        options.put(QueryOption.KAFKA, TestingServers.kafka().bootstrapServers());
        options.put(QueryOption.OBJECT_STORE, folder.resolve("objects").toUri().toString());
        options.put(QueryOption.SOURCE_ROOTS, folder.resolve("sources").toString());
        options.put(QueryOption.UPLOAD_DIR, folder.resolve("uploads").toString());
        return options;
    }
}
