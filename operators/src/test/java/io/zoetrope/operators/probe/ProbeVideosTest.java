package io.zoetrope.operators.probe;

import static io.zoetrope.operators.probe.ProbeHarness.OPTIONS;
import static io.zoetrope.operators.probe.ProbeHarness.probe;
import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.ArrivalType;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.StoreNotice;
import io.zoetrope.domain.VideoArrival;
import io.zoetrope.domain.VideoIds;
import io.zoetrope.operators.TestingReader;
import io.zoetrope.operators.TestingVideos;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a probe finds out, and the order in which videos leave. */
class ProbeVideosTest {
    private final TestingVideos videos = new TestingVideos();

    @BeforeEach
    void reset() {
        TestingStores.reset();
    }

    @Test
    void givesTheVideoItsVersionAndId() throws Exception {
        ProbeOutcome outcome = probe(videos.unknown(TestingVideos.URI));

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
        VideoArrival arrival = videos.unknown(TestingVideos.URI);

        ProbeOutcome outcome = probe(arrival.withVideo(arrival.video().withId("given")));

        assertThat(outcome.arrival().video().videoId()).isEqualTo("given");
        assertThat(outcome.idGiven()).isTrue();
    }

    @Test
    void looksAtWhatTheRemovalOfAVersionLeft() throws Exception {
        StoreNotice versionGone = new StoreNotice("ObjectRemoved:Delete", "", "v0");
        VideoArrival removal =
                VideoArrival.of(
                                ArrivalType.DELETED,
                                videos.unknown(TestingVideos.URI).video(),
                                videos.event())
                        .withNotice(versionGone);

        assertThat(probe(removal).media()).isEqualTo(TestingVideos.MEDIA);
        TestingReader.ON_OPEN.add(new RejectedInput(Reason.NOT_FOUND, "It is not there."));
        assertThat(probe(removal).problem().is(Reason.NOT_FOUND)).isTrue();
        assertThat(TestingStores.calls.get()).isEqualTo(2);
    }

    @Test
    void turnsDownAtOnceWhatNoRetryChanges() throws Exception {
        TestingReader.ON_OPEN.add(new RejectedInput(Reason.NOT_FOUND, "It is not there."));

        ProbeOutcome outcome = probe(videos.unknown(TestingVideos.URI));

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
    void theArrivalsOfOneUriLeaveInTheirOrder() throws Exception {
        try (ProbeHarness probing = ProbeHarness.open(TestingStores.access(), OPTIONS)) {
            for (int i = 0; i < WaitingState.MOST; i++) {
                probing.arrive(videos.unknown(TestingVideos.URI));
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
                probing.arrive(videos.unknown(TestingVideos.URI));
            }
            snapshot = probing.snapshot();
        }
        TestingStores.reset();
        try (ProbeHarness probing =
                ProbeHarness.restore(TestingStores.access(), OPTIONS, snapshot)) {
            probing.arrive(videos.unknown(TestingVideos.URI));
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
            probing.arrive(videos.unknown("http://down/a.mp4"));
            probing.arrive(videos.unknown("http://down/a.mp4"));
            probing.arrive(videos.unknown("http://silent/b.mp4"));
            probing.runUntil(() -> TestingStores.calls.get() > 6);
            snapshot = probing.snapshot();
        }
        TestingStores.reset();
        try (ProbeHarness probing =
                ProbeHarness.restore(TestingStores.access(), OPTIONS, snapshot)) {
            probing.runUntil(() -> probing.outcomes().size() == 3);

            assertThat(probing.outcomes())
                    .extracting(ProbeHarness::uri)
                    .containsExactlyInAnyOrder(
                            "http://down/a.mp4", "http://down/a.mp4", "http://silent/b.mp4");
        }
    }

    private static List<Long> offsets(ProbeHarness probing) {
        return probing.outcomes().stream()
                .map(outcome -> outcome.arrival().event().offset())
                .toList();
    }
}
