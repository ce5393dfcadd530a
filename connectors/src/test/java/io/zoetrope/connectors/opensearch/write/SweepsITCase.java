package io.zoetrope.connectors.opensearch.write;

import static io.zoetrope.connectors.TestingRecords.LATER;
import static io.zoetrope.connectors.TestingRecords.inGeneration;
import static io.zoetrope.connectors.TestingRecords.moment;
import static io.zoetrope.connectors.TestingRecords.status;
import static io.zoetrope.connectors.TestingRecords.video;
import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.connectors.Waiting;
import io.zoetrope.connectors.opensearch.TombstoneOptions;
import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.finding.Finding;
import io.zoetrope.domain.finding.IndexChange;
import io.zoetrope.domain.status.VideoStatus;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an earlier life, or a task that was lost, left behind is taken away. */
class SweepsITCase {
    @AutoClose private WriterHarness sink;

    @BeforeEach
    void open() throws Exception {
        sink = new WriterHarness();
    }

    @Test
    void theLastStatusSweepsWhatEarlierAttemptsLeftOnceTheNewIsFound() throws Exception {
        sink.writeMoments("swept", 5);
        sink.write(IndexChange.of(status("swept", IndexingState.PARTIAL, 5)));
        sink.flush();
        int before = sink.proxy.seen().size();
        sink.proxy.faults(
                (request, p) -> {
                    assertThat(sink.search.countMoments("swept")).isPositive();
                    return null;
                });
        for (int i = 0; i < 2; i++) {
            sink.write(IndexChange.of(inGeneration(LATER, moment("swept", i))));
        }
        VideoStatus last = inGeneration(LATER, status("swept", IndexingState.READY, 2));
        sink.write(IndexChange.sweeping(last));
        sink.flush();
        assertThat(sink.search.countMoments("swept")).isEqualTo(2);
        assertThat(sink.paths().subList(before, sink.proxy.seen().size()))
                .containsSubsequence(
                        "/_bulk", WriterHarness.REFRESH, "/moments/_delete_by_query", "/_bulk");
    }

    @Test
    void aFirstLifeHasNothingToSweep() throws Exception {
        sink.write(IndexChange.of(status("first", IndexingState.INDEXING, 0)));
        sink.writeMoments("first", 2);
        sink.write(IndexChange.sweeping(status("first", IndexingState.READY, 2)));
        sink.flush();
        assertThat(sink.search.video("first").path("status").asText()).isEqualTo("ready");
        assertThat(sink.paths())
                .contains("/moments/_refresh")
                .doesNotContain(WriterHarness.REFRESH, "/moments/_delete_by_query");
    }

    @Test
    void whatALostTaskBeganIsSwept() throws Exception {
        sink.write(IndexChange.of(status("lost", IndexingState.INDEXING, 0)));
        sink.writeMoments("lost", 5);
        sink.flush();
        sink.restart(options -> options);
        sink.write(IndexChange.of(status("lost", IndexingState.INDEXING, 0)));
        sink.writeMoments("lost", 2);
        sink.write(IndexChange.sweeping(status("lost", IndexingState.READY, 2)));
        sink.flush();
        assertThat(sink.search.countMoments("lost")).isEqualTo(2);
    }

    /** A request that a lost task had on its way while the same life came to its end. */
    @Test
    void whatALostTaskWroteBehindTheLastSweepIsSweptOnceMore() throws Exception {
        sink.write(IndexChange.of(status("straggling", IndexingState.INDEXING, 0)));
        sink.writeMoments("straggling", 2);
        sink.write(IndexChange.sweeping(status("straggling", IndexingState.READY, 2)));
        sink.checkpointAndRestore();
        writeBehind("straggling", 2);
        assertThat(sink.search.countMoments("straggling")).isEqualTo(3);

        sink.advance(TombstoneOptions.DEFAULT.graceMs());
        sink.flush();
        assertThat(sink.search.countMoments("straggling")).isEqualTo(2);
        assertThat(sink.search.video("straggling").path("status").asText()).isEqualTo("ready");
    }

    @Test
    void ofTwoLivesThatMeetInOneBatchTheFirstIsSwept() throws Exception {
        sink.write(IndexChange.of(status("meeting", IndexingState.INDEXING, 0)));
        sink.writeMoments("meeting", 5);
        sink.write(
                IndexChange.of(inGeneration(LATER, status("meeting", IndexingState.INDEXING, 0))));
        sink.flush();
        for (int i = 0; i < 2; i++) {
            sink.write(IndexChange.of(inGeneration(LATER, moment("meeting", i))));
        }
        sink.write(
                IndexChange.sweeping(
                        inGeneration(LATER, status("meeting", IndexingState.READY, 2))));
        sink.flush();
        assertThat(sink.search.countMoments("meeting")).isEqualTo(2);
    }

    @Test
    void whatALostTaskWroteBehindARemovalIsSweptAndTheTombstoneForgotten() throws Exception {
        sink.restart(options -> options.withTombstones(new TombstoneOptions(100, 300)));
        sink.writeMoments("zombie", 1);
        sink.write(IndexChange.removal(video("zombie"), LATER));
        sink.flush();
        writeBehind("zombie", 0);
        assertThat(sink.search.countMoments("zombie")).isEqualTo(1);

        Waiting.until(
                () -> {
                    sink.advance(100);
                    sink.flush();
                    return sink.search.countMoments("zombie") == 0
                            && sink.search.video("zombie").isMissingNode();
                });
    }

    private void writeBehind(String videoId, int ordinal) throws Exception {
        IndexDocument late = IndexDocument.of(Finding.of(moment(videoId, ordinal)), 1);
        String lines = new String(BulkLines.encode(List.of(late)), StandardCharsets.UTF_8);
        sink.search.post("/_bulk?refresh=true", lines);
    }
}
