package io.zoetrope.query.videos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.query.http.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnnouncedTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private static ObjectNode video(String tenant, String id) {
        return Json.MAPPER.createObjectNode().put("tenant", tenant).put("video_id", id);
    }

    @Test
    void aTenantThatAddsManyPushesOutItsOwnOldestAlone() {
        Announced announced = new Announced(Clock.fixed(NOW, ZoneOffset.UTC));
        announced.add(video("quiet", "one"));
        for (int i = 0; i <= Announced.MOST; i++) {
            announced.add(video("loud", "v" + i));
        }
        assertThat(announced.find("quiet", "one")).isPresent();
        assertThat(announced.find("loud", "v0")).isEmpty();
        assertThat(announced.find("loud", "v1")).isPresent();
        assertThat(announced.find("loud", "v" + Announced.MOST)).isPresent();
    }

    @Test
    void oneThatIsRemovedOrOfAnotherTenantIsNotFound() {
        Announced announced = new Announced();
        announced.add(video("t", "one"));
        announced.add(video("t", "two"));
        assertThat(announced.find("u", "one")).isEmpty();
        assertThat(announced.find("t", "one").orElseThrow().path("status").asText())
                .isEqualTo("arrived");
        announced.remove("t", "one");
        announced.heard(video("t", "two").put("status", "deleted"));
        assertThat(announced.find("t", "one")).isEmpty();
        assertThat(announced.find("t", "two")).isEmpty();
    }

    @Test
    void anotherVideoOfTheSameUriIsKnown() {
        Announced announced = new Announced();
        announced.add(video("t", "one").put("uri", "s3a://b/a.mp4"));
        announced.add(video("u", "two").put("uri", "s3a://b/b.mp4"));
        List<String> uris = List.of("s3://b/a.mp4", "s3a://b/a.mp4");
        assertThat(announced.isAnother("t", "one", uris)).isFalse();
        assertThat(announced.isAnother("t", "two", uris)).isTrue();
        assertThat(announced.isAnother("u", "one", uris)).isFalse();
        assertThat(announced.isAnother("v", "one", uris)).isFalse();
        announced.remove("t", "one");
        assertThat(announced.isAnother("t", "two", uris)).isFalse();
    }

    @Test
    void eachIsKeptForItsOwnTime() {
        Instant[] now = {NOW};
        Announced announced =
                new Announced(
                        new Clock() {
                            @Override
                            public ZoneOffset getZone() {
                                return ZoneOffset.UTC;
                            }

                            @Override
                            public Clock withZone(ZoneId zone) {
                                return this;
                            }

                            @Override
                            public Instant instant() {
                                return now[0];
                            }
                        });
        announced.add(video("t", "early"));
        now[0] = NOW.plus(Duration.ofMinutes(10));
        announced.add(video("t", "late"));
        now[0] = NOW.plus(Duration.ofMinutes(15));
        assertThat(announced.find("t", "early")).isEmpty();
        assertThat(announced.find("t", "late")).isPresent();
    }
}
