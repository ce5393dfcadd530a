package io.zoetrope.query.searchers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Vector;
import io.zoetrope.domain.index.IndexMappings;
import io.zoetrope.domain.index.MomentFields;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.index.TermFilter;
import io.zoetrope.query.nearness.Reach;
import io.zoetrope.query.paging.Place;
import io.zoetrope.query.question.Scope;
import io.zoetrope.query.question.SearchRequest;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnnBodyTest {
    private static final Vector VECTOR = new Vector(new float[] {0.6f, 0.8f});
    private static final Scope ALL = Scope.of("t", SearchRequest.Filter.NONE);
    private static final TermFilter ALLOWED = MomentSource.allowed(ALL, new ModelRef("clip", "3"));

    @Test
    void tenantAndModelStandInsideTheKnnClause() {
        JsonNode filter = body().at("/query/knn/visual/filter/bool/filter");
        assertThat(filter.findValuesAsText("tenant")).containsExactly("t");
        assertThat(filter.findValuesAsText("model")).containsExactly("clip");
        assertThat(filter.findValuesAsText("model_version")).containsExactly("3");
    }

    @ParameterizedTest
    @CsvSource({"11, 0, 100", "101, 0, 400", "51, 100, 200", "11, 400, 400", "9000, 0, 10000"})
    void looksAmongTwiceAsManyAsAreWantedAndNoFewerThanBefore(int wanted, int before, int reach) {
        assertThat(Reach.ofMoments(wanted, before)).isEqualTo(reach);
    }

    @Test
    void aLaterPageStartsBehindTheLastResult() {
        JsonNode first = KnnBody.after(KnnBody.of(ALL, ALLOWED, VECTOR, 3, 100), Place.START);
        assertThat(first.has("search_after")).isFalse();
        Place place = new Place(3, 100, 0.5, "m");
        JsonNode after =
                KnnBody.after(KnnBody.inOrder(KnnBody.of(ALL, ALLOWED, VECTOR, 3, 100)), place);
        assertThat(after.at("/sort/1/moment_id").asText()).isEqualTo("asc");
        assertThat(after.path("search_after").toString()).isEqualTo("[0.5,\"m\"]");
    }

    /** What each of them costs is measured in docs/decisions/0035. */
    @Test
    void neitherRunsTheQueryTwiceNorReadsVectorsNorNamesWhatItReads() {
        assertThat(body().has("track_scores")).isFalse();
        assertThat(body().path("_source").toString())
                .isEqualTo("{\"excludes\":[\"visual\",\"metadata\"]}");
    }

    @Test
    void readsFieldsThatMomentsHave() throws Exception {
        Set<String> mapped = new TreeSet<>(Set.of(MomentFields.VISUAL));
        Json.MAPPER
                .readTree(IndexMappings.moments())
                .path("properties")
                .fieldNames()
                .forEachRemaining(mapped::add);

        JsonNode body = body();

        body.at("/_source/excludes").forEach(f -> assertThat(mapped).contains(f.asText()));
        body.findValues("term").forEach(term -> assertThat(mapped).containsAll(term::fieldNames));
        body.at("/query/knn").fieldNames().forEachRemaining(f -> assertThat(mapped).contains(f));
        assertThat(mapped).contains(body.at("/collapse/field").asText());
    }

    private static JsonNode body() {
        return KnnBody.byVideo(KnnBody.inOrder(KnnBody.of(ALL, ALLOWED, VECTOR, 11, 100)));
    }
}
