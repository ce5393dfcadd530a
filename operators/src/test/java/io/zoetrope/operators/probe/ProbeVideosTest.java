package io.zoetrope.operators.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.ArrivalType;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.StoreNotice;
import io.zoetrope.domain.VideoArrival;
import io.zoetrope.domain.VideoIds;
import io.zoetrope.domain.VideoRef;
import io.zoetrope.media.DecoderLost;
import io.zoetrope.media.DecodersBusy;
import io.zoetrope.operators.RetryPolicy;
import io.zoetrope.operators.TestingReader;
import io.zoetrope.operators.TestingVideos;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProbeVideosTest {
    private static final long HOUR_MS = 3_600_000;
    private static final ProbeOptions OPTIONS =
            new ProbeOptions(2, 60_000, new RetryPolicy(3, 100), HOUR_MS);

    private final TestingVideos videos = new TestingVideos();

    @BeforeEach
    void reset() {
        TestingStores.reset();
    }

    @Test
    void givesTheVideoItsVersionAndId() throws Exception {
        ProbeOutcome outcome = probe(unknown());

        assertThat(outcome.problem()).isNull();
        assertThat(outcome.media()).isEqualTo(TestingVideos.MEDIA);
        assertThat(outcome.keyFrames().timesUs()).containsExactly(0, 10_000_000);
        assertThat(outcome.arrival().video().version()).isEqualTo("v1");
        assertThat(outcome.arrival().video().videoId())
                .isEqualTo(VideoIds.videoId("default", TestingVideos.URI, "v1"));
        assertThat(outcome.idGiven()).isFalse();
        assertThat(TestingReader.closed).isEqualTo(1);
    }

    @Test
    void keepsAnIdThatTheArrivalBrought() throws Exception {
        VideoArrival arrival = unknown();

        ProbeOutcome outcome = probe(arrival.withVideo(arrival.video().withId("given")));

        assertThat(outcome.arrival().video().videoId()).isEqualTo("given");
        assertThat(outcome.idGiven()).isTrue();
    }

    @Test
    void looksAtWhatTheRemovalOfAVersionLeft() throws Exception {
        StoreNotice versionGone = new StoreNotice("ObjectRemoved:Delete", "", "v0");
        VideoArrival removal =
                VideoArrival.of(ArrivalType.DELETED, unknown().video(), videos.event())
                        .withNotice(versionGone);

        assertThat(probe(removal).media()).isEqualTo(TestingVideos.MEDIA);
        TestingReader.ON_OPEN.add(new RejectedInput(Reason.NOT_FOUND, "It is not there."));
        assertThat(probe(removal).problem().is(Reason.NOT_FOUND)).isTrue();
        assertThat(TestingStores.calls.get()).isEqualTo(2);
    }

    @Test
    void turnsDownAtOnceWhatNoRetryChanges() throws Exception {
        TestingReader.ON_OPEN.add(new RejectedInput(Reason.NOT_FOUND, "It is not there."));

        ProbeOutcome outcome = probe(unknown());

        assertThat(outcome.problem().reason()).isEqualTo("not_found");
        assertThat(outcome.problem().stage()).isEqualTo("probe");
        assertThat(TestingReader.opened).isZero();
    }

    @Test
    void letsDeletionsPass() throws Exception {
        ProbeOutcome outcome = probe(videos.deleted("").arrival());

        assertThat(outcome.media()).isNull();
        assertThat(outcome.problem()).isNull();
        assertThat(TestingReader.opened).isZero();
    }

    @Test
    void whoseStoreIsDownWaitsAndOthersGoOn() throws Exception {
        TestingStores.DOWN.put("http://down", new IOException("refused"));
        try (ProbeHarness probing = ProbeHarness.open(TestingStores.access(), OPTIONS)) {
            probing.arrive(at("http://down/a.mp4"));
            probing.runUntil(() -> TestingStores.calls.get() > OPTIONS.retries().attempts() + 3);
            assertThat(probing.outcomes()).isEmpty();

            probing.arrive(at("http://up/b.mp4"));
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
                probing.arrive(at("http://down/" + i + ".mp4"));
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
            probing.arrive(at("http://up/broken.mp4"));
            for (int i = 0; i < 20 && failed(probing) == null; i++) {
                probing.arrive(at("http://up/" + i + ".mp4"));
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
            probing.arrive(at("http://down/a.mp4"));
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
                probing.arrive(at("http://silent/" + i + ".mp4"));
            }
            for (int i = 0; i < 5; i++) {
                probing.arrive(at("http://up/" + i + ".mp4"));
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

        ProbeOutcome outcome = probe(unknown());

        assertThat(outcome.problem().reason()).isEqualTo("decoder_crash");
        assertThat(outcome.problem().detail()).contains("signal 11");
        assertThat(TestingStores.calls.get()).isEqualTo(2);
    }

    @Test
    void whileAllDecodersAreBusyNothingIsHeldAgainstAVideoOrItsStore() throws Exception {
        TestingStores.BROKEN.put("http://up/a.mp4", new DecodersBusy("all 4 decoders are busy"));
        try (ProbeHarness probing = ProbeHarness.open(TestingStores.access(), OPTIONS)) {
            probing.arrive(at("http://up/a.mp4"));
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

    @Test
    void theArrivalsOfOneUriLeaveInTheirOrder() throws Exception {
        try (ProbeHarness probing = ProbeHarness.open(TestingStores.access(), OPTIONS)) {
            for (int i = 0; i < WaitingState.MOST; i++) {
                probing.arrive(unknown());
            }
            probing.runUntil(() -> probing.outcomes().size() == WaitingState.MOST);

            assertThat(offsets(probing)).isSorted();
        }
    }

    /** Over a restore too: the newest is the last that leaves. */
    @Test
    void thatManyOfOneUriWaitTakesNoMoreThanABound() throws Exception {
        TestingStores.SILENT.put("file:", new CountDownLatch(1));
        OperatorSubtaskState snapshot;
        try (ProbeHarness probing = ProbeHarness.open(TestingStores.access(), OPTIONS)) {
            for (int i = 0; i < 1_000; i++) {
                probing.arrive(unknown());
            }
            snapshot = probing.snapshot();
        }
        TestingStores.reset();
        try (ProbeHarness probing =
                ProbeHarness.restore(TestingStores.access(), OPTIONS, snapshot)) {
            probing.arrive(unknown());
            probing.runUntil(() -> probing.outcomes().size() == WaitingState.MOST);

            assertThat(offsets(probing)).isSorted().startsWith(1L, 2L, 3L).endsWith(15L, 1_001L);
        }
    }

    @Test
    void whatWaitsOutlastsARestart() throws Exception {
        TestingStores.DOWN.put("http://down", new IOException("refused"));
        CountDownLatch silence = new CountDownLatch(1);
        TestingStores.SILENT.put("http://silent", silence);
        OperatorSubtaskState snapshot;
        try (ProbeHarness probing = ProbeHarness.open(TestingStores.access(), OPTIONS)) {
            probing.arrive(at("http://down/a.mp4"));
            probing.arrive(at("http://down/a.mp4"));
            probing.arrive(at("http://silent/b.mp4"));
            probing.runUntil(() -> TestingStores.calls.get() > 6);
            snapshot = probing.snapshot();
        }
        TestingStores.reset();
        try (ProbeHarness probing =
                ProbeHarness.restore(TestingStores.access(), OPTIONS, snapshot)) {
            probing.runUntil(() -> probing.outcomes().size() == 3);

            assertThat(probing.outcomes())
                    .extracting(ProbeVideosTest::uri)
                    .containsExactlyInAnyOrder(
                            "http://down/a.mp4", "http://down/a.mp4", "http://silent/b.mp4");
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

    private static List<Long> offsets(ProbeHarness probing) {
        return probing.outcomes().stream()
                .map(outcome -> outcome.arrival().event().offset())
                .toList();
    }

    private static String uri(ProbeOutcome outcome) {
        return outcome.arrival().video().uri();
    }

    private VideoArrival unknown() {
        return at(TestingVideos.URI);
    }

    private VideoArrival at(String uri) {
        return videos.arrival("").withVideo(new VideoRef("", "", "", uri, ""));
    }

    private ProbeOutcome probe(VideoArrival arrival) throws Exception {
        try (ProbeHarness probing = ProbeHarness.open(TestingStores.access(), OPTIONS)) {
            probing.arrive(arrival);
            probing.runUntil(() -> probing.outcomes().size() == 1);
            return probing.outcomes().get(0);
        }
    }
}
