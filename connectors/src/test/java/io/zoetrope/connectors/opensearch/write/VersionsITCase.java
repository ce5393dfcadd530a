package io.zoetrope.connectors.opensearch.write;

import static io.zoetrope.connectors.TestingRecords.GENERATION;
import static io.zoetrope.connectors.TestingRecords.LATER;
import static io.zoetrope.connectors.TestingRecords.finding;
import static io.zoetrope.connectors.TestingRecords.inGeneration;
import static io.zoetrope.connectors.TestingRecords.moment;
import static io.zoetrope.connectors.TestingRecords.status;
import static io.zoetrope.connectors.TestingRecords.vector;
import static io.zoetrope.connectors.TestingRecords.video;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.finding.IndexChange;
import io.zoetrope.domain.finding.Labels;
import io.zoetrope.domain.finding.Moment;
import io.zoetrope.domain.index.VideoFields;
import io.zoetrope.domain.status.VideoStatus;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What comes late never overwrites, and nothing of a removed video comes back. */
class VersionsITCase {
    @AutoClose private WriterHarness sink;

    @BeforeEach
    void open() throws Exception {
        sink = new WriterHarness();
    }

    @Test
    void labelsAndVectorsOutliveEachOther() throws Exception {
        sink.writeMoments("labelled", 3);
        sink.write(IndexChange.of(status("labelled", IndexingState.READY, 3)));
        sink.flush();
        Moment labelled = moment("labelled", 1);
        label(labelled);

        JsonNode hit = sink.search.momentNearest(labelled.visual());
        assertThat(hit.path("_id").asText()).isEqualTo(labelled.momentId());
        assertThat(hit.path("_source").path("labels").path(0).asText()).isEqualTo("ann");

        sink.restart(options -> options);
        Moment again = inGeneration(LATER, moment("labelled", 1, vector(77)));
        sink.write(IndexChange.of(again));
        sink.write(IndexChange.of(inGeneration(LATER, status("labelled", IndexingState.READY, 2))));
        sink.flush();
        JsonNode replaced = sink.search.momentNearest(vector(77));
        assertThat(replaced.path("_id").asText()).isEqualTo(labelled.momentId());
        assertThat(replaced.path("_source").path("generation").asLong()).isEqualTo(LATER);
        assertThat(replaced.path("_source").path("labels").path(0).asText()).isEqualTo("ann");
    }

    /** The job says what it knows when it writes first; what is said since stays. */
    @Test
    void labelsOfTheJobAreWrittenOnceAndThenKept() throws Exception {
        Moment first = moment("called", 0);
        IndexChange called =
                IndexChange.of(first).called(new Labels(List.of("old"), List.of("perhaps")));
        sink.write(called);
        sink.write(IndexChange.of(status("called", IndexingState.READY, 1)));
        sink.flush();
        JsonNode written = sink.search.momentNearest(first.visual()).path("_source");
        assertThat(written.path("labels").toString()).isEqualTo("[\"old\"]");
        assertThat(written.path("likely_labels").toString()).isEqualTo("[\"perhaps\"]");

        // As labels are taken away when they are spread.
        sink.search.post(
                "/moments-scenes-1-write/_update/" + first.momentId() + "?refresh=true",
                "{\"script\":{\"source\":\"ctx._source.labels = new ArrayList();"
                        + " ctx._source.likely_labels = ['new']\"}}");
        JsonNode changed = sink.search.momentNearest(first.visual()).path("_source");
        assertThat(changed.path("labels")).isEmpty();
        assertThat(changed.path("visual")).as("a script keeps the vector").isNotEmpty();

        sink.restart(options -> options);
        sink.write(called);
        sink.write(IndexChange.of(status("called", IndexingState.READY, 1)));
        sink.flush();
        JsonNode replayed = sink.search.momentNearest(first.visual()).path("_source");
        assertThat(replayed.path("labels")).isEmpty();
        assertThat(replayed.path("likely_labels").toString()).isEqualTo("[\"new\"]");
        assertThat(replayed.path("visual")).isNotEmpty();
    }

    private void label(Moment moment) throws Exception {
        sink.search.post(
                "/moments-scenes-1-write/_update/" + moment.momentId() + "?refresh=true",
                "{\"doc\":{\"labels\":[\"ann\"]}}");
    }

    @Test
    void whatIsLateOverwritesNothingAndIsNotTold() throws Exception {
        sink.write(IndexChange.of(inGeneration(LATER, moment("late", 0))));
        sink.write(IndexChange.of(inGeneration(LATER, status("late", IndexingState.READY, 1))));
        sink.flush();

        sink.restart(options -> options);
        sink.writeMoments("late", 3);
        sink.write(IndexChange.of(status("late", IndexingState.FAILED, 0)));
        sink.flush();
        sink.write(IndexChange.of(inGeneration(LATER, status("late", IndexingState.INDEXING, 0))));
        sink.flush();
        assertThat(sink.told()).isEmpty();
        assertThat(sink.search.countMoments("late")).isEqualTo(1);
        assertThat(sink.search.video("late").path("status").asText()).isEqualTo("ready");
        assertThat(sink.search.video("late").path("generation").asLong()).isEqualTo(LATER);
    }

