package io.zoetrope.connectors.opensearch.write;

import static io.zoetrope.connectors.TestingRecords.GENERATION;
import static io.zoetrope.connectors.TestingRecords.moment;
import static io.zoetrope.connectors.TestingRecords.shot;
import static io.zoetrope.connectors.TestingRecords.sound;
import static io.zoetrope.connectors.TestingRecords.status;
import static io.zoetrope.connectors.TestingRecords.video;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.domain.FoundCounts;
import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.Vector;
import io.zoetrope.domain.VideoDescription;
import io.zoetrope.domain.finding.Finding;
import io.zoetrope.domain.finding.IndexChange;
import io.zoetrope.domain.finding.Moment;
import io.zoetrope.domain.finding.SoundWindow;
import io.zoetrope.domain.message.DeadLetter;
import io.zoetrope.domain.status.VideoStatus;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Documents that a real node refuses: what their video is told to be, and what of it is counted.
 */
class RefusedDocumentsITCase {
    @AutoClose private WriterHarness sink;

    @BeforeEach
    void open() throws Exception {
        sink = new WriterHarness();
    }

    @Test
    void aRejectedDocumentIsADeadLetterAndItsVideoPartial() throws Exception {
        sink.writeMoments("bad", 3);
        sink.write(IndexChange.of(moment("bad", 3, new Vector(new float[] {1, 2, 3}))));
        sink.write(IndexChange.of(status("bad", IndexingState.READY, 4)));
        sink.writeMoments("good", 2);
        sink.write(IndexChange.of(status("good", IndexingState.READY, 2)));
        sink.flush();

        assertThat(sink.letters.letters()).hasSize(1);
        DeadLetter letter = sink.letters.letters().get(0);
        assertThat(letter.problem().stage()).isEqualTo("index");
        assertThat(letter.problem().reason()).isEqualTo("document_rejected");
        assertThat(letter.problem().detail()).contains(moment("bad", 3).momentId()).contains("16");
        assertThat(letter.video()).isEqualTo(video("bad"));
        assertThat(new String(letter.event().value(), UTF_8))
                .contains("\"uri\":\"s3a://media/bad.mp4\"");
        assertThat(sink.search.video("bad").path("status").asText()).isEqualTo("partial");
        assertThat(sink.search.video("bad").path("moments").asInt()).isEqualTo(3);
        assertThat(sink.search.countMoments("bad")).isEqualTo(3);
        assertThat(sink.search.video("good").path("status").asText()).isEqualTo("ready");
        assertThat(sink.told())
                .extracting(VideoStatus::state, told -> told.found().moments())
                .containsExactly(tuple(IndexingState.PARTIAL, 3), tuple(IndexingState.READY, 2));
    }

    @Test
    void aRefusedDocumentOfAnyKindMakesItsVideoPartial() throws Exception {
        sink.writeMoments("kinds", 2);
        sink.proxy.faults(
                BulkFaults.saying(
                        "\"end_ms\":8000,\"transition\"", "\"end_ms\":\"x\",\"transition\""));
        sink.write(
                IndexChange.of(shot("kinds", GENERATION, 0)),
                IndexChange.of(shot("kinds", GENERATION, 1)));
        SoundWindow sound = sound("kinds", GENERATION, 0);
        sink.write(
                IndexChange.of(
                        Finding.of(
                                new SoundWindow(
                                        sound.video(),
                                        sound.generation(),
                                        0,
                                        sound.model(),
                                        sound.arrivedMs(),
                                        sound.startUs(),
                                        sound.endUs(),
                                        false,
                                        0,
                                        new Vector(new float[] {1, 2, 3}),
                                        sound.classes()))));
        sink.write(
                IndexChange.of(
                        status("kinds", IndexingState.READY, 0)
                                .withFound(new FoundCounts(2, 2, 0, 1, 0, 0))));
        sink.flush();

        assertThat(sink.letters.letters()).hasSize(2);
        VideoStatus told = sink.told().get(0);
        assertThat(told.state()).isEqualTo(IndexingState.PARTIAL);
        assertThat(told.error().reason()).isEqualTo("document_rejected");
        assertThat(told.error().detail())
                .startsWith("1 of 2 shots, 0 of 1 sounds are in the index");
        assertThat(told.found()).isEqualTo(new FoundCounts(2, 1, 0, 0, 0, 0));
        assertThat(sink.paths()).doesNotContain("/moments/_count");
    }

