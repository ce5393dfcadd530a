package io.zoetrope.sources;

import static io.zoetrope.sources.TestingWebServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.domain.RejectedInput;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses http(s) sources may reach, directly and by redirects. */
class HttpSourceAddressTest {
    @AutoClose private TestingWebServer web;

    @BeforeEach
    void start() throws IOException {
        web = new TestingWebServer();
    }

    private static MediaSources here() {
        return MediaSources.of(SourcePolicy.DEFAULT.withPrivateHosts(true), TestingObjects.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "http://127.0.0.1:1/x",
                "http://169.254.169.254/latest/meta-data",
                "ftp://example.org/x",
                "gopher://127.0.0.1/x"
            })
    void redirectsToWhatMayNotBeReadAreForbidden(String target) {
        web.page("/a.mp4", status(301, "Location: " + target));
        MediaSources onlyHere =
                MediaSources.of(
                        SourcePolicy.DEFAULT
                                .withPrivateHosts(true)
                                .withPrefixes(List.of(web.uri(""))),
                        TestingObjects.NONE);
        assertThatThrownBy(() -> onlyHere.open(web.uri("/a.mp4")))
                .isInstanceOfSatisfying(
                        RejectedInput.class,
                        e -> assertThat(e.reason()).isEqualTo("forbidden_uri"));
        assertThat(web.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.org:99999/a",
                "//example.org:65536/a",
                "http://user@example.org/a",
                "http://ann:pa55@example.org/a",
                "http://[::1/a",
                "/%zz"
            })
    void redirectsToWhatIsNoUriAreBad(String target) {
        web.page("/a.mp4", status(302, "Location: " + target));
        assertThatThrownBy(() -> here().open(web.uri("/a.mp4")))
                .isInstanceOfSatisfying(
                        RejectedInput.class, e -> assertThat(e.reason()).isEqualTo("bad_uri"))
                .hasMessageNotContaining("pa55");
    }

    @Test
    void redirectsInACircleEnd() {
        web.page("/a.mp4", status(302, "Location: /a.mp4"));
        assertThatThrownBy(() -> here().open(web.uri("/a.mp4")))
                .isInstanceOf(RejectedInput.class)
                .hasMessageContaining("redirects");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/a",
                "http://localhost/a",
                "http://2130706433/a",
                "http://[::1]/a",
                "http://[::ffff:10.0.0.1]/a",
                "http://[fd00::1]/a",
                "http://[64:ff9b::a00:1]/a",
                "http://[2002:7f00:1::]/a",
                "http://10.1.2.3/a",
                "http://172.16.0.1/a",
                "http://192.168.1.1/a",
                "http://169.254.169.254/a",
                "http://100.64.0.1/a",
                "http://0.0.0.0/a",
                "http://224.0.0.1/a"
            })
    void privateHostsAreForbiddenByDefault(String uri) {
        assertThatThrownBy(
                        () -> MediaSources.of(SourcePolicy.DEFAULT, TestingObjects.NONE).open(uri))
                .isInstanceOfSatisfying(
                        RejectedInput.class,
                        e -> assertThat(e.reason()).isEqualTo("forbidden_uri"));
    }

    @Test
    void theAddressThatWasJudgedIsTheOneThatIsReached() throws Exception {
        web.page("/secret", status(200));
        AtomicInteger asked = new AtomicInteger();
        InetAddress allowed = InetAddress.getByName("127.0.0.2");
        InetAddress secret = InetAddress.getByName("127.0.0.1");
        DnsResolver rebinding =
                new DnsResolver() {
                    @Override
                    public InetAddress[] resolve(String host) {
                        boolean first = asked.getAndIncrement() == 0;
                        return new InetAddress[] {first ? allowed : secret};
                    }

                    @Override
                    public String resolveCanonicalHostname(String host) {
                        return host;
                    }
                };
        HttpFetch fetch = new HttpFetch(SourcePolicy.DEFAULT, rebinding, allowed::equals);
        String uri = web.uri("/secret").replace("127.0.0.1", "rebinding.example");
        assertThatThrownBy(() -> fetch.get(uri, 0)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> fetch.get(uri, 0)).isInstanceOf(RejectedInput.class);
        assertThat(web.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http:///a",
                "http://user:pass@example.org/a",
                "http://exa mple/a",
                "http:x",
                "http://example.org:65536/a",
                "https://example.org:99999/a",
                "HTTP://example.org:99999/a",
                "http://[::1]:99999/a",
                "http://example.org:9999999999999/a",
                "http://example.org:-1/a",
                "http://exa_mple/a",
                "http://[::1/a",
                "http://example.org/%zz",
                "http://example.org/a b"
            })
    void urisThatAreNoneAreBad(String uri) {
        assertThatThrownBy(() -> here().open(uri))
                .isInstanceOfSatisfying(
                        RejectedInput.class, e -> assertThat(e.reason()).isEqualTo("bad_uri"));
    }
}
