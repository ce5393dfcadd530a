package io.zoetrope.connectors.opensearch.write;

import static io.zoetrope.connectors.TestingRecords.moment;
import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.connectors.opensearch.SinkMetrics;
import io.zoetrope.domain.finding.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class GenerationGateTest {
    private static final IndexDocument LATE = document("late");

    /** A later life of the one video stands there. */
    private final GenerationGate gate =
            new GenerationGate(
                    keys -> {
                        Map<String, StandingVideo> standing = new HashMap<>();
                        keys.forEach(key -> standing.put(key, StandingVideo.NONE));
                        standing.computeIfPresent(
                                LATE.video().key(),
                                (key, none) -> new StandingVideo(LATE.generation() + 1, 0));
                        return standing;
                    },
                    new SinkMetrics(new UnregisteredMetricsGroup()));

    private static IndexDocument document(String video) {
        return IndexDocument.of(Finding.of(moment(video, 0)), 0);
    }

    @Test
    void keepsOutWhatIsBehindThoughItsBatchBringsVideosThatMakeItForgetOthers() throws Exception {
        assertThat(gate.pass(List.of(LATE))).isEmpty();
        List<IndexDocument> others = new ArrayList<>();
        for (int i = 1; i < GenerationGate.MAX_VIDEOS; i++) {
            others.add(document("v" + i));
        }
        assertThat(gate.pass(others)).hasSameSizeAs(others);

        IndexDocument fresh = document("fresh");
        assertThat(gate.pass(List.of(LATE, fresh))).containsExactly(fresh);
    }
}
