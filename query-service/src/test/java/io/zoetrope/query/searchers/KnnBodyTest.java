package io.zoetrope.query.searchers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.domain.IndexMappings;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.MomentFields;
import io.zoetrope.domain.Vector;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.question.MomentQuery;
import io.zoetrope.query.question.SearchRequest;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class KnnBodyTest {
    private static final Vector VECTOR = new Vector(new float[] {0.6f, 0.8f});

    @Test
    void tenantAndModelStandInsideTheKnnClause() {
        JsonNode filter = body(false, 10, 0).at("/query/knn/visual/filter/bool/filter");
        assertThat(filter.findValuesAsText("tenant")).containsExactly("t");
        assertThat(filter.findValuesAsText("model")).containsExactly("clip");
        assertThat(filter.findValuesAsText("model_version")).containsExactly("3");
    }

    @Test
    void asksForMoreCandidatesThanResults() {
        assertThat(body(false, 10, 0).at("/query/knn/visual/k").asInt()).isEqualTo(100);
        assertThat(body(false, 100, 400).at("/query/knn/visual/k").asInt()).isEqualTo(501);
        assertThat(body(true, 10, 0).at("/query/knn/visual/k").asInt()).isEqualTo(500);
        assertThat(body(false, 10, 20).path("from").asInt()).isEqualTo(20);
        assertThat(body(false, 10, 20).path("size").asInt()).isEqualTo(11);
    }

    @Test
    void groupsOnlyWhenAsked() {
        assertThat(body(true, 10, 0).at("/collapse/field").asText()).isEqualTo("video_id");
        assertThat(body(false, 10, 0).has("collapse")).isFalse();
    }

    @Test
    void readsFieldsThatMomentsHave() throws Exception {
        Set<String> mapped = new TreeSet<>(Set.of(MomentFields.VISUAL));
        Json.MAPPER
                .readTree(IndexMappings.moments())
                .path("properties")
                .fieldNames()
                .forEachRemaining(mapped::add);

        JsonNode body = body(true, 10, 0);

        body.path("_source").forEach(field -> assertThat(mapped).contains(field.asText()));
        body.findValues("term").forEach(term -> assertThat(mapped).containsAll(term::fieldNames));
        body.at("/query/knn").fieldNames().forEachRemaining(f -> assertThat(mapped).contains(f));
        assertThat(mapped).contains(body.at("/collapse/field").asText());
    }

    private static JsonNode body(boolean byVideo, int limit, int offset) {
        MomentQuery query =
                new MomentQuery("x", SearchRequest.Filter.NONE, byVideo, limit, 0, List.of());
        return KnnBody.of("t", new ModelRef("clip", "3"), query, VECTOR, offset);
    }
}
