package io.zoetrope.connectors.opensearch;

import static io.zoetrope.connectors.TestingRecords.GENERATION;
import static io.zoetrope.connectors.TestingRecords.video;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.connectors.TestingDeadLetters;
import io.zoetrope.domain.IndexChange;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class OpenSearchWriterTest {
    @Test
    void anErrorOnTheThreadOfTheSinkFailsTheCheckpoint() throws Exception {
        OutOfMemoryError error = new OutOfMemoryError("no room");
        try (OpenSearchWriter writer = writerWhoseThreadThrows(error)) {
            writer.write(IndexChange.removal(video("v"), GENERATION), null);
            assertThatThrownBy(() -> writer.flush(false)).hasRootCause(error);
            assertThatThrownBy(
                            () -> writer.write(IndexChange.removal(video("w"), GENERATION), null))
                    .hasRootCause(error);
        }
    }

    private static OpenSearchWriter writerWhoseThreadThrows(Error error) throws Exception {
        SinkWriterMetricGroup metrics = UnregisteredMetricsGroup.createSinkWriterMetricGroup();
        ChangeApplier applier =
                new ChangeApplier(
                        SearchConnection.open(OpenSearchOptions.of("http://127.0.0.1:9")),
                        new TestingDeadLetters().open(),
                        BulkOptions.DEFAULT,
                        new SinkMetrics(metrics),
                        () -> {
                            throw error;
                        });
        return new OpenSearchWriter(applier, BulkOptions.DEFAULT, new TestingTimers(), metrics);
    }
}
