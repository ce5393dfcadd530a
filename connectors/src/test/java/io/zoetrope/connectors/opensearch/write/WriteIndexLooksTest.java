package io.zoetrope.connectors.opensearch.write;

import static io.zoetrope.connectors.TestingRecords.moment;
import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.connectors.TestingDeadLetters;
import io.zoetrope.connectors.opensearch.OpenSearchOptions;
import io.zoetrope.domain.finding.IndexChange;
import io.zoetrope.domain.status.VideoStatus;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When the batch is looked at; nobody is asked for anything. */
class WriteIndexLooksTest {
    /** Videos that ended soon after the start, and tombstones. */
    private static final int SWEEPS = 2;

    private OneInputStreamOperatorTestHarness<IndexChange, VideoStatus> task;

    @BeforeEach
    void open() throws Exception {
        task =
                new OneInputStreamOperatorTestHarness<>(
                        new WriteIndexFactory(
                                OpenSearchOptions.of("http://127.0.0.1:9"),
                                new TestingDeadLetters()));
        task.open();
    }

    /** Not the harness: it would wait until all is written. */
    @AfterEach
    void close() throws Exception {
        task.getOperator().close();
    }

    @Test
    void aStreamThatIsStillWakesNobody() throws Exception {
        assertThat(task.getProcessingTimeService().getNumActiveTimers()).isEqualTo(SWEEPS);
        task.setProcessingTime(10_000);
        assertThat(task.getProcessingTimeService().getNumActiveTimers()).isEqualTo(SWEEPS);
    }

    @Test
    void whatIsInTheBatchIsLookedAtOnceAtATime() throws Exception {
        task.processElement(IndexChange.of(moment("a", 0)), 0);
        task.processElement(IndexChange.of(moment("a", 1)), 0);
        assertThat(task.getProcessingTimeService().getNumActiveTimers()).isEqualTo(SWEEPS + 1);

        task.setProcessingTime(40);
        task.processElement(IndexChange.of(moment("a", 2)), 0);
        assertThat(task.getProcessingTimeService().getNumActiveTimers()).isEqualTo(SWEEPS + 1);
        task.setProcessingTime(200);
        assertThat(task.getProcessingTimeService().getNumActiveTimers())
                .as("the batch is gone")
                .isEqualTo(SWEEPS);
    }
}
