package io.zoetrope.query.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.zoetrope.query.QueryService;
import io.zoetrope.query.TestingEncoders;
import io.zoetrope.query.TestingKeys;
import io.zoetrope.query.TestingQueryEncoder;
import io.zoetrope.query.TestingServers;
import io.zoetrope.query.TestingService;
import io.zoetrope.query.TestingService.Answer;
import io.zoetrope.query.http.RawRequest;
import io.zoetrope.query.http.Role;
import io.zoetrope.query.options.QueryOption;
import io.zoetrope.query.options.QueryServiceOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in, and to what, by a service that asks for keys. */
class AccessITCase {
    private static final String SEARCH = "{\"query\": {\"text\": \"red\"}}";

    @AutoClose private static TestingService service;

    @BeforeAll
    static void start() throws IOException {
        service = TestingService.start(options("keys"));
    }

    private static Map<QueryOption, String> options(String access) {
        return Map.of(
                QueryOption.ACCESS,
                access,
                QueryOption.OPENSEARCH,
                TestingServers.openSearch().uri().toString(),
                QueryOption.KAFKA,
                TestingServers.kafka().bootstrapServers());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/js/app.js", "/healthz", "/openapi.json", "/vendor/hls.min.js"})
    void somethingIsForAnybody(String path) {
        assertThat(service.get(path).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/videos",
                "/v1/events",
                "/v1/models",
                "/v1/nothing",
                "/graphql",
                "/metrics",
                "/v1/videos/x/thumbnail"
            })
    void theRestNeedsAKey(String path) {
        Answer answer = service.get(path);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.errorCode()).isEqualTo("key_required");
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(answer.json().at("/error/request_id").asText()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//v1/videos",
                "/%76%31/videos",
                "/x/../v1/videos",
                "/v1/./videos",
                "/V1/videos",
                "/v1%2Fvideos",
                "/v1;a=b/videos",
                "/v1/videos/"
            })
    void noSpellingOfAPathGoesAroundIt(String path) throws IOException {
        String answer =
                RawRequest.send(
                        service.uri(),
                        "GET " + path + " HTTP/1.1",
                        "Host: localhost",
                        "Connection: close");
        assertThat(RawRequest.status(answer)).as(answer).isIn(400, 401, 404);
    }

    @ParameterizedTest
    @CsvSource({
        "READ, GET, /v1/videos, 200",
        "READ, POST, /v1/search, 200",
        "READ, POST, /v1/videos, 403",
        "READ, DELETE, /v1/videos/none, 403",
        "READ, GET, /metrics, 403",
        "WRITE, GET, /v1/videos, 200",
        "WRITE, POST, /v1/videos, 400",
        "WRITE, DELETE, /v1/videos/none, 404",
        "WRITE, GET, /metrics, 403",
        "ADMIN, GET, /metrics, 200"
    })
    void rolesMayWhatTheyMay(Role role, String method, String path, int status) {
        String key = service.keys().add(role + method + path.hashCode(), "t1", role);
        String body = path.equals("/v1/search") ? SEARCH : "{\"uri\": \"gopher://x\"}";
        Answer answer =
                method.equals("POST")
                        ? service.post(path, body, "Authorization", "Bearer " + key)
                        : service.send(method, path, null, "Authorization", "Bearer " + key);
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(status);
        if (status == 403) {
            assertThat(answer.errorCode()).isEqualTo("role_required");
        }
    }

