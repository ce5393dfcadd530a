package io.zoetrope.operators.playback;

import io.zoetrope.domain.Playback;
import io.zoetrope.domain.Rational;
import io.zoetrope.domain.VideoRef;
import io.zoetrope.domain.message.SegmentDone;
import io.zoetrope.domain.store.FileStoreOpener;
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

/** {@link PublishPlaylist} over files in memory, and segments of one video for it. */
final class TestingPublisher implements AutoCloseable {
    static final long REMEMBER_MS = 60_000;
    static final VideoRef VIDEO = new VideoRef("v", "", "", "file:///v.mp4", "1");
    static final String HLS = "hls/v/";
    private static final long US = 1_000_000;

    private KeyedTwoInputStreamOperatorTestHarness<
                    String, VideoChange, PackagedSegment, VideoChange>
            harness;

    TestingPublisher() throws Exception {
        harness = harness(TestingFiles.fresh(), 1_000_000);
        harness.open();
    }

    private static KeyedTwoInputStreamOperatorTestHarness<
                    String, VideoChange, PackagedSegment, VideoChange>
            harness(FileStoreOpener stores, long nowMs) throws Exception {
        var made =
                new KeyedTwoInputStreamOperatorTestHarness<>(
                        new KeyedCoProcessOperator<>(new PublishPlaylist(stores, REMEMBER_MS)),
                        VideoChange::videoKey,
                        PackagedSegment::videoKey,
                        Types.STRING);
        made.setProcessingTime(nowMs);
        return made;
    }

    /** Stops, and goes on from a snapshot; the store is as it was. */
    void restore() throws Exception {
        OperatorSubtaskState snapshot = harness.snapshot(1, 1);
        long nowMs = harness.getProcessingTime();
        harness.close();
        harness = harness(TestingFiles.shared(), nowMs);
        harness.initializeState(snapshot);
        harness.open();
    }

    void see(PackagedSegment segment) throws Exception {
        harness.processElement2(new StreamRecord<>(segment));
    }

    void control(VideoChange change) throws Exception {
        harness.processElement1(new StreamRecord<>(change));
    }

    long nowMs() {
        return harness.getProcessingTime();
    }

    void goOn(long ms) throws Exception {
        harness.setProcessingTime(harness.getProcessingTime() + ms);
    }

    List<Playback> told() {
        return harness.extractOutputValues().stream().map(VideoChange::playback).toList();
    }

    List<SegmentDone> done() {
        var side = harness.getSideOutput(SideOutputs.SEGMENTS_DONE);
        return side == null
                ? List.of()
                : new ArrayList<>(side.stream().map(StreamRecord::getValue).toList());
    }

    /** Entries of its state. */
    int held() {
        return harness.numKeyedStateEntries();
    }

    int timers() {
        return harness.numProcessingTimeTimers();
    }

    static void store(long generation, String file) {
        TestingFiles.FILES.put(HLS + generation + "/" + file, new byte[1]);
    }

    static String list(long generation) {
        return TestingFiles.text(HLS + generation + "/source/media.m3u8");
    }

    static Segment segment(long generation, int index) {
        return Segment.of(
                        VIDEO, generation, index, Stretch.of(index * 6 * US, (index + 1) * 6 * US))
                .longest(6 * US);
    }

    static PackagedSegment made(long generation, int index, boolean ended) {
        MadeTrack track = track(MadeTrack.COPIED, index * 6 * US, (index + 1) * 6 * US);
        return PackagedSegment.made(segment(generation, index), ended, List.of(track));
    }

    static MadeTrack track(String name, long startUs, long endUs) {
        Rational rate = new Rational(25, 1);
        return new MadeTrack(
                name, "avc1.640028", 640, 360, rate, (int) US, startUs, endUs, 1000, true);
    }

    @Override
    public void close() throws Exception {
        harness.close();
    }
}
