package io.zoetrope.operators.dispatch.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.message.SegmentDone;
import io.zoetrope.domain.store.StoreName;
import io.zoetrope.operators.dispatch.Segment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Stores that do not answer, of videos and of their captions. */
class WaitingLineStoresTest {
    private TestingLine in = new TestingLine(TestingLine.OPTIONS);

    @Test
    void aStoreThatDoesNotAnswerIsLeftAloneAndOthersGoOn() {
        in.add("a", "away", 1000, 2, "http://away/film.mp4");
        in.add("b", "here", 1000, 2, "s3a://here/film.mp4");
        for (int round = 0; round < 4; round++) {
            for (Segment segment : in.all()) {
                if (segment.video().videoId().equals("away")) {
                    in.line.hear(retry(segment), in.nowMs);
                } else {
                    in.done(segment);
                }
            }
            in.tick(4_000);
        }
        assertThat(in.line.storesDown()).containsExactly("http://away");
        assertThat(in.line.video("here").next).isGreaterThan(in.line.video("away").next);
        in.tick(60_000);
        List<Segment> trial =
                in.all().stream().filter(s -> s.video().videoId().equals("away")).toList();
        assertThat(trial).as("one segment is tried").hasSize(1);
        in.done(trial.get(0));
        assertThat(in.line.storesDown()).isEmpty();
        assertThat(in.line.takeEndings()).isEmpty();
    }

    /** What is made of videos goes into one store, wherever they come from. */
    @Test
    void theStoreThatIsWrittenToIsNotTakenForTheirs() {
        in = new TestingLine(TestingLine.OPTIONS.givingUpAfter(600_000));
        in.add("a", "film", 1000, 2, "http://here/film.mp4");
        for (int round = 0; round < 4; round++) {
            in.all().forEach(s -> in.line.hear(retry(s, StoreName.OWN), in.nowMs));
            in.tick(4_000);
        }
        assertThat(in.line.storesDown()).containsExactly(StoreName.OWN);
        in.tick(60_000);
        List<Segment> trial = in.all();
        assertThat(trial).as("one segment is tried").hasSize(1);
        in.done(trial.get(0));
        assertThat(in.line.storesDown()).isEmpty();

        List<Ending> endings = List.of();
        long beganMs = in.nowMs;
        while (endings.isEmpty() && in.nowMs < beganMs + 1_200_000) {
            in.all().forEach(s -> in.line.hear(retry(s, StoreName.OWN), in.nowMs));
            in.tick(10_000);
            endings = in.line.takeEndings();
        }
        assertThat(endings)
                .singleElement()
                .satisfies(
                        ending ->
                                assertThat(ending.problem().detail())
                                        .contains("for the object store, which did not answer"));
    }

    @Test
    void oneObjectThatCannotBeReadIsGivenUpWhileItsStoreAnswersOthers() {
        in.add("a", "bad", 10, 2, "s3a://b/bad.mp4");
        in.add("a", "good", 20_000, 2, "s3a://b/good.mp4");
        List<Ending> endings = List.of();
        for (int i = 0; i < 100_000 && endings.isEmpty(); i++) {
            for (Segment segment : in.all()) {
                if (segment.video().videoId().equals("bad")) {
                    in.line.hear(retry(segment), in.nowMs);
                } else {
                    in.done(segment);
                }
            }
            in.tick(10_000);
            endings = in.line.takeEndings();
        }
        assertThat(endings)
                .singleElement()
                .extracting(ending -> ending.problem().reason())
                .isEqualTo("unreachable");
        assertThat(in.nowMs).isGreaterThan(50 * 60_000);
    }

