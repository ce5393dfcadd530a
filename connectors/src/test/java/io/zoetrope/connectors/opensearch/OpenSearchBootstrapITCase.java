package io.zoetrope.connectors.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.connectors.SharedNode;
import io.zoetrope.domain.ModelRef;
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
        OpenSearchBootstrap.prepare(options, model, 24);
        OpenSearchBootstrap.prepare(options, model, 24);

        JsonNode index = search.get("/moments-mapped-1.2-000001").path("moments-mapped-1.2-000001");
        assertThat(index.path("aliases").has("moments")).isTrue();
        assertThat(index.path("aliases").path("moments-mapped-1.2-write").toString())
                .contains("\"is_write_index\":true");
        JsonNode visual = index.path("mappings").path("properties").path("visual");
        assertThat(visual.path("dimension").asInt()).isEqualTo(24);
        assertThat(visual.path("method").path("engine").asText()).isEqualTo("lucene");
        assertThat(visual.path("method").path("parameters").path("m").asInt()).isEqualTo(16);
        assertThat(search.get("/_alias/videos").path("videos-000001").isMissingNode()).isFalse();
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

        OpenSearchBootstrap.prepare(options, model, 8);

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
                        OpenSearchBootstrap.prepare(options, model, 8);
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
        OpenSearchBootstrap.prepare(options, model, 8);
        assertThatThrownBy(() -> OpenSearchBootstrap.prepare(options, model, 12))
                .isInstanceOf(IndexMismatchException.class)
                .hasMessageContaining("moments-grown-1-write")
                .hasMessageContaining("8 dimensions")
                .hasMessageContaining("gives 12");
        JsonNode template = search.get("/_index_template/zoetrope-moments-grown-1");
        assertThat(template.toString()).contains("\"dimension\":8").doesNotContain("12");
    }

    @Test
    void namesOfModelsThatBeginAlikeDoNotCollide() throws Exception {
        OpenSearchBootstrap.prepare(options, new ModelRef("clip", "1"), 8);
        OpenSearchBootstrap.prepare(options, new ModelRef("clip-1", "2"), 12);
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
