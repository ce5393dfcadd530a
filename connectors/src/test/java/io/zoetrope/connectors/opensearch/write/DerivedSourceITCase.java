package io.zoetrope.connectors.opensearch.write;

import static io.zoetrope.connectors.TestingRecords.DIMENSION;
import static io.zoetrope.connectors.TestingRecords.moment;
import static io.zoetrope.connectors.TestingRecords.status;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.connectors.SharedNode;
import io.zoetrope.connectors.opensearch.OpenSearchOptions;
import io.zoetrope.connectors.opensearch.TestingSearch;
import io.zoetrope.connectors.opensearch.setup.OpenSearchBootstrap;
import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Vector;
import io.zoetrope.domain.finding.IndexChange;
import io.zoetrope.domain.finding.Moment;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** Vectors are kept once, and whoever reads or changes a document sees them all the same. */
class DerivedSourceITCase {
    private static final String INDEX = "/moments-scenes-1-000001";
    private static final String REFUSED =
            "{\"error\":{\"type\":\"invalid_index_template_exception\",\"reason\":\"index_template"
                    + " [x] invalid, cause [Validation Failed: 1: unknown setting"
                    + " [index.knn.derived_source.enabled] please check that any required plugins"
                    + " are installed]\"},\"status\":400}";

    @Test
    void neitherAPartialUpdateNorReindexingLosesAVector() throws Exception {
        try (WriterHarness sink = new WriterHarness()) {
            TestingSearch search = sink.search;
            assertThat(search.get(INDEX + "/_settings").toString())
                    .contains("derived_source\":{\"enabled\":\"true\"}");
            sink.writeMoments("derived", 3);
            sink.write(IndexChange.of(status("derived", IndexingState.READY, 3)));
            sink.flush();
            // Out of the translog, from which the source is read as it was written.
            search.post(INDEX + "/_flush?force=true", "");
            Moment labelled = moment("derived", 1);
            assertThat(vector(search, INDEX, labelled)).isEqualTo(labelled.visual().values());

            search.post(
                    INDEX + "/_update/" + labelled.momentId(), "{\"doc\":{\"labels\":[\"ann\"]}}");
            search.post(INDEX + "/_flush?force=true", "");
            search.post(INDEX + "/_forcemerge?max_num_segments=1", "");
            search.post(INDEX + "/_refresh", "");
            assertNearest(search, labelled);
            assertThat(vector(search, INDEX, labelled)).isEqualTo(labelled.visual().values());

            // A replay writes the moment again, over the label.
            sink.write(IndexChange.of(labelled));
            sink.flush();
            search.post(INDEX + "/_refresh", "");
            assertNearest(search, labelled);

            search.post(
                    "/_reindex?refresh=true",
                    "{\"source\":{\"index\":\"moments-scenes-1-000001\"},\"dest\":{\"index\":\"moments-scenes-1-000002\"}}");
            assertThat(vector(search, "/moments-scenes-1-000002", labelled))
                    .isEqualTo(labelled.visual().values());
            search.delete("/moments-scenes-1-000002");
        }
    }

    private static void assertNearest(TestingSearch search, Moment labelled) throws Exception {
        JsonNode hit = search.momentNearest(labelled.visual());
        assertThat(hit.path("_id").asText()).isEqualTo(labelled.momentId());
        assertThat(hit.path("_source").path("labels").path(0).asText()).isEqualTo("ann");
        assertThat(hit.path("_source").path("visual")).hasSize(DIMENSION);
    }

    /** As the query service lists moments. */
    @Test
    void aReaderMayLeaveTheVectorOut() throws Exception {
        try (WriterHarness sink = new WriterHarness()) {
            sink.writeMoments("left-out", 1);
            sink.write(IndexChange.of(status("left-out", IndexingState.READY, 1)));
            sink.flush();
            sink.search.post(INDEX + "/_flush?force=true", "");

            JsonNode source =
                    sink.search
                            .post(
                                    "/moments/_search",
                                    "{\"query\":{\"term\":{\"video_id\":\"left-out\"}},\"_source\":{\"excludes\":[\"visual\"]}}")
                            .body()
                            .at("/hits/hits/0/_source");

            assertThat(source.has("visual")).isFalse();
            assertThat(source.path("video_id").asText()).isEqualTo("left-out");
        }
    }

    @Test
    void nodesThatDoNotKnowItKeepVectorsInTheSource() throws Exception {
        ModelRef model = new ModelRef("old-node", "1");
        try (TestingProxy proxy = new TestingProxy(URI.create(SharedNode.uri()));
                TestingSearch search = new TestingSearch(SharedNode.uri())) {
            proxy.faults(
                    (request, p) ->
                            new String(request.body(), UTF_8).contains("derived_source")
                                    ? new TestingProxy.Answer(400, REFUSED.getBytes(UTF_8))
                                    : null);

            OpenSearchBootstrap.prepare(
                    OpenSearchOptions.of(proxy.uri()), TestingSearch.moments(model, 8));

            JsonNode index = search.get("/moments-old-node-1-000001");
            assertThat(index.toString()).contains("knn_vector").doesNotContain("derived_source");
        }
    }

    private static float[] vector(TestingSearch search, String index, Moment moment)
            throws Exception {
        JsonNode values =
                search.get(index + "/_doc/" + moment.momentId()).path("_source").path("visual");
        float[] vector = new float[values.size()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = values.get(i).floatValue();
        }
        return new Vector(vector).values();
    }
}
