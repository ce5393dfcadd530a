package io.zoetrope.operators.dispatch;

import static io.zoetrope.operators.dispatch.TestingLine.name;
import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.VideoRef;
import io.zoetrope.domain.message.SegmentDone;
import io.zoetrope.domain.store.StoreName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WaitingLineTest {
    private static final int SLOTS = 2;
    private static final int PER_SLOT = 2;

    private TestingLine in = line(options());

    private static DispatchOptions options() {
        return DispatchOptions.of(TestingLine.PLAN, SLOTS, PER_SLOT);
    }

    private static TestingLine line(DispatchOptions options) {
        return new TestingLine(options);
    }

    @Test
    void sendsAFewSegmentsToEachSlotAndOneMoreForEachThatIsDone() {
        in.add("a", "film", 100);

        List<Segment> first = in.all();
        assertThat(first)
                .extracting(TestingLine::name)
                .containsExactly("film0", "film1", "film2", "film3");
        assertThat(first).extracting(Segment::slot).containsExactly(0, 1, 0, 1);
        assertThat(in.line.onTheWay()).isEqualTo(4);

        in.done(first.get(1));
        List<Segment> then = in.all();
        assertThat(then).extracting(TestingLine::name).containsExactly("film4");
        assertThat(then.get(0).slot()).isEqualTo(1);
    }

    @Test
    void aTenantWithOneVideoWaitsForAtMostOneSegmentOfOneWithAThousand() {
        IntStream.range(0, 1000).forEach(i -> in.add("many", "many" + i + "-", 10));
        Deque<Segment> sent = new ArrayDeque<>(in.all());
        for (int i = 0; i < 100; i++) {
            in.done(sent.removeFirst());
            sent.addAll(in.all());
        }
        in.add("one", "clip-", 2);

        List<String> after = new ArrayList<>();
        while (!after.contains("clip-0")) {
            in.done(sent.removeFirst());
            List<Segment> next = in.all();
            next.forEach(segment -> after.add(name(segment)));
            sent.addAll(next);
        }
        assertThat(after).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void tenantsGetTheSameWhateverTheySend() {
        for (int tenant = 0; tenant < 10; tenant++) {
            for (int i = 0; i < 200; i++) {
                in.add("t" + tenant, tenant + "-" + i + "-", 3 + 7 * tenant);
            }
        }
        double[] served = serve(600).values().stream().mapToDouble(Double::doubleValue).toArray();
        assertThat(served).hasSize(10);
        assertThat(jain(served)).isGreaterThan(0.999);
    }

    @Test
    void weightsAreShares() {
        in = line(options().withTenants(Map.of("heavy", 3.0, "light", 0.5), 0));
        for (String tenant : List.of("heavy", "plain", "light")) {
            IntStream.range(0, 500).forEach(i -> in.add(tenant, tenant + i + "-", 10));
        }
        Map<String, Double> served = serve(600);
        assertThat(served.get("heavy") / served.get("plain")).isBetween(2.9, 3.1);
        assertThat(served.get("plain") / served.get("light")).isBetween(1.9, 2.1);
    }

    @Test
    void aClipWaitsForAtMostOneRoundOfItsOwnTenantsFilm() {
        in.add("a", "film", 14_400);
        Deque<Segment> sent = new ArrayDeque<>(in.all());
        in.add("a", "clip", 2);

        int before = 0;
        for (; ; before++) {
            in.done(sent.removeFirst());
            List<Segment> next = in.all();
            sent.addAll(next);
            if (next.stream().anyMatch(segment -> name(segment).equals("clip0"))) {
                break;
            }
        }
        assertThat(before).isLessThanOrEqualTo(1);
    }

    @Test
    void aFilmGoesOnHoweverManyClipsOfItsTenantCome() {
        in.add("a", "film", 1_000);
        Deque<Segment> sent = new ArrayDeque<>(in.all());
        int film = 0;
        for (int i = 0; i < 1000; i++) {
            in.add("a", "clip" + i + "-", 10);
            Segment done = sent.removeFirst();
            film += name(done).startsWith("film") ? 1 : 0;
            in.done(done);
            sent.addAll(in.all());
        }
        assertThat(film).isEqualTo(100);
    }

    @Test
    void aTenantsCapHolds() {
        in = line(options().withTenants(Map.of(), 3));
        in.add("a", "film", 100);
        assertThat(in.all()).hasSize(3);
        in.add("b", "clip", 2);
        assertThat(in.all()).extracting(TestingLine::name).containsExactly("clip0");
    }

    @Test
    void aVideoIsAtMostAWindowAheadOfItsOldestSegment() {
        in = line(options().withWindow(6));
        in.add("a", "film", 200);
        Deque<Segment> sent = new ArrayDeque<>(in.all());
        Segment oldest = sent.removeFirst();
        List<Segment> rest = new ArrayList<>();
        while (!sent.isEmpty()) {
            rest.add(sent.removeFirst());
            in.done(rest.get(rest.size() - 1));
            sent.addAll(in.all());
        }
        assertThat(rest).extracting(Segment::index).containsExactly(1, 2, 3, 4, 5);
        in.done(oldest);
        assertThat(in.all()).extracting(Segment::index).containsExactly(6, 7, 8, 9);
    }

    @Test
    void aRemovalCancelsWhatHasNotBegun() {
        in.add("a", "film", 1000);
        List<Segment> sent = in.all();
        assertThat(in.line.cancel("film", 1, in.nowMs)).isFalse();
        assertThat(in.line.cancel("film", 2, in.nowMs)).isTrue();

        assertThat(in.line.size()).isZero();
        assertThat(in.line.cursor("film")).isNull();
        assertThat(in.line.onTheWay()).as("its segments are still decoded").isEqualTo(4);
        in.add("a", "clip", 2);
        assertThat(in.all()).isEmpty();
        sent.forEach(in::done);
        assertThat(in.all()).extracting(TestingLine::name).containsExactly("clip0");
    }

    @Test
    void placesOfARemovedVideoAreFreeAfterAWhileIfNothingIsHeard() {
        in.add("a", "film", 1000);
        in.all();
        in.line.cancel("film", 2, in.nowMs);
        in.add("a", "clip", 2);
        in.tick(29_999);
        assertThat(in.all()).isEmpty();
        in.tick(1);
        assertThat(in.all()).hasSize(1);
    }

    @Test
    void whatIsNotHeardOfIsSentAgainAndThenWaitedForTwiceAsLong() {
        in = line(options().withLease(600_000));
        in.add("a", "clip", 2);
        Segment first = in.next();
        in.tick(599_999);
        assertThat(in.next()).isNull();
        in.tick(1);
        assertThat(in.next()).isEqualTo(first.sentTo(1, in.run));
        assertThat(in.count(DispatchMetric.LEASES)).isEqualTo(1);
        in.tick(1_199_999);
        assertThat(in.next()).isNull();
        in.tick(1);
        assertThat(in.next().index()).isZero();
    }

    @Test
    void messagesMayComeTwiceLateAndOutOfOrder() {
        in.add("a", "film", 100);
        List<Segment> sent = in.all();
        SegmentDone second = in.arrive(sent.get(1));
        SegmentDone third = in.arrive(sent.get(0));
        in.line.hear(third, in.nowMs);
        in.line.hear(second, in.nowMs);
        in.line.hear(third, in.nowMs);

        assertThat(in.line.onTheWay()).isEqualTo(2);
        assertThat(in.line.cursor("film").done()).isEqualTo(2);
        assertThat(in.all()).hasSize(2);
        assertThat(in.count(DispatchMetric.REPEATED)).isEqualTo(2);
    }

    @Test
    void oneMessageThatIsLostIsMadeUpForByTheNext() {
        in.add("a", "film", 100);
        List<Segment> sent = in.all();
        in.arrive(sent.get(0));
        in.done(sent.get(1));

        assertThat(in.line.cursor("film").done()).isEqualTo(2);
        assertThat(in.all()).hasSize(2);
    }

    @Test
    void aMessageAboutWhatWasNeverSentChangesNothing() {
        in.add("a", "film", 100);
        List<Segment> sent = in.all();
        SegmentDone forged = SegmentDone.done("film", 1, 99, 99, 0, in.run).ending(true, false);
        in.line.hear(forged, in.nowMs);
        assertThat(in.line.cursor("film").done()).as("bounded by what was sent").isEqualTo(4);
        assertThat(in.line.size()).isEqualTo(1);
        in.line.hear(SegmentDone.done("film", 7, 1, 1, 0, in.run), in.nowMs);
        in.line.hear(SegmentDone.done("unheard-of", 1, 1, 1, 0, in.run), in.nowMs);
        assertThat(in.count(DispatchMetric.LATE)).isEqualTo(2);
        assertThat(sent).hasSize(4);
    }

    @Test
    void anUnknownLengthIsReadOnInOneSlotUntilItEnds() {
        in.add("a", "recording", 0);
        List<Segment> sent = in.all();
        assertThat(sent).extracting(Segment::index).containsExactly(0, 1);
        assertThat(sent).extracting(Segment::slot).containsOnly(0);
        assertThat(sent)
                .extracting(segment -> segment.stretch().continues())
                .containsExactly(false, true);
        assertThat(sent).extracting(Segment::total).containsOnly(0);
        in.line.hear(in.arrive(sent.get(0), 4), in.nowMs);
        in.line.hear(in.arrive(sent.get(1), 4), in.nowMs);
        sent = in.all();
        assertThat(sent).extracting(Segment::index).containsExactly(2, 3);
        assertThat(sent).extracting(Segment::startUs).containsExactly(20_000_000L, 30_000_000L);
        in.line.hear(in.arrive(sent.get(0), 2), in.nowMs);
        assertThat(in.line.size()).isZero();
    }

    @Test
    void aLengthThatIsTooShortIsReadOn() {
        in.add("a", "liar", 20);
        List<Segment> sent = in.all();
        assertThat(sent).extracting(Segment::index).containsExactly(0, 1);
        in.line.hear(in.arrive(sent.get(0), 9), in.nowMs);
        assertThat(in.all()).as("its last segment may be its last").isEmpty();
        in.line.hear(in.arrive(sent.get(1), 9), in.nowMs);
        assertThat(in.all()).extracting(Segment::index).containsExactly(2, 3);
    }

    @Test
    void aVideoThatDoesNotEndIsCutShort() {
        in = line(DispatchOptions.of(new PlanOptions(10_000_000, 30_000_000, 100), 2, 2));
        in.add("a", "endless", 0);
        Deque<Segment> sent = new ArrayDeque<>(in.all());
        while (!sent.isEmpty()) {
            in.line.hear(in.arrive(sent.removeFirst(), 1000), in.nowMs);
            sent.addAll(in.all());
        }
        assertThat(in.line.takeEndings())
                .singleElement()
                .satisfies(
                        ending -> {
                            assertThat(ending.segments()).isEqualTo(4);
                            assertThat(ending.problem().reason()).isEqualTo("too_long");
                        });
        assertThat(in.line.size()).isZero();
    }

    @Test
    void aGroupOfPicturesStaysInOneSlotAndEachSlotKeepsTwo() {
        for (int i = 0; i < 6; i++) {
            in.add("t" + i, "long" + i + "-", 100, 1000, "s3a://b/" + i);
        }
        Map<String, Integer> slots = new HashMap<>();
        Deque<Segment> sent = new ArrayDeque<>(in.all());
        int done = 0;
        while (!sent.isEmpty()) {
            Segment segment = sent.removeFirst();
            slots.putIfAbsent(segment.video().videoId(), segment.slot());
            assertThat(segment.slot()).isEqualTo(slots.get(segment.video().videoId()));
            long open = in.plans.keySet().stream().filter(this::isHalfSent).count();
            assertThat(open).isLessThanOrEqualTo(SLOTS * 2);
            in.done(segment);
            done++;
            sent.addAll(in.all());
        }
        assertThat(done).isEqualTo(60);
        assertThat(slots.values()).contains(0, 1);
        assertThat(in.line.size()).isZero();
    }

    private boolean isHalfSent(String key) {
        VideoCursor cursor = in.line.cursor(key);
        return cursor != null && cursor.chainSlot() >= 0 && cursor.next() < 10;
    }

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
        in = line(options().givingUpAfter(600_000));
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
        in = line(options().givingUpAfter(600_000));
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
    void aConclusionTakesAVideoOut() {
        in.add("default", "film", 1000);
        in.all();
        VideoRef video = in.plans.get("film").video();
        in.line.hear(
                SegmentDone.concluded(video, 1, 1, in.run, IndexingState.PARTIAL, 0), in.nowMs);
        assertThat(in.line.size()).isZero();
    }

    @Test
    void afterARestartOnlyWhatWasSentBeforeItsStateWasWrittenIsBelieved() {
        in.add("default", "film", 1000);
        List<Segment> sent = in.all();
        long lostRun = in.run;
        in.restart();
        assertThat(in.line.onTheWay()).isEqualTo(4);

        // The run that was lost went on to the end; its words are still in the topic.
        SegmentDone stale = SegmentDone.done("film", 1, 60, 60, 0, lostRun);
        in.line.hear(stale, in.nowMs);
        assertThat(in.line.cursor("film").done()).isEqualTo(4);
        SegmentDone last = SegmentDone.done("film", 1, 99, 99, 0, lostRun).ending(true, false);
        in.line.hear(last, in.nowMs);
        VideoRef video = in.plans.get("film").video();
        in.line.hear(
                SegmentDone.concluded(video, 1, 99, lostRun, IndexingState.READY, 0), in.nowMs);

        assertThat(in.line.size()).isEqualTo(1);
        assertThat(in.all()).extracting(Segment::index).containsExactly(4, 5, 6, 7);
        in.line.hear(stale, in.nowMs);
        assertThat(in.line.onTheWay()).as("nothing is believed to be done").isEqualTo(4);
        assertThat(sent).hasSize(4);
    }

    @Test
    void aLineOfFewerSlotsTakesOver() {
        in.add("a", "film", 1000);
        in.all();
        TestingLine smaller = line(DispatchOptions.of(TestingLine.PLAN, 1, 4));
        smaller.plans.putAll(in.plans);
        smaller.line.enter("film", in.line.cursor("film"), in.nowMs);
        assertThat(smaller.line.onTheWay()).isEqualTo(4);
        smaller.line.hear(SegmentDone.done("film", 1, 3, 3, 0, 1), in.nowMs);
        assertThat(smaller.all()).extracting(Segment::slot).containsExactly(0, 0, 0, 0);
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
        in = line(options().givingUpAfter(600_000));
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

    /** Serves so many segments in the order in which they were sent; milliseconds by tenant. */
    private Map<String, Double> serve(int segments) {
        Map<String, Double> served = new HashMap<>();
        Deque<Segment> sent = new ArrayDeque<>(in.all());
        for (int i = 0; i < segments; i++) {
            Segment done = sent.removeFirst();
            double cost = in.plans.get(done.video().videoId()).cost(done.index());
            served.merge(done.video().tenant(), cost, Double::sum);
            in.done(done);
            sent.addAll(in.all());
        }
        return served;
    }

    private static double jain(double[] shares) {
        double sum = 0;
        double squares = 0;
        for (double share : shares) {
            sum += share;
            squares += share * share;
        }
        return sum * sum / (shares.length * squares);
    }
}