    @Test
    void aKeyThatWasRevokedJustNowIsRefused() {
        String key = service.keys().add("short-lived", "t1", Role.READ);
        for (int i = 0; i < 3; i++) {
            assertThat(service.get("/v1/videos", TestingKeys.HEADER, key).status()).isEqualTo(200);
        }
        service.keys().revoke("short-lived");
        Answer answer = service.get("/v1/videos", TestingKeys.HEADER, key);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.errorCode()).isEqualTo("unknown_key");
    }

    @Test
    void aKeyEndsWithItsTime() {
        NewKey.Wish over =
                new NewKey.Wish("over", "t1", Role.READ, null, Duration.ofSeconds(-1), null);
        assertThat(service.get("/v1/videos", "X-Api-Key", service.keys().add(over)).status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "X-Api-Key, zk_000000000000_0000000000000000000000000000000000000000000",
        "X-Api-Key, nonsense",
        "X-Api-Key, ''",
        "Authorization, Basic dTpw",
        "Authorization, Bearer",
        "Authorization, Bearer x"
    })
    void whatIsNoKeyOfOursIsRefused(String header, String value) {
        assertThat(service.get("/v1/videos", header, value).status()).isEqualTo(401);
        assertThat(service.get("/healthz", header, value).status()).isEqualTo(401);
    }

    @Test
    void theSecretPartOfAKeyCounts() {
        String key = service.keys().add("real", "t1", Role.READ);
        char last = key.charAt(key.length() - 2) == 'A' ? 'B' : 'A';
        String other = key.substring(0, key.length() - 2) + last + key.charAt(key.length() - 1);
        assertThat(service.get("/v1/videos", "X-Api-Key", other).status()).isEqualTo(401);
    }

    @Test
    void aHeaderNamesNoOtherTenant() {
        String key = service.keys().add("mine", "mine", Role.READ);
        assertThat(service.get("/v1/videos", "X-Api-Key", key, "X-Tenant", "mine").status())
                .isEqualTo(200);
        Answer other = service.get("/v1/videos", "X-Api-Key", key, "X-Tenant", "other");
        assertThat(other.status()).isEqualTo(403);
        assertThat(other.errorCode()).isEqualTo("foreign_tenant");
    }

    /** Whoever searches: the profile that is not there is missed by each. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
                    /v1/search   | {"query": {"text": "red"}}                             | 409
                    /v1/generate | {"prompt": "red?", "search": {"query": {"text": "a"}}} | 409
                    /graphql     | {"query": "{ search(query: {text: \\"a\\"}) { tookMs } }"} | 200
                    """)
    void everySearchIsByTheKeysProfile(String path, String body, int status) {
        NewKey.Wish wish =
                new NewKey.Wish("by" + path.length(), "t1", Role.READ, "gone", null, null);
        Answer answer = service.post(path, body, "X-Api-Key", service.keys().add(wish));
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(status);
        String code = status == 200 ? "/errors/0/extensions/code" : "/error/code";
        assertThat(answer.json().at(code).asText()).isEqualTo("unknown_profile");
    }

    @Test
    void aKeyAsksSoOften() {
        NewKey.Wish slow = new NewKey.Wish("slow", "t1", Role.READ, null, null, 1);
        String[] key = {"X-Api-Key", service.keys().add(slow)};
        int last = 200;
        int asked = 0;
        while (last == 200 && asked < 50) {
            last = service.get("/v1/models", key).status();
            asked++;
        }
        assertThat(last).isEqualTo(429);
        assertThat(asked).isGreaterThan(4);
        Answer refused = service.get("/v1/models", key);
        assertThat(refused.errorCode()).isEqualTo("too_many_requests");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 2);
        assertThat(service.get("/v1/videos/x/thumbnail", key).status()).isEqualTo(501);
        assertThat(service.get("/v1/models", service.of("t1")).status()).isEqualTo(200);
    }

    @Test
    void strangersSendNoBodies() throws IOException {
        String answer =
                RawRequest.send(
                        service.uri(),
                        "POST /v1/videos HTTP/1.1",
                        "Host: localhost",
                        "Content-Type: multipart/form-data; boundary=x",
                        "Content-Length: 1000000");
        assertThat(RawRequest.status(answer)).as(answer).isEqualTo(401);
        assertThat(answer).containsIgnoringCase("connection: close");
    }

    @Test
    void anOpenServiceHasOneLocalCaller() throws IOException {
        try (TestingService open = TestingService.start(options("open"))) {
            assertThat(open.get("/v1/videos").status()).isEqualTo(200);
            assertThat(open.get("/metrics").status()).isEqualTo(200);
            assertThat(open.get("/v1/videos", "X-Tenant", "other").status()).isEqualTo(403);
            assertThat(open.get("/v1/videos", "X-Api-Key", "zk_x").status()).isEqualTo(401);
        }
    }

    @Test
    void nobodyIsLetInWhileTheKeysCannotBeRead() throws IOException {
        try (TestingService other = TestingService.start(options("keys"))) {
            String key = other.keys().of("t1");
            String whole = Files.readString(other.keys().file());
            Files.writeString(other.keys().file(), whole.substring(0, whole.length() / 2));
            Answer answer = other.get("/v1/videos", "X-Api-Key", key);
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isNotNull();
            Files.writeString(other.keys().file(), whole);
            assertThat(other.get("/v1/videos", "X-Api-Key", key).status()).isEqualTo(200);
        }
    }

    @Test
    void withoutKeysItDoesNotStart() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                QueryService.start(
                                        QueryServiceOptions.of(Map.of(QueryOption.PORT, "0")),
                                        TestingEncoders.with(new TestingQueryEncoder())))
                .withMessageContaining("--api-keys-file")
                .withMessageContaining("--access=open");
    }
}
