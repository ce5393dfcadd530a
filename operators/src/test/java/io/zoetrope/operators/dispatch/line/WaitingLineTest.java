package io.zoetrope.operators.dispatch.line;

import static io.zoetrope.operators.dispatch.line.TestingLine.name;
import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.operators.dispatch.DispatchOptions;
import io.zoetrope.operators.dispatch.PlanOptions;
import io.zoetrope.operators.dispatch.Segment;
import io.zoetrope.operators.dispatch.VideoCursor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whose segment goes next, and how many are on the way. */
class WaitingLineTest {
    private TestingLine in = new TestingLine(TestingLine.OPTIONS);

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
        in =
                new TestingLine(
                        TestingLine.OPTIONS.withTenants(Map.of("heavy", 3.0, "light", 0.5), 0));
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
        in = new TestingLine(TestingLine.OPTIONS.withTenants(Map.of(), 3));
        in.add("a", "film", 100);
        assertThat(in.all()).hasSize(3);
        in.add("b", "clip", 2);
        assertThat(in.all()).extracting(TestingLine::name).containsExactly("clip0");
    }

    @Test
    void aVideoIsAtMostAWindowAheadOfItsOldestSegment() {
        in = new TestingLine(TestingLine.OPTIONS.withWindow(6));
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
        in =
                new TestingLine(
                        DispatchOptions.of(new PlanOptions(10_000_000, 30_000_000, 100), 2, 2));
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
            assertThat(open).isLessThanOrEqualTo(TestingLine.SLOTS * 2);
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