    @Test
    void aVideoWhoseStoreStaysAwayEndsAfterTheGiveUpTime() {
        in = new TestingLine(TestingLine.OPTIONS.givingUpAfter(600_000));
        in.add("a", "begun", 100, 2, "http://away/begun.mp4");
        in.add("a", "waiting", 100, 2, "http://away/waiting.mp4");
        in.add("b", "here", 10_000, 2, "s3a://here/film.mp4");
        List<Segment> first = in.all();
        first.stream().filter(s -> s.video().videoId().equals("begun")).limit(1).forEach(in::done);
        long beganMs = in.nowMs;
        List<Ending> endings = new ArrayList<>();
        Deque<Segment> sent = new ArrayDeque<>(first.subList(1, first.size()));
        while (in.nowMs < beganMs + 900_000) {
            for (Segment segment = sent.poll(); segment != null; segment = sent.poll()) {
                if (segment.video().videoId().equals("here")) {
                    in.done(segment);
                } else {
                    in.line.hear(retry(segment), in.nowMs);
                }
            }
            if (in.nowMs == beganMs + 300_000) {
                // Half of the time has passed before the line is made anew.
                in.restart();
            }
            in.tick(10_000);
            sent.addAll(in.all());
            List<Ending> now = in.line.takeEndings();
            if (!now.isEmpty()) {
                endings.addAll(now);
                assertThat(in.nowMs - beganMs).isBetween(600_000L, 800_000L);
            }
        }
        assertThat(endings)
                .extracting(ending -> ending.video().videoId() + " " + ending.segments())
                .containsExactlyInAnyOrder("begun 1", "waiting 0");
        assertThat(endings)
                .extracting(Ending::problem)
                .allSatisfy(
                        problem -> {
                            assertThat(problem.reason()).isEqualTo("unreachable");
                            assertThat(problem.detail()).contains("600 s").contains("timed out");
                        });
        assertThat(in.line.size()).isEqualTo(1);
    }

    @Test
    void aVideoWaitsForItsCaptionsAndOthersOfItsStoreGoOn() {
        in.addCaptioned("a", "film", 1000, "s3a://here/film.mp4", "http://words/film.srt");
        in.add("b", "other", 1000, 2, "s3a://here/other.mp4");
        for (int round = 0; round < 4; round++) {
            serve("film");
            in.tick(4_000);
        }
        assertThat(in.line.storesDown()).containsExactly("http://words");
        in.tick(60_000);
        List<Segment> trial = serve("film");
        assertThat(trial).as("one segment is tried").hasSize(1);
        assertThat(in.line.video("other").done).isGreaterThan(5);
        assertThat(in.line.video("film").done).isZero();

        in.tick(200_000);
        in.all().forEach(in::done);
        assertThat(in.line.storesDown()).isEmpty();
        for (int i = 0; i < 300; i++) {
            in.all().forEach(in::done);
            in.tick(4_000);
        }
        assertThat(in.line.size()).isZero();
        assertThat(in.line.takeEndings()).isEmpty();
    }

    @Test
    void aVideoGoesOnWithoutCaptionsWhoseStoreStaysAway() {
        in = new TestingLine(TestingLine.OPTIONS.givingUpAfter(600_000));
        in.addCaptioned("a", "film", 100, "s3a://here/film.mp4", "http://words/film.srt");
        in.add("b", "other", 10_000, 2, "s3a://here/other.mp4");
        List<Segment> without = List.of();
        long beganMs = in.nowMs;
        while (without.isEmpty() && in.nowMs < beganMs + 1_200_000) {
            without = serve("film").stream().filter(Segment::captionsGivenUp).toList();
            in.tick(10_000);
        }
        assertThat(without).isNotEmpty();
        assertThat(in.nowMs - beganMs).isBetween(600_000L, 900_000L);
        assertThat(in.line.takeEndings()).as("it is worth something without").isEmpty();
    }

    @Test
    void captionsThatCannotBeReadThoughTheirStoreAnswersAreGivenUp() {
        in.addCaptioned("a", "film", 100, "s3a://here/film.mp4", "s3a://here/film.srt");
        in.add("b", "other", 20_000, 2, "s3a://here/other.mp4");
        List<Segment> without = List.of();
        for (int i = 0; i < 100_000 && without.isEmpty(); i++) {
            without = serve("film").stream().filter(Segment::captionsGivenUp).toList();
            in.tick(10_000);
        }
        assertThat(without).isNotEmpty();
        assertThat(in.line.takeEndings()).isEmpty();
    }

    /** All that can be sent, of which the captions of one video cannot be read; says which. */
    private List<Segment> serve(String unread) {
        List<Segment> sent = new ArrayList<>();
        for (Segment segment : in.all()) {
            boolean its = segment.video().videoId().equals(unread);
            if (its) {
                sent.add(segment);
            }
            if (its && !segment.captionsGivenUp()) {
                SegmentDone told =
                        SegmentDone.captionsAway(
                                unread,
                                1,
                                segment.index(),
                                segment.run(),
                                StoreName.of(segment.captionsUri()),
                                "timed out");
                in.line.hear(told, in.nowMs);
            } else {
                in.done(segment);
            }
        }
        return sent;
    }

    private SegmentDone retry(Segment segment) {
        return retry(segment, StoreName.of(segment.video().uri()));
    }

    private SegmentDone retry(Segment segment, String store) {
        String key = segment.video().videoId();
        return SegmentDone.retry(key, 1, segment.index(), segment.run(), store, "timed out");
    }
}
