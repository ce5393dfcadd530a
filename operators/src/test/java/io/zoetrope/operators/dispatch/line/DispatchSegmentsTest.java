package io.zoetrope.operators.dispatch.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.IndexingLimits;
import io.zoetrope.domain.MediaInfo;
import io.zoetrope.domain.Problem;
import io.zoetrope.domain.VideoArrival;
import io.zoetrope.domain.VideoDescription;
import io.zoetrope.domain.VideoRef;
import io.zoetrope.domain.message.SegmentDone;
import io.zoetrope.media.KeyFrameIndex;
import io.zoetrope.operators.SideOutputs;
import io.zoetrope.operators.TestingVideos;
import io.zoetrope.operators.admit.VideoChange;
import io.zoetrope.operators.dispatch.DispatchOptions;
import io.zoetrope.operators.dispatch.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DispatchSegmentsTest {
    private static final long LEASE_MS = 60_000;
    private static final long SECOND = 1_000_000;
    private static final DispatchOptions OPTIONS =
            DispatchOptions.of(TestingLine.PLAN, 2, 2).withLease(LEASE_MS);

    private KeyedTwoInputStreamOperatorTestHarness<String, VideoChange, SegmentDone, Segment>
            harness;

    @BeforeEach
    void start() throws Exception {
        harness = harness(OPTIONS);
        harness.open();
    }

    @AfterEach
    void stop() throws Exception {
        harness.close();
    }

    @Test
    void opensAVideoAndSendsItsFirstSegments() throws Exception {
        change(opened("film", 1, 100));

        assertThat(sent()).containsExactly("film 0@0", "film 1@1", "film 2@0", "film 3@1");
        assertThat(control()).containsExactly("OPENED film 10");
    }

    @Test
    void sendsOneMoreForEachThatIsDoneUntilTheVideoEnds() throws Exception {
        change(opened("film", 1, 60));
        done("film", 0);
        done("film", 1);
        assertThat(sent()).hasSize(6);
        for (int i = 2; i < 5; i++) {
            done("film", i);
        }
        hear(done(5).ending(true, false));

        assertThat(sent()).hasSize(6);
        assertThat(harness.numKeyedStateEntries()).as("nothing is left of it").isZero();
        harness.setProcessingTime(10_000);
        assertThat(harness.numProcessingTimeTimers()).isZero();
    }

    @Test
    void tellsWhatIsNotTakenAndWhatFails() throws Exception {
        change(opened("endless", 1, 90_000));
        Problem problem = new Problem("probe", "not_a_video", "It is a text.");
        change(VideoChange.failed(VideoArrival.ofVideo(video("text")), 2, problem));

        assertThat(control()).containsExactly("FAILED endless too_long", "FAILED text not_a_video");
        assertThat(sent()).isEmpty();
    }

    @Test
    void sendsSegmentsToTheAnalysersThatTheArrivalNames() throws Exception {
        stop();
        DispatchOptions options = OPTIONS.withAnalysers(List.of("visual", "objects"));
        harness = harness(options);
        harness.open();
        change(opened("film", 1, 60, "objects", "speech"));
        change(opened("film-2", 1, 60));
        change(opened("typo", 1, 60, "visaul"));

        assertThat(control()).last().isEqualTo("FAILED typo unknown_analyser");
        assertThat(changes().get(2).problem().detail()).contains("visaul", "visual", "objects");
        OperatorSubtaskState snapshot = harness.snapshot(1, 1);
        stop();
        harness = harness(options);
        harness.initializeState(snapshot);
        harness.open();
        for (int i = 0; i < 4; i++) {
            hear(SegmentDone.done("film", 1, i, i, 0, 0));
        }

        assertThat(segments())
                .filteredOn(segment -> segment.video().videoId().equals("film"))
                .isNotEmpty()
                .extracting(Segment::analysers)
                .containsOnly(List.of("objects", "speech"));
        assertThat(segments())
                .filteredOn(segment -> segment.video().videoId().equals("film-2"))
                .extracting(Segment::analysers)
                .containsOnly(List.of());
    }

    @Test
    void aRemovalCancelsAndANewLifeBegins() throws Exception {
        change(opened("film", 1, 1000));
        change(VideoChange.removed(VideoArrival.ofVideo(video("film")), 2));
        change(opened("film", 2, 20));

        assertThat(control()).containsExactly("OPENED film 100", "REMOVED film", "OPENED film 2");
        assertThat(sent()).hasSize(4);
        harness.setProcessingTime(30_000);
        harness.setProcessingTime(31_000);
        assertThat(sent()).hasSize(6);
        assertThat(segments().get(4).generation()).isEqualTo(2);
    }

    @Test
    void beginsAVideoAgainAsTheNextGenerationIfItIsAsked() throws Exception {
        change(opened("film", 1, 100));
        long run = segments().get(0).run();
        String key = video("film").key();
        hear(SegmentDone.again(key, 1, run + 1));
        assertThat(sent()).as("asked by who was put back since").hasSize(4);

        hear(SegmentDone.again(key, 1, run));
        hear(SegmentDone.again(key, 1, run));
        for (int i = 0; i < 4; i++) {
            hear(SegmentDone.done(key, 1, -1, i, 0, run));
        }

        assertThat(segments().subList(4, 8))
                .extracting(segment -> segment.generation() + ":" + segment.index())
                .containsExactly("2:0", "2:1", "2:2", "2:3");
    }

    @Test
    void tellsAVideoItsPlaceAtEntryAndThenAtMostEveryFewSeconds() throws Exception {
        change(opened("film", 1, 600));
        change(opened("second", 1, 600));
        List<VideoChange> changes = changes();
        assertThat(changes.get(0).queuePosition()).isZero();
        assertThat(changes.get(1).queuePosition()).isGreaterThan(500_000);

        for (int second = 1; second <= 4; second++) {
            harness.setProcessingTime(second * 1000);
            done("film", second - 1);
        }
        assertThat(changes()).hasSize(2);
        harness.setProcessingTime(5000);
        assertThat(control()).last().isEqualTo("QUEUED second");
        assertThat(changes().get(2).queuePosition()).isLessThan(changes().get(1).queuePosition());
        for (int second = 6; second <= 9; second++) {
            harness.setProcessingTime(second * 1000);
        }
        assertThat(changes()).hasSize(3);
    }

    @Test
    void aLineIsRestoredWhereItStood() throws Exception {
        change(opened("film", 1, 100));
        for (int i = 0; i < 20; i++) {
            change(opened("clip" + i, 1, 5));
        }
        done("film", 0);
        OperatorSubtaskState snapshot = harness.snapshot(1, 0);
        stop();
        harness = harness(OPTIONS);
        harness.initializeState(snapshot);
        harness.open();

        // Its timer fires, though nothing comes in.
        harness.setProcessingTime(5_000);
        assertThat(sent()).isEmpty();
        hear(SegmentDone.done("film", 1, 3, 3, 0, 0));
        assertThat(sent()).hasSizeBetween(3, 4).anyMatch(segment -> segment.startsWith("clip"));
        int rounds = 0;
        for (int from = 0; from < sent().size(); rounds++) {
            Segment segment = segments().get(from++);
            String key = segment.video().videoId();
            boolean last = segment.index() == segment.total() - 1;
            hear(
                    SegmentDone.done(key, 1, segment.index(), segment.index(), 0, segment.run())
                            .ending(last, false));
        }
        assertThat(rounds).as("all but what was sent before").isEqualTo(30 - 5);
        hear(SegmentDone.done("clip0", 1, 0, 0, 0, 0).ending(true, false));
        assertThat(harness.numKeyedStateEntries()).isZero();
    }

    /** So that those behind it do not take the gap for a loss. */
    @Test
    void tellsWhetherASegmentWaitsToBeSentAgain() throws Exception {
        change(opened("film", 1, 100));
        hear(retry(1));
        hear(retry(1));
        assertThat(control()).containsExactly("OPENED film 10", "HELD film");
        hear(retry(0));
        OperatorSubtaskState snapshot = harness.snapshot(1, 0);
        stop();
        harness = harness(OPTIONS);
        harness.initializeState(snapshot);
        harness.open();

        harness.setProcessingTime(5_000);
        assertThat(sent()).startsWith("film 0@0").contains("film 1@1");
        assertThat(control()).containsExactly("RESUMED film");
    }

    @Test
    void nobodyIsToldOfWhatIsSentAgainAtOnce() throws Exception {
        change(opened("film", 1, 60));
        harness.setProcessingTime(LEASE_MS);
        harness.setProcessingTime(LEASE_MS + 1000);

        assertThat(sent()).as("sent again").hasSize(8);
        assertThat(control()).containsExactly("OPENED film 6");
    }

    @Test
    void lostMessagesStallNothing() throws Exception {
        change(opened("film", 1, 60));
        assertThat(sent()).hasSize(4);
        // Nothing comes back at all.
        harness.setProcessingTime(LEASE_MS);
        harness.setProcessingTime(LEASE_MS + 1000);
        assertThat(sent()).hasSize(8);
        hear(done(3));
        assertThat(sent()).hasSize(10);
        hear(done(5).ending(true, false));
        assertThat(harness.numKeyedStateEntries()).isZero();
    }

    @Test
    void oneCallSendsABoundedNumber() throws Exception {
        stop();
        harness = harness(DispatchOptions.of(TestingLine.PLAN, 200, 2).withWindow(1000));
        harness.open();
        change(opened("film", 1, 10_000));
        assertThat(sent()).hasSize(64);
        harness.setProcessingTime(1);
        assertThat(sent()).hasSize(128);
        for (int ms = 2; ms < 10; ms++) {
            harness.setProcessingTime(ms);
        }
        assertThat(sent()).hasSize(400);
    }

    private void change(VideoChange change) throws Exception {
        harness.processElement1(new StreamRecord<>(change));
    }

    private void hear(SegmentDone done) throws Exception {
        harness.processElement2(new StreamRecord<>(done));
    }

    private void done(String key, int index) throws Exception {
        hear(SegmentDone.done(key, 1, index, index, 0, segments().get(0).run()));
    }

    private SegmentDone retry(int index) {
        long run = segments().get(0).run();
        return SegmentDone.retry("film", 1, index, run, "store", "refused");
    }

    private SegmentDone done(int index) {
        long run = segments().get(0).run();
        return SegmentDone.done("film", 1, index, index, 0, run);
    }

    private List<Segment> segments() {
        return harness.extractOutputValues();
    }

    private List<String> sent() {
        return segments().stream()
                .map(s -> "%s %d@%d".formatted(s.video().videoId(), s.index(), s.slot()))
                .toList();
    }

    private List<VideoChange> changes() {
        var side = harness.getSideOutput(SideOutputs.CONTROL);
        return side == null
                ? List.of()
                : new ArrayList<>(side.stream().map(StreamRecord::getValue).toList());
    }

    private List<String> control() {
        return changes().stream().map(DispatchSegmentsTest::describe).toList();
    }

    private static String describe(VideoChange change) {
        String text = change.kind() + " " + change.videoKey();
        return switch (change.kind()) {
            case OPENED, ENDED -> text + " " + change.segmentsTotal();
            case FAILED -> text + " " + change.problem().reason();
            case REMOVED, QUEUED, HELD, RESUMED, PLAYBACK -> text;
        };
    }

    private static VideoRef video(String id) {
        return new VideoRef(id, "", "", "file:///videos/" + id, "v");
    }

    private static VideoChange opened(
            String id, long generation, int seconds, String... analysers) {
        KeyFrameIndex keyFrames =
                new KeyFrameIndex(
                        LongStream.range(0, seconds).map(s -> s * SECOND).toArray(), new long[0]);
        MediaInfo media = TestingVideos.media(seconds, 1920, 1080);
        VideoArrival arrival =
                VideoArrival.ofVideo(video(id))
                        .withDescription(
                                VideoDescription.NONE,
                                IndexingLimits.NONE.forAnalysers(List.of(analysers)));
        return VideoChange.opened(arrival, generation, media, keyFrames);
    }

    private static KeyedTwoInputStreamOperatorTestHarness<String, VideoChange, SegmentDone, Segment>
            harness(DispatchOptions options) throws Exception {
        return new KeyedTwoInputStreamOperatorTestHarness<>(
                new KeyedCoProcessOperator<>(new DispatchSegments(options)),
                DispatchSegments.key(),
                DispatchSegments.key(),
                Types.STRING);
    }
}
