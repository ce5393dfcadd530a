package io.zoetrope.query.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.domain.VideoIds;
import io.zoetrope.domain.picture.Thumbnail;
import io.zoetrope.query.TestingIndex;
import io.zoetrope.query.TestingServers;
import io.zoetrope.query.TestingService;
import io.zoetrope.query.TestingService.Answer;
import io.zoetrope.query.access.NewKey;
import io.zoetrope.query.http.RawRequest;
import io.zoetrope.query.http.Role;
import io.zoetrope.query.options.QueryOption;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a browser sees that sends no key: pictures and videos by link, all else by cookie. */
class LinksITCase {
    private static final String TENANT = "linked";

    @TempDir static Path folder;
    @AutoClose private static TestingService service;

    @BeforeAll
    static void start() throws IOException {
        Path sources = Files.createDirectories(folder.resolve("sources"));
        String clip =
                Files.writeString(sources.resolve("clip.mp4"), "0123456789").toUri().toString();
        Path picture =
                folder.resolve("objects")
                        .resolve(Thumbnail.pathOf(VideoIds.key(TENANT, "clip"), 0));
        Files.createDirectories(picture.getParent());
        Files.writeString(picture, "picture");
        TestingIndex index = new TestingIndex(TestingServers.openSearch().uri());
        index.recreate();
        index.video(TENANT, "clip", "ready", v -> v.put("uri", clip).put("video_codec", "h264"));
        index.moment(TENANT, "clip", 1500, "red", m -> m.put("uri", clip));
        index.flush();
        Map<QueryOption, String> options = new EnumMap<>(QueryOption.class);
        options.put(QueryOption.ACCESS, "keys");
        options.put(QueryOption.OPENSEARCH, TestingServers.openSearch().uri().toString());
        options.put(QueryOption.KAFKA, TestingServers.kafka().bootstrapServers());
        options.put(QueryOption.OBJECT_STORE, folder.resolve("objects").toUri().toString());
        options.put(QueryOption.SOURCE_ROOTS, sources.toString());
        service = TestingService.start(options);
    }

