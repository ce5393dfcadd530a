package io.zoetrope.operators.dispatch.line;

import static io.zoetrope.operators.dispatch.line.TestingDispatch.OPTIONS;
import static io.zoetrope.operators.dispatch.line.TestingDispatch.opened;
import static io.zoetrope.operators.dispatch.line.TestingDispatch.video;
import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.Problem;
import io.zoetrope.domain.VideoArrival;
import io.zoetrope.domain.message.SegmentDone;
import io.zoetrope.operators.admit.VideoChange;
import io.zoetrope.operators.dispatch.DispatchOptions;
import io.zoetrope.operators.dispatch.Segment;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DispatchSegmentsTest {
    @AutoClose private TestingDispatch dispatch;

    @BeforeEach
    void start() throws Exception {
        dispatch = new TestingDispatch();
    }

    @Test
    void opensAVideoAndSendsItsFirstSegments() throws Exception {
        dispatch.change(opened("film", 1, 100));

        assertThat(dispatch.sent()).containsExactly("film 0@0", "film 1@1", "film 2@0", "film 3@1");
        assertThat(dispatch.control()).containsExactly("OPENED film 10");
    }

    @Test
    void sendsOneMoreForEachThatIsDoneUntilTheVideoEnds() throws Exception {
        dispatch.change(opened("film", 1, 60));
        dispatch.done("film", 0);
        dispatch.done("film", 1);
        assertThat(dispatch.sent()).hasSize(6);
        for (int i = 2; i < 5; i++) {
            dispatch.done("film", i);
        }
        dispatch.hear(dispatch.done(5).ending(true, false));

        assertThat(dispatch.sent()).hasSize(6);
        assertThat(dispatch.harness().numKeyedStateEntries()).as("nothing is left of it").isZero();
        dispatch.harness().setProcessingTime(10_000);
        assertThat(dispatch.harness().numProcessingTimeTimers()).isZero();
    }

    @Test
    void tellsWhatIsNotTakenAndWhatFails() throws Exception {
        dispatch.change(opened("endless", 1, 90_000));
        Problem problem = new Problem("probe", "not_a_video", "It is a text.");
        dispatch.change(VideoChange.failed(VideoArrival.ofVideo(video("text")), 2, problem));

        assertThat(dispatch.control())
                .containsExactly("FAILED endless too_long", "FAILED text not_a_video");
        assertThat(dispatch.sent()).isEmpty();
    }

    @Test
    void sendsSegmentsToTheAnalysersThatTheArrivalNames() throws Exception {
        dispatch.startAgain(OPTIONS.withAnalysers(List.of("visual", "objects")));
        dispatch.change(opened("film", 1, 60, "objects", "speech"));
        dispatch.change(opened("film-2", 1, 60));
        dispatch.change(opened("typo", 1, 60, "visaul"));

        assertThat(dispatch.control()).last().isEqualTo("FAILED typo unknown_analyser");
        assertThat(dispatch.changes().get(2).problem().detail())
                .contains("visaul", "visual", "objects");
        dispatch.restore();
        for (int i = 0; i < 4; i++) {
            dispatch.hear(SegmentDone.done("film", 1, i, i, 0, 0));
        }

        assertThat(dispatch.segments())
                .filteredOn(segment -> segment.video().videoId().equals("film"))
                .isNotEmpty()
                .extracting(Segment::analysers)
                .containsOnly(List.of("objects", "speech"));
        assertThat(dispatch.segments())
                .filteredOn(segment -> segment.video().videoId().equals("film-2"))
                .extracting(Segment::analysers)
                .containsOnly(List.of());
    }

    @Test
    void aRemovalCancelsAndANewLifeBegins() throws Exception {
        dispatch.change(opened("film", 1, 1000));
        dispatch.change(VideoChange.removed(VideoArrival.ofVideo(video("film")), 2));
        dispatch.change(opened("film", 2, 20));

        assertThat(dispatch.control())
                .containsExactly("OPENED film 100", "REMOVED film", "OPENED film 2");
        assertThat(dispatch.sent()).hasSize(4);
        dispatch.harness().setProcessingTime(30_000);
        dispatch.harness().setProcessingTime(31_000);
        assertThat(dispatch.sent()).hasSize(6);
        assertThat(dispatch.segments().get(4).generation()).isEqualTo(2);
    }

    @Test
    void beginsAVideoAgainAsTheNextGenerationIfItIsAsked() throws Exception {
        dispatch.change(opened("film", 1, 100));
        long run = dispatch.segments().get(0).run();
        String key = video("film").key();
        dispatch.hear(SegmentDone.again(key, 1, run + 1));
        assertThat(dispatch.sent()).as("asked by who was put back since").hasSize(4);

        dispatch.hear(SegmentDone.again(key, 1, run));
        dispatch.hear(SegmentDone.again(key, 1, run));
        for (int i = 0; i < 4; i++) {
            dispatch.hear(SegmentDone.done(key, 1, -1, i, 0, run));
        }

        assertThat(dispatch.segments().subList(4, 8))
                .extracting(segment -> segment.generation() + ":" + segment.index())
                .containsExactly("2:0", "2:1", "2:2", "2:3");
    }

    @Test
    void tellsAVideoItsPlaceAtEntryAndThenAtMostEveryFewSeconds() throws Exception {
        dispatch.change(opened("film", 1, 600));
        dispatch.change(opened("second", 1, 600));
        List<VideoChange> changes = dispatch.changes();
        assertThat(changes.get(0).queuePosition()).isZero();
        assertThat(changes.get(1).queuePosition()).isGreaterThan(500_000);

        for (int second = 1; second <= 4; second++) {
            dispatch.harness().setProcessingTime(second * 1000);
            dispatch.done("film", second - 1);
        }
        assertThat(dispatch.changes()).hasSize(2);
        dispatch.harness().setProcessingTime(5000);
        assertThat(dispatch.control()).last().isEqualTo("QUEUED second");
        assertThat(dispatch.changes().get(2).queuePosition())
                .isLessThan(dispatch.changes().get(1).queuePosition());
        for (int second = 6; second <= 9; second++) {
            dispatch.harness().setProcessingTime(second * 1000);
        }
        assertThat(dispatch.changes()).hasSize(3);
    }

    @Test
    void oneCallSendsABoundedNumber() throws Exception {
        dispatch.startAgain(DispatchOptions.of(TestingLine.PLAN, 200, 2).withWindow(1000));
        dispatch.change(opened("film", 1, 10_000));
        assertThat(dispatch.sent()).hasSize(64);
        dispatch.harness().setProcessingTime(1);
        assertThat(dispatch.sent()).hasSize(128);
        for (int ms = 2; ms < 10; ms++) {
            dispatch.harness().setProcessingTime(ms);
        }
        assertThat(dispatch.sent()).hasSize(400);
    }
}