    @Test
    void whatWasRefusedBeforeARestartIsStillMissing() throws Exception {
        sink.writeMoments("restored", 2);
        sink.write(IndexChange.of(moment("restored", 2, new Vector(new float[] {1, 2, 3}))));
        sink.checkpointAndRestore();
        sink.write(IndexChange.of(moment("restored", 3)));
        sink.write(IndexChange.of(status("restored", IndexingState.READY, 4)));
        sink.writeMoments("whole", 1);
        sink.flush();

        assertThat(sink.told())
                .extracting(VideoStatus::state, told -> told.found().moments())
                .containsExactly(tuple(IndexingState.PARTIAL, 3));
        assertThat(sink.told().get(0).error().reason()).isEqualTo("document_rejected");
        JsonNode video = sink.search.video("restored");
        assertThat(video.path("status").asText()).isEqualTo("partial");
        assertThat(video.path("moments").asInt()).isEqualTo(3);
        assertThat(sink.letters.letters()).hasSize(1);
    }

    @Test
    void aVideoThatARestartWentThroughIsReadyIfAllIsThere() throws Exception {
        sink.writeMoments("continued", 3);
        sink.checkpointAndRestore();
        sink.write(IndexChange.of(moment("continued", 3)));
        sink.write(IndexChange.of(status("continued", IndexingState.READY, 4)));
        sink.flush();
        assertThat(sink.told())
                .extracting(VideoStatus::state, told -> told.found().moments())
                .containsExactly(tuple(IndexingState.READY, 4));
        assertThat(sink.paths()).contains("/moments/_count");
    }

    @Test
    void theIndexIsNotAskedForACountWhileAllIsAcknowledgedHere() throws Exception {
        sink.writeMoments("plain", 12);
        sink.write(IndexChange.of(status("plain", IndexingState.READY, 12)));
        sink.flush();
        assertThat(sink.paths()).doesNotContain("/moments/_count", "/moments/_delete_by_query");
        assertThat(sink.paths()).containsOnlyOnce("/videos/_mget");
    }

    @Test
    void whatAnOwnerWritesDoesNotCostTheVideo() throws Exception {
        Moment plain = moment("odd-metadata", 0);
        VideoDescription odd =
                new VideoDescription(
                        "t".repeat(100_000),
                        Map.of("a.b", "1", " ", "2", "long", "x".repeat(100_000), "..", "3"),
                        "");
        sink.write(IndexChange.of(withDescription(plain, odd)));
        sink.write(IndexChange.of(status("odd-metadata", IndexingState.READY, 1)));
        sink.flush();
        assertThat(sink.letters.letters()).isEmpty();
        assertThat(sink.search.countMoments("odd-metadata")).isEqualTo(1);
    }

    @Test
    void anIdThatOpenSearchRefusesIsADeadLetterAndOthersGoOn() throws Exception {
        String id = "i".repeat(600);
        sink.write(IndexChange.of(status(id, IndexingState.INDEXING, 0)));
        sink.flush();
        sink.write(IndexChange.of(status(id, IndexingState.FAILED, 0)));
        sink.write(IndexChange.of(status("other", IndexingState.INDEXING, 0)));
        sink.flush();
        assertThat(sink.letters.letters()).hasSize(1);
        assertThat(sink.letters.letters().get(0).problem().detail()).contains("512");
        assertThat(sink.search.video("other").path("status").asText()).isEqualTo("indexing");
        assertThat(sink.told()).extracting(told -> told.video().videoId()).containsExactly("other");
    }

    private static Moment withDescription(Moment moment, VideoDescription description) {
        return new Moment(
                moment.momentId(),
                moment.video(),
                moment.generation(),
                moment.ordinal(),
                description,
                moment.shot(),
                moment.startUs(),
                moment.endUs(),
                moment.model(),
                moment.visual(),
                moment.keyFrame(),
                moment.keyFrameUs(),
                moment.objectClasses(),
                moment.arrivedMs(),
                moment.soundClasses(),
                moment.dialogue(),
                moment.screenText());
    }
}
