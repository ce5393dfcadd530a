package io.zoetrope.query.searchers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zoetrope.domain.FindingKind;
import io.zoetrope.query.TestingQueryEncoder;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.index.IndexReader;
import io.zoetrope.query.index.TricklingIndex;
import io.zoetrope.query.nearness.Certainty;
import io.zoetrope.query.nearness.Similarity;
import io.zoetrope.query.nearness.VectorIndex;
import io.zoetrope.query.question.Degraded;
import io.zoetrope.query.question.Scope;
import io.zoetrope.query.question.SearchRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An index that answers without some of its shards, or before it is done. */
@Timeout(60)
class PartialAnswersTest {
    private static final String PARTIAL =
            "{\"timed_out\": true, \"_shards\": {\"failed\": 1}, \"hits\": {\"hits\": []}}";

    @AutoClose private final TricklingIndex index = new TricklingIndex();

    @AutoClose
    private final IndexReader reader =
            new IndexReader(index.options(), "partial", 1, new SimpleMeterRegistry());

    private final List<Degraded> degraded = new ArrayList<>();

    PartialAnswersTest() throws IOException {}

    @BeforeEach
    void answersInPart() {
        index.answers(200, PARTIAL);
    }

    @Test
    void videosThatAFilterDescribes() throws IOException {
        SearchRequest.Filter filter =
                Json.read("{\"metadata\": {\"a\": \"b\"}}", SearchRequest.Filter.class);
        new DescribedVideos(reader).narrowed(Scope.of("t", filter), degraded);
        assertThat(degraded).isEqualTo(lacksOf("videos"));
    }

    @Test
    void momentsThatResultsAreShownBy() throws IOException {
        new MomentsAt(reader, TestingQueryEncoder.MODEL)
                .shownBy("t", List.of(hit(FindingKind.LINE)), degraded);
        assertThat(degraded).isEqualTo(lacksOf("moments"));
    }

    @Test
    void looksOfWhatIsDiversified() throws IOException {
        new MomentVectors(reader, TestingQueryEncoder.MODEL).of("t", List.of("m"), degraded);
        assertThat(degraded).isEqualTo(lacksOf("diversify"));
    }

    @Test
    void standingsOfWhatIsNear() throws IOException {
        TestingQueryEncoder encoder = new TestingQueryEncoder();
        VectorIndex moments =
                new VectorIndex(
                        reader, FindingKind.MOMENT, "visual", encoder.model(), encoder.dimension());
        Hits hits = new Hits(List.of(hit(FindingKind.MOMENT)), Optional.empty(), List.of());
        Hits weighed =
                new Background(reader, moments, encoder)
                        .weigh(hits, Similarity.COSINE, new Certainty(0.5, 1));
        assertThat(weighed.hits()).hasSize(1);
        assertThat(weighed.degraded()).isEqualTo(lacksOf("visual"));
    }

    private static List<Degraded> lacksOf(String source) {
        return List.of(new Degraded(source, "timed_out"), new Degraded(source, "shards_failed"));
    }

    private static Hit hit(FindingKind kind) {
        ObjectNode document = Json.MAPPER.createObjectNode().put("video_id", "v");
        return new Hit(kind, 0.5, 0.5, 0.5, "", document.put(Hit.idField(kind), "id"));
    }
}
