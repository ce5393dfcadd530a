package io.zoetrope.query.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.query.TestingIndex;
import io.zoetrope.query.TestingServers;
import io.zoetrope.query.TestingService;
import io.zoetrope.query.TestingService.Answer;
import io.zoetrope.query.TestingTopic;
import io.zoetrope.query.http.RawRequest;
import io.zoetrope.query.options.QueryOption;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Follows the ingestion. */
class EventsApiITCase {
    @TempDir static Path folder;
    @AutoClose private static TestingService service;

    @BeforeAll
    static void start() throws IOException {
        service = TestingService.start(folder);
    }

    @Test
    @Timeout(60)
    void sendsTheTenantsVideos() throws Exception {
        HttpResponse<InputStream> events = listen();
        assertThat(events.statusCode()).isEqualTo(200);
        assertThat(events.headers().firstValue("Content-Type").orElse(""))
                .startsWith("text/event-stream");
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(events.body(), StandardCharsets.UTF_8))) {
            assertThat(next(lines, "event:")).isEqualTo("event: hello");
            awaitFeed(lines);
            TestingTopic.status(TestingIndex.videoDocument("other", "secret", "indexing", v -> {}));
            TestingTopic.status(
                    TestingIndex.videoDocument(
                            "default",
                            "live1",
                            "indexing",
                            v -> v.put("segments_done", 2).put("segments_total", 5)));
            String data = next(lines, "data:");
            while (data.contains("warm-up")) {
                data = next(lines, "data:");
            }
            assertThat(data).contains("\"live1\"", "\"segments_done\":2").doesNotContain("secret");
        }
    }

    @Test
    @Timeout(60)
    void aThousandListenersHoldNoThreadAndATenantHasAQuarterOfThePlaces() throws Exception {
        List<Socket> listeners = new ArrayList<>();
        try (TestingService crowd = TestingService.start(options())) {
            int before = Thread.activeCount();
            listeners.addAll(RawRequest.open(crowd.uri(), events() + "\r\n", 500));
            for (String tenant : new String[] {"b", "c"}) {
                String key = String.join(": ", crowd.of(tenant));
                String request = events() + key + "\r\n\r\n";
                listeners.addAll(RawRequest.open(crowd.uri(), request, 250));
            }
            for (Socket listener : listeners) {
                BufferedReader lines =
                        new BufferedReader(
                                new InputStreamReader(
                                        listener.getInputStream(), StandardCharsets.UTF_8));
                assertThat(next(lines, "event:")).isEqualTo("event: hello");
            }
            assertThat(Thread.activeCount() - before).isLessThan(200);
            Answer oneMore = crowd.get("/v1/events", "Accept", "text/event-stream");
            assertThat(oneMore.status()).isEqualTo(429);
            assertThat(oneMore.errorCode()).isEqualTo("too_many_streams");
            assertThat(oneMore.header("Retry-After")).isEqualTo("5");
            try (BufferedReader lines = lines(crowd, crowd.of("d"))) {
                assertThat(next(lines, "event:")).isEqualTo("event: hello");
            }
        } finally {
            RawRequest.close(listeners);
        }
    }

    private static String events() {
        return "GET /v1/events HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n";
    }

    private static Map<QueryOption, String> options() {
        return Map.of(
                QueryOption.OPENSEARCH, TestingServers.openSearch().uri().toString(),
                QueryOption.KAFKA, TestingServers.kafka().bootstrapServers());
    }

    @Test
    @Timeout(60)
    void hearsOfPartitionsThatAreAdded() throws Exception {
        String topic = "video.status.grows";
        TestingServers.kafka().createTopics(1, topic);
        Map<QueryOption, String> options =
                Map.of(
                        QueryOption.OPENSEARCH,
                        TestingServers.openSearch().uri().toString(),
                        QueryOption.KAFKA,
                        TestingServers.kafka().bootstrapServers(),
                        QueryOption.STATUS_TOPIC,
                        topic);
        try (TestingService grows = TestingService.start(options)) {
            try (BufferedReader lines = lines(grows, grows.of("default"))) {
                assertThat(next(lines, "event:")).isEqualTo("event: hello");
                TestingTopic.addPartition(topic, 2);
                TestingTopic.status(
                        topic,
                        1,
                        TestingIndex.videoDocument("default", "late", "indexing", v -> {}));
                assertThat(next(lines, "data: {\"video_id")).contains("late");
            }
        }
    }

    private static BufferedReader lines(TestingService from, String... key) throws Exception {
        HttpResponse<InputStream> events =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(from.uri().resolve("/v1/events"))
                                        .headers(key)
                                        .header("Accept", "text/event-stream")
                                        .build(),
                                BodyHandlers.ofInputStream());
        return new BufferedReader(new InputStreamReader(events.body(), StandardCharsets.UTF_8));
    }

    @Test
    void refusesWhatIsNoEventStream() {
        assertThat(service.get("/v1/events").status()).isEqualTo(406);
    }

    /** The feed starts at the end of the topic: an event proves that it follows. */
    private static void awaitFeed(BufferedReader lines) throws Exception {
        AtomicBoolean seen = new AtomicBoolean();
        Thread sender =
                new Thread(
                        () -> {
                            try {
                                while (!seen.get()) {
                                    TestingTopic.status(
                                            TestingIndex.videoDocument(
                                                    "default", "warm-up", "arrived", v -> {}));
                                }
                            } catch (Exception e) {
                                throw new IllegalStateException(e);
                            }
                        });
        sender.start();
        next(lines, "event: video");
        seen.set(true);
        sender.join();
    }

    private static HttpResponse<InputStream> listen() throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(service.uri().resolve("/v1/events"))
                                .header("Accept", "text/event-stream")
                                .build(),
                        BodyHandlers.ofInputStream());
    }

    private static String next(BufferedReader lines, String start) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(start)) {
                return line;
            }
        }
        throw new AssertionError("the stream ended before '" + start + "'");
    }
}
