package io.zoetrope.query.videos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.domain.message.ArrivalFields;
import io.zoetrope.domain.message.ArrivalLimits;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.http.Json;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The job's own bounds, so that nothing is answered with 202 that becomes a dead letter unread. */
class NewVideoTest {
    private static final String URI = "s3a://b/a.mp4";

    @Test
    void takesWhatTheJobTakes() {
        String longest = "s3a://b/" + "x".repeat(ArrivalLimits.MAX_URI_CHARS - 8);

        NewVideo video = video(longest, "T".repeat(1000), Map.of("k", "v".repeat(4096)));

        assertThat(video.checked()).isSameAs(video);
    }

    @Test
    void refusesWhatTheJobRefuses() {
        Map<String, String> much =
                IntStream.range(0, 9)
                        .boxed()
                        .collect(Collectors.toMap(i -> "k" + i, i -> "v".repeat(4000)));

        assertRefused(video("s3a://b/" + "x".repeat(4089), null, null), "uri");
        assertRefused(video("s3a://b/\uD800", null, null), "half of a surrogate pair");
        assertRefused(video(URI, "\uDC00", null), "title");
        assertRefused(video(URI, "a\u0085b", null), "title");
        assertRefused(video(URI, null, Map.of(" ", "v")), "without a name");
        assertRefused(video(URI, null, Map.of("k", "v".repeat(4097))), "metadata.k");
        assertRefused(video(URI, null, much), "32768");
    }

    /** But for the tenant, which the request has, and lists. */
    @Test
    void hasTheFieldsOfAnArrivalsData() {
        Set<String> fields =
                Stream.of(ArrivalFields.class.getFields())
                        .map(NewVideoTest::value)
                        .collect(Collectors.toSet());
        fields.removeAll(Set.of(ArrivalFields.TENANT, ArrivalFields.VIDEOS));

        JsonNode json =
                Json.MAPPER.valueToTree(
                        new NewVideo(
                                URI,
                                "v",
                                "c",
                                "t",
                                Map.of("k", "v"),
                                1.,
                                1.,
                                URI,
                                List.of("a"),
                                true));

        assertThat(json.fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(fields);
    }

    private static String value(Field constant) {
        try {
            return (String) constant.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(constant + " is public", e);
        }
    }

    private static void assertRefused(NewVideo video, String says) {
        assertThatThrownBy(video::checked).isInstanceOf(ApiError.class).hasMessageContaining(says);
    }

    private static NewVideo video(String uri, String title, Map<String, String> metadata) {
        return new NewVideo(uri, null, null, title, metadata, null, null, null, null, null);
    }
}
