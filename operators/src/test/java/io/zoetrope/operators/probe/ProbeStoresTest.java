package io.zoetrope.operators.probe;

import static io.zoetrope.operators.probe.ProbeHarness.HOUR_MS;
import static io.zoetrope.operators.probe.ProbeHarness.OPTIONS;
import static io.zoetrope.operators.probe.ProbeHarness.probe;
import static io.zoetrope.operators.probe.ProbeHarness.uri;
import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.media.DecoderLost;
import io.zoetrope.media.DecodersBusy;
import io.zoetrope.operators.RetryPolicy;
import io.zoetrope.operators.TestingVideos;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Stores and decoders that are down, silent, busy or lost. */
class ProbeStoresTest {
    private final TestingVideos videos = new TestingVideos();

    @BeforeEach
    void reset() {
        TestingStores.reset();
    }

    @Test
    void whoseStoreIsDownWaitsAndOthersGoOn() throws Exception {
        TestingStores.DOWN.put("http://down", new IOException("refused"));
        try (ProbeHarness probing = ProbeHarness.open(TestingStores.access(), OPTIONS)) {
            probing.arrive(videos.unknown("http://down/a.mp4"));
            probing.runUntil(() -> TestingStores.calls.get() > OPTIONS.retries().attempts() + 3);
            assertThat(probing.outcomes()).isEmpty();

            probing.arrive(videos.unknown("http://up/b.mp4"));
            probing.runUntil(() -> probing.outcomes().size() == 1);
            assertThat(uri(probing.outcomes().get(0))).isEqualTo("http://up/b.mp4");

            TestingStores.DOWN.clear();
            probing.runUntil(() -> probing.outcomes().size() == 2);
            assertThat(probing.outcomes().get(1).problem()).isNull();
        }
    }

    @Test
    void aStoreThatIsDownIsAskedNowAndThenAndNotForEachOfItsVideos() throws Exception {
        TestingStores.DOWN.put("http://down", new IOException("refused"));
        try (ProbeHarness probing = ProbeHarness.open(TestingStores.access(), OPTIONS)) {
            for (int i = 0; i < 100; i++) {
                probing.arrive(videos.unknown("http://down/" + i + ".mp4"));
            }
            long untilMs = probing.nowMs() + 60_000;
            probing.runUntil(() -> probing.nowMs() > untilMs);

            // Four to find out, then after 5, 10, 20, … seconds.
            assertThat(TestingStores.calls.get()).isBetween(5, 10);

            TestingStores.DOWN.clear();
            probing.runUntil(() -> probing.outcomes().size() == 100);
            assertThat(probing.outcomes()).allMatch(outcome -> outcome.problem() == null);
        }
    }

    @Test
    void whatCannotBeReadWhileItsStoreAnswersIsRejected() throws Exception {
        TestingStores.BROKEN.put("http://up/broken.mp4", new IOException("reset"));
        try (ProbeHarness probing = ProbeHarness.open(TestingStores.access(), OPTIONS)) {
            probing.arrive(videos.unknown("http://up/broken.mp4"));
            for (int i = 0; i < 20 && failed(probing) == null; i++) {
                probing.arrive(videos.unknown("http://up/" + i + ".mp4"));
                int all = i + 1;
                probing.runUntil(() -> probing.outcomes().size() >= all);
                probing.runUntil(nextSecond(probing));
            }
            ProbeOutcome outcome = failed(probing);

            assertThat(uri(outcome)).isEqualTo("http://up/broken.mp4");
            assertThat(outcome.problem().reason()).isEqualTo("unreachable");
            assertThat(outcome.problem().detail()).contains("3 tries").contains("reset");
        }
    }

    @Test
    void aStoreThatStaysDownIsGivenUpInTheEnd() throws Exception {
        TestingStores.DOWN.put("http://down", new IOException("refused"));
        try (ProbeHarness probing = ProbeHarness.open(TestingStores.access(), OPTIONS)) {
            long startMs = probing.nowMs();
            probing.arrive(videos.unknown("http://down/a.mp4"));
            probing.runUntil(() -> probing.outcomes().size() == 1);

            assertThat(probing.outcomes().get(0).problem().reason()).isEqualTo("unreachable");
            assertThat(probing.nowMs() - startMs).isGreaterThanOrEqualTo(HOUR_MS);
        }
    }

    @Test
    void aTryThatHangsIsBrokenOffAndHoldsNobodyElseUp() throws Exception {
        TestingStores.SILENT.put("http://silent", new CountDownLatch(1));
        ProbeOptions quick = new ProbeOptions(2, 50, new RetryPolicy(3, 100), HOUR_MS);
        try (ProbeHarness probing = ProbeHarness.open(TestingStores.access(), quick)) {
            for (int i = 0; i < 50; i++) {
                probing.arrive(videos.unknown("http://silent/" + i + ".mp4"));
            }
            for (int i = 0; i < 5; i++) {
                probing.arrive(videos.unknown("http://up/" + i + ".mp4"));
            }
            probing.runUntil(() -> probing.outcomes().size() == 5);
            assertThat(probing.outcomes())
                    .allMatch(outcome -> uri(outcome).startsWith("http://up"));

            TestingStores.SILENT.clear();
            probing.runUntil(() -> probing.outcomes().size() == 55);
            assertThat(probing.outcomes()).allMatch(outcome -> outcome.problem() == null);
        }
    }

    @Test
    void aDecoderThatIsLostTwiceOverAVideoRejectsIt() throws Exception {
        TestingStores.BROKEN.put(
                TestingVideos.URI, new DecoderLost(DecoderLost.CRASH, "it ended with signal 11"));

        ProbeOutcome outcome = probe(videos.unknown(TestingVideos.URI));

        assertThat(outcome.problem().reason()).isEqualTo("decoder_crash");
        assertThat(outcome.problem().detail()).contains("signal 11");
        assertThat(TestingStores.calls.get()).isEqualTo(2);
    }

    @Test
    void whileAllDecodersAreBusyNothingIsHeldAgainstAVideoOrItsStore() throws Exception {
        TestingStores.BROKEN.put("http://up/a.mp4", new DecodersBusy("all 4 decoders are busy"));
        try (ProbeHarness probing = ProbeHarness.open(TestingStores.access(), OPTIONS)) {
            probing.arrive(videos.unknown("http://up/a.mp4"));
            // More tries than a store or a video has.
            probing.runUntil(() -> TestingStores.calls.get() > 10);
            long beforeMs = probing.nowMs();
            TestingStores.BROKEN.clear();
            probing.runUntil(() -> probing.outcomes().size() == 1);

            assertThat(probing.outcomes().get(0).problem()).isNull();
            // Its store was not taken to be down: no pause of seconds.
            assertThat(probing.nowMs() - beforeMs).isLessThan(2_000);
        }
    }

    private static java.util.function.BooleanSupplier nextSecond(ProbeHarness probing) {
        long untilMs = probing.nowMs() + 1_000;
        return () -> probing.nowMs() > untilMs;
    }

    private static ProbeOutcome failed(ProbeHarness probing) {
        List<ProbeOutcome> failed =
                probing.outcomes().stream().filter(outcome -> outcome.problem() != null).toList();
        return failed.isEmpty() ? null : failed.get(0);
    }
}
