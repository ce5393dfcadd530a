package io.zoetrope.connectors.opensearch.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.connectors.SharedNode;
import io.zoetrope.connectors.opensearch.IndexMismatchException;
import io.zoetrope.connectors.opensearch.OpenSearchOptions;
import io.zoetrope.connectors.opensearch.TestingSearch;
import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.index.IndexNames;
import io.zoetrope.domain.index.VectorSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OpenSearchBootstrapITCase {
    private static OpenSearchOptions options;
    @AutoClose private static TestingSearch search;

    @BeforeAll
    static void start() throws Exception {
        options = OpenSearchOptions.of(SharedNode.uri());
        search = new TestingSearch(SharedNode.uri());
    }

    @Test
    void makesAliasesAndTheVectorMapping() throws Exception {
        ModelRef model = new ModelRef("Mapped", "1.2");
        OpenSearchBootstrap.prepare(options, TestingSearch.moments(model, 24));
        OpenSearchBootstrap.prepare(options, TestingSearch.moments(model, 24));

        JsonNode index = search.get("/moments-mapped-1.2-000001").path("moments-mapped-1.2-000001");
        assertThat(index.path("aliases").has("moments")).isTrue();
        assertThat(index.path("aliases").path("moments-mapped-1.2-write").toString())
                .contains("\"is_write_index\":true");
        JsonNode visual = index.path("mappings").path("properties").path("visual");
        assertThat(visual.path("dimension").asInt()).isEqualTo(24);
        assertThat(visual.path("method").path("engine").asText()).isEqualTo("lucene");
        assertThat(visual.path("method").path("parameters").path("m").asInt()).isEqualTo(16);
        assertThat(search.get("/_alias/videos").path("videos-000001").isMissingNode()).isFalse();
        assertThat(refreshed(index)).isEqualTo("5s");
        assertThat(refreshed(search.get("/videos-000001").path("videos-000001"))).isEqualTo("1s");
    }

    private static String refreshed(JsonNode index) {
        return index.at("/settings/index/refresh_interval").asText();
    }

    /** Of a job that has only an encoder: searches find empty indexes, and no missing ones. */
    @Test
    void everyKindHasAnAliasFromTheStart() throws Exception {
        OpenSearchBootstrap.prepare(options, TestingSearch.moments(new ModelRef("only", "1"), 8));

        for (FindingKind kind : FindingKind.values()) {
            assertThat(search.get("/_alias/" + kind.alias()).has("error"))
                    .as(kind.alias())
                    .isFalse();
        }
        assertThat(search.get("/_alias/sounds").has("sounds-none-0-000001")).isTrue();
    }

    @Test
    void aModelThatGivesVectorsLaterAddsThemToItsIndex() throws Exception {
        ModelRef model = new ModelRef("later", "1");
        OpenSearchBootstrap.prepare(
                options, List.of(new VectorSpace(FindingKind.OBJECT, model, 0)));
        assertThat(objects(model).has("appearance")).isFalse();

        OpenSearchBootstrap.prepare(
                options, List.of(new VectorSpace(FindingKind.OBJECT, model, 8)));
        assertThat(objects(model).path("appearance").path("dimension").asInt()).isEqualTo(8);
        assertThat(objects(model).path("best_appearance").path("dimension").asInt()).isEqualTo(8);

        OpenSearchBootstrap.prepare(
                options, List.of(new VectorSpace(FindingKind.OBJECT, model, 0)));
        assertThat(objects(model).path("appearance").path("dimension").asInt()).isEqualTo(8);
    }

    private static JsonNode objects(ModelRef model) throws Exception {
        String index = IndexNames.first(FindingKind.OBJECT, model);
        return search.get("/" + index + "/_mapping").path(index).at("/mappings/properties");
    }

    /** Their forms, a beginning, words in a row, a slip: by OpenSearch's own analysers. */
    @Test
    void wordsOfALineAreFoundByTheirLanguage() throws Exception {
        ModelRef model = new ModelRef("words", "1");
        OpenSearchBootstrap.prepare(options, List.of(new VectorSpace(FindingKind.LINE, model, 0)));
        String index = IndexNames.first(FindingKind.LINE, model);
        index(index, 1, "Where are the children running?");
        index(index, 2, "Die Kinder spielten in den Gärten.");

        assertThat(found(index, "{\"match\":{\"text.en\":\"child run\"}}")).containsExactly("1");
        assertThat(found(index, "{\"match\":{\"text.de\":\"Garten\"}}")).containsExactly("2");
        assertThat(found(index, "{\"match\":{\"text\":\"child\"}}")).isEmpty();
        assertThat(found(index, "{\"match_phrase\":{\"text\":\"the children\"}}"))
                .containsExactly("1");
        assertThat(found(index, "{\"match_phrase_prefix\":{\"text\":\"the child\"}}"))
                .containsExactly("1");
        assertThat(
                        found(
                                index,
                                "{\"match\":{\"text\":{\"query\":\"Kidner\",\"fuzziness\":\"AUTO\"}}}"))
                .containsExactly("2");
    }

    private static void index(String index, int id, String text) throws Exception {
        search.put(
                "/" + index + "/_doc/" + id + "?refresh=true", "{\"text\":\"%s\"}".formatted(text));
    }

    private static List<String> found(String index, String query) throws Exception {
        JsonNode answer =
                search.post("/" + index + "/_search", "{\"query\":%s}".formatted(query)).body();
        List<String> ids = new ArrayList<>();
        answer.at("/hits/hits").forEach(hit -> ids.add(hit.path("_id").asText()));
        return ids;
    }

    @Test
    void anIndexOfAnOlderVersionTakesTheFieldsThatCameSince() throws Exception {
        ModelRef model = new ModelRef("older", "1");
        search.put(
                "/moments-older-1-000001",
                """
                {"settings": {"index.knn": true},
                 "aliases": {"moments-older-1-write": {"is_write_index": true}},
                 "mappings": {"dynamic": false, "properties": {
                   "moment_id": {"type": "keyword"},
                   "visual": {"type": "knn_vector", "dimension": 8,
                     "method": {"name": "hnsw", "engine": "lucene", "space_type": "cosinesimil"}}}}}""");

        OpenSearchBootstrap.prepare(options, TestingSearch.moments(model, 8));

        JsonNode fields =
                search.get("/moments-older-1-000001/_mapping")
                        .at("/moments-older-1-000001/mappings/properties");
        assertThat(fields.path("ordinal").path("type").asText()).isEqualTo("integer");
        assertThat(fields.path("visual").path("dimension").asInt()).isEqualTo(8);
    }

    @Test
    void severalAtOnceMakeOne() throws Exception {
        ModelRef model = new ModelRef("raced", "1");
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Callable<Void> prepare =
                    () -> {
                        OpenSearchBootstrap.prepare(options, TestingSearch.moments(model, 8));
                        return null;
                    };
            List<Future<Void>> all = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                all.add(threads.submit(prepare));
            }
            for (Future<Void> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(search.get("/_alias/moments-raced-1-write").size()).isEqualTo(1);
    }

    @Test
    void refusesAnAliasOfAnotherDimensionAndNamesBoth() throws Exception {
        ModelRef model = new ModelRef("grown", "1");
        OpenSearchBootstrap.prepare(options, TestingSearch.moments(model, 8));
        assertThatThrownBy(
                        () ->
                                OpenSearchBootstrap.prepare(
                                        options, TestingSearch.moments(model, 12)))
                .isInstanceOf(IndexMismatchException.class)
                .hasMessageContaining("moments-grown-1-write")
                .hasMessageContaining("8 dimensions")
                .hasMessageContaining("gives 12");
        JsonNode template = search.get("/_index_template/zoetrope-moments-grown-1");
        assertThat(template.toString()).contains("\"dimension\":8").doesNotContain("12");
    }

    @Test
    void namesOfModelsThatBeginAlikeDoNotCollide() throws Exception {
        OpenSearchBootstrap.prepare(options, TestingSearch.moments(new ModelRef("clip", "1"), 8));
        OpenSearchBootstrap.prepare(
                options, TestingSearch.moments(new ModelRef("clip-1", "2"), 12));
        JsonNode longer = search.get("/moments-clip-1-2-000001").path("moments-clip-1-2-000001");
        assertThat(
                        longer.path("mappings")
                                .path("properties")
                                .path("visual")
                                .path("dimension")
                                .asInt())
                .isEqualTo(12);
    }
}
