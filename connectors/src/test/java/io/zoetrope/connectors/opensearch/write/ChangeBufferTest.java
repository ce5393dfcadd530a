package io.zoetrope.connectors.opensearch.write;

import static io.zoetrope.connectors.TestingRecords.GENERATION;
import static io.zoetrope.connectors.TestingRecords.moment;
import static io.zoetrope.connectors.TestingRecords.status;
import static io.zoetrope.connectors.TestingRecords.video;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zoetrope.connectors.TestingRecords;
import io.zoetrope.connectors.opensearch.BulkOptions;
import io.zoetrope.connectors.opensearch.write.ChangeBatch.FinalStatus;
import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.VideoRef;
import io.zoetrope.domain.finding.IndexChange;
import io.zoetrope.domain.status.VideoStatus;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangeBufferTest {
    private final ChangeBuffer buffer =
            new ChangeBuffer(new BulkOptions(4, 100_000, 500, 1000, 1000), () -> 1000L);

    @Test
    void ofSeveralWithOneIdTheLastIsKept() {
        buffer.add(IndexChange.of(moment("v", 0)));
        buffer.add(IndexChange.of(moment("v", 0, TestingRecords.vector(99))));
        buffer.add(IndexChange.of(status("v", IndexingState.INDEXING, 1)));
        buffer.add(IndexChange.of(status("v", IndexingState.INDEXING, 2)));
        ChangeBatch batch = buffer.drain();
        assertThat(batch.documents()).hasSize(2);
        assertThat(new String(batch.documents().get(0).body(), StandardCharsets.UTF_8))
                .contains(Float.toString(TestingRecords.vector(99).values()[0]));
        assertThat(new String(batch.documents().get(1).body(), StandardCharsets.UTF_8))
                .contains("\"moments\":2");
        assertThat(buffer.isEmpty()).isTrue();
        assertThat(buffer.drain().isEmpty()).isTrue();
    }

    @Test
    void lastStatusesAreKeptApart() {
        buffer.add(IndexChange.of(status("a", IndexingState.INDEXING, 1)));
        buffer.add(IndexChange.of(status("a", IndexingState.READY, 1)));
        buffer.add(IndexChange.of(status("b", IndexingState.FAILED, 0)));
        ChangeBatch batch = buffer.drain();
        assertThat(batch.documents()).isEmpty();
        assertThat(batch.openings())
                .extracting(opening -> opening.status().state())
                .containsExactly(IndexingState.INDEXING);
        assertThat(batch.finals())
                .extracting(s -> s.status().video().videoId())
                .containsExactly("a", "b");
    }

    @Test
    void onlyChangesOfOneVideoMustNotMeet() {
        buffer.add(IndexChange.of(moment("a", 0)));
        buffer.add(IndexChange.of(status("b", IndexingState.ARRIVED, 0)));
        buffer.add(IndexChange.removal(video("c"), GENERATION));
        assertThat(buffer.mustDrainBefore(IndexChange.removal(video("a"), GENERATION))).isTrue();
        assertThat(buffer.mustDrainBefore(IndexChange.removal(video("b"), GENERATION))).isTrue();
        assertThat(buffer.mustDrainBefore(IndexChange.removal(video("c"), GENERATION))).isFalse();
        assertThat(buffer.mustDrainBefore(IndexChange.of(moment("c", 0)))).isTrue();
        assertThat(buffer.mustDrainBefore(IndexChange.of(moment("a", 1)))).isFalse();
        assertThat(buffer.drain().removals())
                .containsExactly(VideoStatus.deleted(video("c"), GENERATION, 1000));
    }

    @Test
    void tenantsThatGaveOneIdDoNotMeet() {
        VideoStatus ours = status("a", IndexingState.READY, 1);
        VideoStatus theirs = ofTenant("other", ours);
        buffer.add(IndexChange.removal(ours.video(), GENERATION));
        assertThat(buffer.mustDrainBefore(IndexChange.of(theirs))).isFalse();
        buffer.add(IndexChange.of(theirs));
        assertThat(buffer.mustDrainBefore(IndexChange.of(ours))).isTrue();
        assertThat(buffer.drain().removals())
                .extracting(VideoStatus::video)
                .containsExactly(ours.video());

        buffer.add(IndexChange.of(ours));
        buffer.add(IndexChange.of(theirs));
        assertThat(buffer.drain().finals())
                .extracting(FinalStatus::status)
                .containsExactly(ours, theirs);
        assertThat(IndexDocument.of(ours).id()).isNotEqualTo(IndexDocument.of(theirs).id());
    }

    private static VideoStatus ofTenant(String tenant, VideoStatus status) {
        VideoRef own = status.video();
        VideoRef theirs =
                new VideoRef(own.videoId(), tenant, own.collection(), own.uri(), own.version());
        return VideoStatus.of(theirs, status.generation(), status.state(), 0, 0);
    }

    @Test
    void isFullByCountAndByBytes() {
        for (int i = 0; i < 3; i++) {
            buffer.add(IndexChange.of(moment("a", i)));
        }
        assertThat(buffer.isFull()).isFalse();
        buffer.add(IndexChange.removal(video("x"), GENERATION));
        assertThat(buffer.isFull()).isTrue();

        ChangeBuffer bytes = new ChangeBuffer(new BulkOptions(100, 700, 500, 1000, 1000), () -> 1L);
        bytes.add(IndexChange.of(moment("a", 0)));
        assertThat(bytes.isFull()).isTrue();
    }

    @Test
    void aSweepIsNotForgottenWithTheStatusThatBroughtIt() {
        buffer.add(IndexChange.sweeping(status("a", IndexingState.READY, 1)));
        buffer.add(IndexChange.of(status("a", IndexingState.READY, 1)));
        buffer.add(IndexChange.of(status("b", IndexingState.READY, 1)));
        assertThat(buffer.drain().finals())
                .extracting(FinalStatus::sweep)
                .containsExactly(true, false);
    }

    @Test
    void idsAreQuotedInTheBulk() throws Exception {
        VideoStatus odd = status("a\"b\nc", IndexingState.ARRIVED, 0);
        String lines =
                new String(
                        BulkLines.encode(List.of(IndexDocument.of(odd))), StandardCharsets.UTF_8);
        assertThat(lines.lines()).hasSize(2);
        JsonNode action = new ObjectMapper().readTree(lines.lines().findFirst().orElseThrow());
        assertThat(action.path("index").path("_id").asText()).isEqualTo(odd.video().key());
    }
}
