package io.zoetrope.operators.playback;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.Playback;
import io.zoetrope.domain.Problem;
import io.zoetrope.domain.Rational;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.Stage;
import io.zoetrope.domain.VideoArrival;
import io.zoetrope.domain.VideoRef;
import io.zoetrope.domain.message.SegmentDone;
import io.zoetrope.media.playback.MadeTrack;
import io.zoetrope.operators.SideOutputs;
import io.zoetrope.operators.admit.VideoChange;
import io.zoetrope.operators.dispatch.Segment;
import io.zoetrope.operators.dispatch.Stretch;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PublishPlaylistTest {
    private static final long REMEMBER_MS = 60_000;
    private static final long US = 1_000_000;
    private static final VideoRef VIDEO = new VideoRef("v", "", "", "file:///v.mp4", "1");
    private static final String HLS = "hls/v/";
    private static final Problem DECODER_CRASH =
            Problem.of(Stage.PACKAGE, Reason.DECODER_CRASH, "twice");

    @AutoClose
    private KeyedTwoInputStreamOperatorTestHarness<
                    String, VideoChange, PackagedSegment, VideoChange>
            harness;

    @BeforeEach
    void start() throws Exception {
        harness = harness(new PublishPlaylist(TestingFiles.fresh(), REMEMBER_MS));
        harness.open();
    }

    @Test
    void listsWhatIsThereWithoutAGapAndTellsWhenAllIs() throws Exception {
        see(made(7, 1, false));
        assertThat(TestingFiles.FILES).isEmpty();

        see(made(7, 0, false));
        assertThat(list(7)).contains("EVENT", "000000.m4s", "000001.m4s").doesNotContain("ENDLIST");
        assertThat(told()).hasSize(1);
        assertThat(told().get(0).playableMs()).isPositive();
        assertThat(told().get(0).renditions())
                .containsExactly(
                        new Playback.Rendition(
                                MadeTrack.COPIED, 640, 360, "avc1.640028", 1334, 1334));

        see(made(7, 2, true));
        assertThat(list(7)).contains("EVENT", "000002.m4s", "#EXT-X-ENDLIST");
        assertThat(told().get(1).completeMs()).isPositive();
    }

    /** RFC 8216 §6.2.1: of a playlist that is there it may not. */
    @Test
    void whereTheTargetWouldGrowOtherPlaylistsTakeThePlace() throws Exception {
        see(made(7, 0, false));
        String before = list(7);
        assertThat(before).contains("#EXT-X-TARGETDURATION:6\n");
        MadeTrack longer = track(MadeTrack.COPIED, 6 * US, 16 * US);
        see(PackagedSegment.made(segment(7, 1), true, List.of(longer)));
        assertThat(list(7)).isEqualTo(before + "#EXT-X-ENDLIST\n");
        assertThat(TestingFiles.text(HLS + "7/source/media10.m3u8"))
                .contains("#EXT-X-TARGETDURATION:10\n", "000000.m4s", "000001.m4s")
                .endsWith("#EXT-X-ENDLIST\n");
        assertThat(TestingFiles.text(HLS + "master.m3u8"))
                .contains("7/source/media10.m3u8")
                .doesNotContain("media.m3u8");
    }

    /** What the store took though it said that it did not may be watched. */
    @Test
    void aPlaylistKeepsItsTargetThoughTheStoreFailsWhileOthersTakeThePlace() throws Exception {
        TestingFiles.denied = "master.m3u8";
        see(made(7, 0, false));
        see(longer(1, 6, 16, false));
        see(longer(2, 16, 36, false));
        TestingFiles.denied = "";
        see(longer(3, 36, 66, true));
        for (String edition : List.of("", "10", "20", "30")) {
            assertThat(TestingFiles.text(HLS + "7/source/media" + edition + ".m3u8"))
                    .contains(
                            "#EXT-X-TARGETDURATION:" + (edition.isEmpty() ? "6" : edition) + "\n");
        }
        assertThat(TestingFiles.text(HLS + "master.m3u8")).contains("7/source/media30.m3u8");
        assertThat(told()).singleElement().satisfies(each -> assertThat(each.isOver()).isTrue());
    }

    private static PackagedSegment longer(int index, int from, int to, boolean ended) {
        MadeTrack track = track(MadeTrack.COPIED, from * US, to * US);
        return PackagedSegment.made(segment(7, index), ended, List.of(track));
    }

    @Test
    void writesPlaylistsNotForEachSegment() throws Exception {
        see(made(7, 0, false));
        see(made(7, 1, false));
        assertThat(list(7)).doesNotContain("000001.m4s");
        harness.setProcessingTime(harness.getProcessingTime() + 2_000);
        assertThat(list(7)).contains("000001.m4s");
    }

    @Test
    void goesOnFromASnapshot() throws Exception {
        see(made(7, 0, false));
        OperatorSubtaskState snapshot = harness.snapshot(1, 1);
        harness.close();
        harness = harness(new PublishPlaylist(TestingFiles.fresh(), REMEMBER_MS));
        harness.initializeState(snapshot);
        harness.open();
        see(made(7, 0, false));
        see(made(7, 1, true));
        assertThat(list(7)).contains("000000.m4s", "000001.m4s", "ENDLIST");
        assertThat(told()).singleElement().satisfies(each -> assertThat(each.isOver()).isTrue());
    }

    @Test
    void tellsTheLineHowFarItIs() throws Exception {
        see(made(7, 1, true));
        see(made(7, 0, false));
        assertThat(done()).extracting(SegmentDone::index).containsExactly(-1, 1);
        assertThat(done()).extracting(SegmentDone::arrived).containsExactly(1, 0);
        assertThat(done()).extracting(SegmentDone::ended).containsExactly(false, true);
        assertThat(done()).allSatisfy(each -> assertThat(each.playback()).isTrue());
    }

    @Test
    void asksAStoreThatIsAwayAgain() throws Exception {
        TestingFiles.away = true;
        see(made(7, 0, true));
        assertThat(told()).isEmpty();
        TestingFiles.away = false;
        harness.setProcessingTime(harness.getProcessingTime() + 5_000);
        assertThat(told()).singleElement().satisfies(each -> assertThat(each.isOver()).isTrue());
        assertThat(list(7)).contains("ENDLIST");
    }

    @Test
    void takesAllFilesOfAVideoAwayThatCannotBeMade() throws Exception {
        store(7, "source/000000.m4s");
        see(made(7, 0, false));
        see(PackagedSegment.failed(segment(7, 1), DECODER_CRASH));
        assertThat(TestingFiles.FILES).isEmpty();
        assertThat(told().get(1)).isEqualTo(Playback.failed(DECODER_CRASH));
        assertThat(done().get(1).stop()).isTrue();
    }

    @Test
    void takesAllFilesOfARemovedVideoAwayAndThoseOfStragglersToo() throws Exception {
        store(7, "source/000000.m4s");
        see(made(7, 0, false));
        TestingFiles.away = true;
        control(VideoChange.removed(VideoArrival.ofVideo(VIDEO), 8));
        assertThat(TestingFiles.FILES).isNotEmpty();
        TestingFiles.away = false;
        harness.setProcessingTime(harness.getProcessingTime() + 5_000);
        assertThat(TestingFiles.FILES).isEmpty();

        store(7, "source/000001.m4s");
        see(made(7, 1, false));
        assertThat(TestingFiles.FILES).isEmpty();
        assertThat(told()).hasSize(1);
    }

    @Test
    void whatAStoreThatWasAwayDidNotGiveUpGoesThoughTheVideoCameBack() throws Exception {
        store(7, "source/000000.m4s");
        see(made(7, 0, true));
        TestingFiles.away = true;
        control(VideoChange.removed(VideoArrival.ofVideo(VIDEO), 8));
        see(made(9, 1, false));
        assertThat(TestingFiles.FILES).isNotEmpty();
        TestingFiles.away = false;
        harness.setProcessingTime(harness.getProcessingTime() + 5_000);
        assertThat(TestingFiles.FILES).isEmpty();
    }

    @Test
    void whatIsToGoDoesNotKeepPlaylistsFromBeingWritten() throws Exception {
        store(7, "source/000000.m4s");
        see(made(7, 0, false));
        TestingFiles.away = true;
        see(PackagedSegment.failed(segment(7, 1), DECODER_CRASH));
        store(9, "source/000000.m4s");
        see(made(9, 0, true));
        TestingFiles.away = false;
        harness.setProcessingTime(harness.getProcessingTime() + 5_000);
        assertThat(list(9)).contains("ENDLIST");
        assertThat(TestingFiles.FILES.keySet()).noneMatch(path -> path.startsWith(HLS + "7/"));
        assertThat(told().get(told().size() - 1).completeMs()).isPositive();
        harness.setProcessingTime(harness.getProcessingTime() + REMEMBER_MS + 1);
        assertThat(harness.numKeyedStateEntries()).isZero();
    }

    @Test
    void anEndedVideoIsNotForgottenBeforeItsFilesAreGone() throws Exception {
        store(7, "source/000000.m4s");
        see(made(7, 0, true));
        TestingFiles.away = true;
        control(VideoChange.removed(VideoArrival.ofVideo(VIDEO), 8));
        harness.setProcessingTime(harness.getProcessingTime() + REMEMBER_MS + 1);
        assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
        TestingFiles.away = false;
        harness.setProcessingTime(harness.getProcessingTime() + 5_000);
        assertThat(TestingFiles.FILES).isEmpty();
        harness.setProcessingTime(harness.getProcessingTime() + 1);
        assertThat(harness.numKeyedStateEntries()).isZero();
    }

    @Test
    void anIdThatCameBackKeepsItsNewFiles() throws Exception {
        store(7, "source/000000.m4s");
        see(made(7, 0, true));
        store(9, "source/000000.m4s");
        control(VideoChange.removed(VideoArrival.ofVideo(VIDEO), 8));
        see(made(9, 0, true));
        assertThat(TestingFiles.FILES.keySet())
                .allMatch(path -> path.startsWith(HLS + "9/") || path.equals(HLS + "master.m3u8"));
        assertThat(TestingFiles.text(HLS + "master.m3u8")).contains("9/source/media.m3u8");
    }

    @Test
    void whatIsLeftOfAnEarlierLifeGoesWhenTheNextIsComplete() throws Exception {
        store(7, "source/000000.m4s");
        see(made(7, 0, true));
        see(made(8, 0, false));
        assertThat(TestingFiles.FILES).containsKey(HLS + "7/source/000000.m4s");
        see(made(8, 1, true));
        assertThat(TestingFiles.FILES).doesNotContainKey(HLS + "7/source/000000.m4s");
    }

    @Test
    void forgetsAVideoAWhileAfterItsEnd() throws Exception {
        see(made(7, 0, true));
        assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
        harness.setProcessingTime(harness.getProcessingTime() + REMEMBER_MS + 1);
        assertThat(harness.numKeyedStateEntries()).isZero();
    }

    @Test
    void aStragglerPutsOffThatAVideoIsForgotten() throws Exception {
        see(made(7, 0, true));
        goOn(REMEMBER_MS / 2);
        see(made(7, 0, true));
        goOn(REMEMBER_MS / 2 + 1);
        assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
        restore();
        goOn(REMEMBER_MS / 2);
        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numProcessingTimeTimers()).isZero();
    }

    /** A packager that fails half way through a segment tells nobody of what it stored before. */
    @Test
    void whatNobodyWasToldOfGoesBeforeARemovedVideoIsForgotten() throws Exception {
        store(7, "source/000000.m4s");
        see(made(7, 0, false));
        control(VideoChange.removed(VideoArrival.ofVideo(VIDEO), 8));
        store(7, "source/000001.m4s");
        restore();
        TestingFiles.away = true;
        goOn(REMEMBER_MS + 1);
        assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
        TestingFiles.away = false;
        goOn(5_000);
        assertThat(TestingFiles.FILES).isEmpty();
        goOn(1);
        assertThat(harness.numKeyedStateEntries()).isZero();
    }

    private void goOn(long ms) throws Exception {
        harness.setProcessingTime(harness.getProcessingTime() + ms);
    }

    /** Stops, and goes on from a snapshot; the store is as it was. */
    private void restore() throws Exception {
        OperatorSubtaskState snapshot = harness.snapshot(1, 1);
        long nowMs = harness.getProcessingTime();
        harness.close();
        harness = harness(new PublishPlaylist(TestingFiles.shared(), REMEMBER_MS));
        harness.setProcessingTime(nowMs);
        harness.initializeState(snapshot);
        harness.open();
    }

    @Test
    void aVideoWithoutAPictureIsAProblem() throws Exception {
        PackagedSegment empty =
                PackagedSegment.made(segment(7, 0), true, List.of(track(MadeTrack.COPIED, 0, 0)));
        see(empty);
        assertThat(told().get(0).problem().is(Reason.NO_FRAMES)).isTrue();
    }

    private static void store(long generation, String file) {
        TestingFiles.FILES.put(HLS + generation + "/" + file, new byte[1]);
    }

    private String list(long generation) {
        return TestingFiles.text(HLS + generation + "/source/media.m3u8");
    }

    private static Segment segment(long generation, int index) {
        return Segment.of(
                        VIDEO, generation, index, Stretch.of(index * 6 * US, (index + 1) * 6 * US))
                .longest(6 * US);
    }

    private static PackagedSegment made(long generation, int index, boolean ended) {
        MadeTrack track = track(MadeTrack.COPIED, index * 6 * US, (index + 1) * 6 * US);
        return PackagedSegment.made(segment(generation, index), ended, List.of(track));
    }

    private static MadeTrack track(String name, long startUs, long endUs) {
        Rational rate = new Rational(25, 1);
        return new MadeTrack(
                name, "avc1.640028", 640, 360, rate, (int) US, startUs, endUs, 1000, true);
    }

    private void see(PackagedSegment segment) throws Exception {
        harness.processElement2(new StreamRecord<>(segment));
    }

    private void control(VideoChange change) throws Exception {
        harness.processElement1(new StreamRecord<>(change));
    }

    private List<Playback> told() {
        return harness.extractOutputValues().stream().map(VideoChange::playback).toList();
    }

    private List<SegmentDone> done() {
        var side = harness.getSideOutput(SideOutputs.SEGMENTS_DONE);
        return side == null
                ? List.of()
                : new ArrayList<>(side.stream().map(StreamRecord::getValue).toList());
    }

    private static KeyedTwoInputStreamOperatorTestHarness<
                    String, VideoChange, PackagedSegment, VideoChange>
            harness(PublishPlaylist function) throws Exception {
        var made =
                new KeyedTwoInputStreamOperatorTestHarness<>(
                        new KeyedCoProcessOperator<>(function),
                        VideoChange::videoKey,
                        PackagedSegment::videoKey,
                        Types.STRING);
        made.setProcessingTime(1_000_000);
        return made;
    }
}