    /** A task may be lost between any two documents of a batch. */
    @Test
    void aStatusStandsBeforeTheFirstFindingOfItsVideo() throws Exception {
        AtomicInteger bulks = new AtomicInteger();
        sink.proxy.faults(
                (request, p) -> {
                    if (request.path().equals("/_bulk") && bulks.incrementAndGet() == 2) {
                        assertThat(sink.search.video("told").path("status").asText())
                                .isEqualTo("indexing");
                        assertThat(sink.search.countMoments("told")).isZero();
                    }
                    return null;
                });
        sink.writeMoments("told", 2);
        sink.write(IndexChange.of(status("told", IndexingState.INDEXING, 0)));
        sink.write(IndexChange.sweeping(status("told", IndexingState.READY, 2)));
        sink.flush();
        assertThat(bulks).hasValue(3);
    }

    @Test
    void nothingOfARemovedVideoComesBack() throws Exception {
        sink.search.put("/videos/_settings", "{\"index.gc_deletes\":\"1ms\"}");
        sink.search.put("/moments/_settings", "{\"index.gc_deletes\":\"1ms\"}");
        sink.writeMoments("removed", 3);
        sink.write(IndexChange.of(status("removed", IndexingState.READY, 3)));
        sink.write(IndexChange.removal(video("removed"), LATER));
        sink.flush();

        // A job that goes on from before the removal.
        sink.restart(options -> options);
        sink.writeMoments("removed", 3);
        sink.write(IndexChange.of(status("removed", IndexingState.READY, 3)));
        sink.flush();
        sink.search.post("/moments/_refresh", "");
        assertThat(sink.told()).isEmpty();
        assertThat(sink.search.countMoments("removed")).isZero();
        assertThat(sink.search.video("removed").path("status").asText()).isEqualTo("deleted");
    }

    /** As moments: of each kind what a later life has fewer of is swept, and nothing comes back. */
    @ParameterizedTest
    @EnumSource(names = "MOMENT", mode = EnumSource.Mode.EXCLUDE)
    void everyKindComesAndGoesWithTheLifeOfItsVideo(FindingKind kind) throws Exception {
        String id = kind.alias();
        write(kind, id, GENERATION, 5);
        sink.write(IndexChange.of(counted(kind, status(id, IndexingState.PARTIAL, 0), 5)));
        sink.flush();
        assertThat(sink.search.count(kind, id)).isEqualTo(5);

        write(kind, id, LATER, 4);
        sink.flush();
        write(kind, id, GENERATION, 5);
        VideoStatus last = inGeneration(LATER, status(id, IndexingState.READY, 0));
        sink.write(IndexChange.sweeping(counted(kind, last, 3)));
        sink.flush();
        assertThat(sink.search.count(kind, id)).as("of the new life, counted").isEqualTo(3);
        assertThat(sink.search.video(id).path(VideoFields.count(kind)).asInt()).isEqualTo(3);

        sink.write(IndexChange.removal(video(id), LATER + 1));
        write(kind, id, LATER, 1);
        sink.flush();
        sink.search.post("/" + kind.alias() + "/_refresh", "");
        assertThat(sink.search.count(kind, id)).isZero();
        assertThat(sink.letters.letters()).isEmpty();
    }

    /** The same file anew: what was found of it is found until the new stands in its place. */
    @ParameterizedTest
    @EnumSource(FindingKind.class)
    void whatIsIndexedAnewIsFoundAllTheWhile(FindingKind kind) throws Exception {
        String id = "anew-" + kind.alias();
        write(kind, id, GENERATION, 3);
        sink.write(IndexChange.of(counted(kind, status(id, IndexingState.READY, 0), 3)));
        sink.flush();
        List<Integer> found = new CopyOnWriteArrayList<>();
        sink.proxy.faults(
                (request, p) -> {
                    found.add(sink.search.count(kind, id));
                    return null;
                });
        sink.write(IndexChange.of(inGeneration(LATER, status(id, IndexingState.INDEXING, 0))));
        for (int i = 0; i < 3; i++) {
            sink.write(IndexChange.of(finding(kind, id, LATER, i)));
            sink.flush();
            sink.search.post("/" + kind.alias() + "/_refresh", "");
        }
        VideoStatus last = inGeneration(LATER, status(id, IndexingState.READY, 0));
        sink.write(IndexChange.sweeping(counted(kind, last, 3)));
        sink.flush();
        found.add(sink.search.count(kind, id));
        assertThat(found).hasSizeGreaterThan(4).containsOnly(3);
    }

    private static VideoStatus counted(FindingKind kind, VideoStatus status, int count) {
        return status.withFound(status.found().with(kind, count));
    }

    private void write(FindingKind kind, String videoId, long generation, int count)
            throws Exception {
        for (int i = 0; i < count; i++) {
            sink.write(IndexChange.of(finding(kind, videoId, generation, i)));
        }
    }
}
