package io.zoetrope.connectors.opensearch.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.connectors.opensearch.BulkOptions;
import io.zoetrope.connectors.opensearch.IndexMismatchException;
import io.zoetrope.connectors.opensearch.OpenSearchOptions;
import io.zoetrope.connectors.opensearch.TestingSearch;
import io.zoetrope.connectors.opensearch.VectorIndexOptions;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.testing.opensearch.OpenSearchNode;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nodes that cannot keep vectors as they are asked for say so at once. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class VectorSupportITCase {
    private static final ModelRef MODEL = new ModelRef("tried", "1");

    /** Such a node hangs: the trial waits as long as a request may take. */
    private static final BulkOptions BRIEF = new BulkOptions(500, 5 << 20, 500, 10_000, 5_000);

    @Test
    void faissWithoutItsLibrariesIsRefusedBeforeAnythingIsMade() throws Exception {
        try (OpenSearchNode node = OpenSearchNode.start();
                TestingSearch search = new TestingSearch(node.uri().toString())) {
            OpenSearchOptions lucene = OpenSearchOptions.of(node.uri().toString());
            OpenSearchOptions faiss =
                    lucene.withIndex(VectorIndexOptions.DEFAULT.withEngine("faiss"))
                            .withBulk(BRIEF);
            assertThatThrownBy(
                            () ->
                                    OpenSearchBootstrap.prepare(
                                            faiss, TestingSearch.moments(MODEL, 8)))
                    .isInstanceOf(IndexMismatchException.class)
                    .hasMessageContaining("engine faiss")
                    .hasMessageContaining("native libraries")
                    .hasMessageContaining("set opensearch.engine to lucene");
            assertThat(search.get("/_index_template/zoetrope-*").path("index_templates")).isEmpty();
            assertThat(search.get("/_alias").toString()).doesNotContain("moments");

            OpenSearchBootstrap.prepare(lucene, TestingSearch.moments(MODEL, 8));
            assertThat(search.get("/_alias/moments").size()).isEqualTo(1);
            // The engine is how a new index is made: one that is there is not tried again.
            OpenSearchBootstrap.prepare(faiss, TestingSearch.moments(MODEL, 8));
        }
    }

    @Test
    void aNodeWithoutThePluginIsNamed() throws Exception {
        try (OpenSearchNode node = OpenSearchNode.startWithoutPlugins();
                TestingSearch search = new TestingSearch(node.uri().toString())) {
            OpenSearchOptions options = OpenSearchOptions.of(node.uri().toString());
            assertThatThrownBy(
                            () ->
                                    OpenSearchBootstrap.prepare(
                                            options, TestingSearch.moments(MODEL, 8)))
                    .isInstanceOf(IndexMismatchException.class)
                    .hasMessageContaining("node local has no k-NN plugin")
                    .hasMessageContaining("install opensearch-knn");
            assertThat(search.get("/_alias")).isEmpty();
        }
    }
}