    @Test
    void whateverAnAnswerShowsCanBeSeenWithoutTheKey() {
        List<String> urls = new ArrayList<>();
        urls.addAll(urls(service.get("/v1/videos", service.of(TENANT)), 2));
        urls.addAll(urls(service.get("/v1/videos/clip", service.of(TENANT)), 2));
        urls.addAll(urls(service.get("/v1/videos/clip/moments", service.of(TENANT)), 2));
        String search = "{\"query\": {\"text\": \"red\"}}";
        urls.addAll(urls(service.post("/v1/search", search, service.of(TENANT)), 2));
        for (String url : urls) {
            String requested = url.replaceAll("#.*", "");
            assertThat(service.get(requested).status()).as(url).isEqualTo(200);
            assertThat(service.send("HEAD", requested, null).status()).as(url).isEqualTo(200);
            assertThat(service.get(unsigned(requested)).status()).as(url).isEqualTo(401);
        }
        Answer part = service.get(source(), "Range", "bytes=2-3");
        assertThat(part.http().body()).asString().isEqualTo("23");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "videos/clip",
                "videos/other/source",
                "videos/clip/source?ms=1",
                "videos/clip/hls/../source",
                "videos/clip/thumbnail?ms=1500",
                "videos"
            })
    void aLinkShowsOneThing(String other) throws IOException {
        String token = source().split("/")[3];
        String answer =
                RawRequest.send(
                        service.uri(),
                        "GET /v1/signed/" + token + "/" + other + " HTTP/1.1",
                        "Host: localhost",
                        "Connection: close");
        boolean itself = other.equals("videos/clip/hls/../source");
        assertThat(RawRequest.status(answer)).as(answer).isEqualTo(itself ? 200 : 401);
    }

    @Test
    void aLinkChangesNothingAndIsNoKey() {
        assertThat(service.send("DELETE", source(), null).status()).isEqualTo(405);
        String token = source().split("/")[3];
        assertThat(service.get("/v1/videos", "X-Api-Key", token).status()).isEqualTo(401);
        assertThat(service.get("/v1/videos", "Cookie", "zoetrope_session=" + token).status())
                .isEqualTo(401);
        assertThat(service.get("/v1/signed/" + token).status()).isEqualTo(401);
        assertThat(service.get("/v1/signed/").status()).isEqualTo(401);
    }

    @Test
    void aLinkEndsWithItsKey() {
        String key = service.keys().add("gone", TENANT, Role.READ);
        String url =
                service.get("/v1/videos/clip", "X-Api-Key", key).json().path("source_url").asText();
        assertThat(service.get(url).status()).isEqualTo(200);
        service.keys().revoke("gone");
        assertThat(service.get(url).errorCode()).isEqualTo("unknown_key");
    }

    @Test
    void whatIsAskedForByLinksCountsForTheKey() {
        String key = service.keys().add(new NewKey.Wish("slow", TENANT, Role.READ, null, null, 1));
        JsonNode video = service.get("/v1/videos/clip", "X-Api-Key", key).json();
        String source = video.path("source_url").asText();
        int allowed = 0;
        Answer answer = service.get(source);
        while (answer.status() == 200 && allowed < 1_000) {
            allowed++;
            answer = service.get(source);
        }
        assertThat(answer.errorCode()).isEqualTo("too_many_requests");
        assertThat(answer.header("Retry-After")).isNotEmpty();
        // Four seconds of twenty for each request, and what came back meanwhile.
        assertThat(allowed).isBetween(80, 999);
        assertThat(service.get("/v1/videos/clip", "X-Api-Key", key).status()).isEqualTo(200);
    }

    @Test
    void aPageSaysItsKeyOnce() {
        String key = service.keys().add("page", TENANT, Role.WRITE);
        Answer session = service.post("/v1/session", "{}", "X-Api-Key", key);
        assertThat(session.json().path("tenant").asText()).isEqualTo(TENANT);
        assertThat(session.json().path("role").asText()).isEqualTo("write");
        assertThat(session.json().path("expires_at").asText()).isNotEmpty();
        String set = session.header("Set-Cookie");
        assertThat(set)
                .contains("HttpOnly", "SameSite=Strict", "Path=/")
                .doesNotContain(key, key.substring(16));
        String cookie = set.split(";")[0];
        assertThat(service.get("/v1/session", "Cookie", cookie).json().path("key_name").asText())
                .isEqualTo("page");
        assertThat(service.get("/v1/videos/clip/source", "Cookie", cookie).status()).isEqualTo(200);
        assertThat(service.get("/v1/videos", "Cookie", cookie + "x").status()).isEqualTo(401);
        assertThat(service.get("/healthz", "Cookie", cookie + "x").status()).isEqualTo(200);
        Answer elsewhere =
                service.post(
                        "/v1/videos",
                        "{\"uri\": \"http://127.0.0.1/a.mp4\"}",
                        "Cookie",
                        cookie,
                        "Sec-Fetch-Site",
                        "cross-site");
        assertThat(elsewhere.status()).isEqualTo(403);
        Answer left = service.send("DELETE", "/v1/session", null, "Cookie", cookie);
        assertThat(left.header("Set-Cookie"))
                .contains("zoetrope_session=;", "Expires=Thu, 01 Jan 1970");
        service.keys().revoke("page");
        assertThat(service.get("/v1/videos", "Cookie", cookie).status()).isEqualTo(401);
    }

    @Test
    void noTokenBecomesAMetric() {
        String token = source().split("/")[3];
        service.get(source());
        String metrics =
                new String(
                        service.get("/metrics", service.of(TENANT)).http().body(),
                        StandardCharsets.UTF_8);
        assertThat(metrics).doesNotContain(token).contains("/v1/videos/{id}/source");
    }

    private static String source() {
        return service.get("/v1/videos/clip", service.of(TENANT))
                .json()
                .path("source_url")
                .asText();
    }

    private static String unsigned(String url) {
        return url.replaceFirst("/v1/signed/[^/]+/", "/v1/");
    }

    private static List<String> urls(Answer answer, int least) {
        List<String> urls = new ArrayList<>();
        for (String field : List.of("thumbnail_url", "playback_url", "source_url")) {
            for (JsonNode url : answer.json().findValues(field)) {
                urls.add(url.asText());
            }
        }
        assertThat(urls)
                .as(answer.json().toString())
                .hasSizeGreaterThanOrEqualTo(least)
                .allMatch(url -> url.startsWith("/v1/signed/"));
        return urls;
    }
}
