package io.zoetrope.query.searchers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Vector;
import io.zoetrope.query.question.Scope;
import io.zoetrope.query.question.SearchRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Of what is only compared with something else, what is said and shown there is not read. */
class PlacesOnlyTest {
    private static final Scope PLACES = Scope.of("t", SearchRequest.Filter.NONE).readingPlaces();

    @Test
    void ofMoments() {
        Vector vector = new Vector(new float[] {1});
        JsonNode body =
                KnnBody.of(
                        PLACES,
                        MomentSource.allowed(PLACES, new ModelRef("clip", "3")),
                        vector,
                        9_999,
                        10_000);
        assertThat(body.at("/_source/includes"))
                .extracting(JsonNode::asText)
                .contains("moment_id", "video_id", "start_ms", "end_ms", "shot", "object_classes")
                .doesNotContain("dialogue", "text", "title", "uri");
    }

    @ParameterizedTest
    @EnumSource(
            value = FindingKind.class,
            names = {"OBJECT", "SOUND", "LINE", "TEXT"})
    void ofOtherThings(FindingKind kind) {
        FindingSource source = new FindingSource(null, kind, "any");
        JsonNode read = source.unsorted(PLACES, 9_999).path("_source");
        List<String> fields =
                List.of("video_id", "start_ms", "end_ms", Hit.idField(kind), "object_class");
        assertThat(read.path("includes")).extracting(JsonNode::asText).containsAll(fields);
        assertThat(read.path("includes"))
                .extracting(JsonNode::asText)
                .doesNotContain("text", "title", "uri", "key_frame");
        Scope all = Scope.of("t", SearchRequest.Filter.NONE);
        assertThat(source.unsorted(all, 10).path("_source").has("includes")).isFalse();
    }
}
