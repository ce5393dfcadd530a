package io.zoetrope.operators.dispatch.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.message.SegmentDone;
import io.zoetrope.operators.dispatch.DispatchOptions;
import io.zoetrope.operators.dispatch.PlannedVideo;
import io.zoetrope.operators.dispatch.Segment;
import io.zoetrope.operators.dispatch.VideoCursor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes in whatever order, bounds hold, and every segment is sent in the end. */
class WaitingLinePropertyTest {
    private static final int SLOTS = 3;
    private static final int PER_SLOT = 2;
    private static final int WINDOW = 5;
    private static final int CAP = 4;
    private static final long LEASE_MS = 60_000;

    private final TestingLine in =
            new TestingLine(
                    DispatchOptions.of(TestingLine.PLAN, SLOTS, PER_SLOT)
                            .withWindow(WINDOW)
                            .withLease(LEASE_MS)
                            .withTenants(Map.of("t0", 2.0), CAP));
    private final List<Segment> onTheWay = new ArrayList<>();
    private final List<SegmentDone> messages = new ArrayList<>();
    private final Map<String, Set<Integer>> sent = new HashMap<>();
    private final Set<String> removed = new HashSet<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void boundsHoldAndNothingIsForgotten(long seed) {
        Random random = new Random(seed);
        int videos = 0;
        for (int step = 0; step < 3_000; step++) {
            switch (random.nextInt(12)) {
                case 0 -> add("v" + videos++, random);
                case 1 -> in.tick(random.nextInt(2_000));
                case 2 -> loseOrRepeat(random);
                case 3 -> remove(random);
                case 4 -> restart(random);
                default -> work(random);
            }
            sendAll();
        }
        for (int rounds = 0; in.line.size() > 0 && rounds < 100_000; rounds++) {
            sendAll();
            if (onTheWay.isEmpty() && messages.isEmpty()) {
                in.tick(LEASE_MS);
            }
            work(random);
        }
        assertThat(in.line.size()).as("nothing starves").isZero();
        in.tick(LEASE_MS);
        assertThat(in.line.onTheWay()).isZero();
        for (String key : in.plans.keySet()) {
            if (!removed.contains(key)) {
                int planned = in.plans.get(key).plan().planned();
                assertThat(sent.get(key)).as(key).hasSizeGreaterThanOrEqualTo(planned);
            }
        }
    }

    private void add(String key, Random random) {
        int seconds = random.nextInt(8) == 0 ? 0 : 1 + random.nextInt(200);
        int every = random.nextInt(5) == 0 ? 60 : 2;
        in.add("t" + random.nextInt(4), key, seconds, every, "s3a://b" + random.nextInt(3) + "/x");
    }

    private void sendAll() {
        for (Segment segment : in.all()) {
            onTheWay.add(segment);
            String key = segment.video().videoId();
            sent.computeIfAbsent(key, k -> new HashSet<>()).add(segment.index());
            VideoCursor cursor = in.line.cursor(key);
            assertThat(cursor.next() - cursor.done()).isLessThanOrEqualTo(WINDOW);
            assertThat(in.line.onTheWay()).isBetween(1, SLOTS * PER_SLOT);
        }
        for (Tenant tenant : in.line.tenants()) {
            assertThat(tenant.sent).isBetween(0, CAP);
        }
    }

    /** A segment comes out, in about the order in which it went in, or a message is read. */
    private void work(Random random) {
        if (!onTheWay.isEmpty()) {
            int which = random.nextInt(Math.min(3, onTheWay.size()));
            Segment segment = onTheWay.remove(which);
            if (random.nextInt(15) == 0) {
                String key = segment.video().videoId();
                messages.add(SegmentDone.retry(key, 1, segment.index(), segment.run(), "s", "d"));
            } else {
                messages.add(arrive(segment));
            }
        }
        if (!messages.isEmpty()) {
            in.line.hear(messages.remove(random.nextInt(messages.size())), in.nowMs);
        } else {
            in.tick(1_000);
        }
    }

    private SegmentDone arrive(Segment segment) {
        PlannedVideo planned = in.plans.get(segment.video().videoId());
        int last = planned.plan().planned() - 1;
        return in.arrive(segment, planned.plan().lengthKnown() ? last : 3);
    }

    private void loseOrRepeat(Random random) {
        if (!messages.isEmpty()) {
            int which = random.nextInt(messages.size());
            if (random.nextBoolean()) {
                messages.remove(which);
            } else {
                messages.add(messages.get(which));
            }
        }
    }

    private void remove(Random random) {
        List<String> keys = in.plans.keySet().stream().sorted().toList();
        if (!keys.isEmpty() && random.nextInt(5) == 0) {
            String key = keys.get(random.nextInt(keys.size()));
            if (in.line.cancel(key, 2, in.nowMs)) {
                removed.add(key);
            }
        }
    }

    /** At a checkpoint all that was sent has come to the end of the path. */
    private void restart(Random random) {
        if (random.nextInt(10) == 0) {
            onTheWay.forEach(segment -> messages.add(arrive(segment)));
            onTheWay.clear();
            in.restart();
        }
    }
}
