package io.zoetrope.operators.dispatch.line;

import io.zoetrope.domain.IndexingLimits;
import io.zoetrope.domain.MediaInfo;
import io.zoetrope.domain.VideoArrival;
import io.zoetrope.domain.VideoDescription;
import io.zoetrope.domain.VideoRef;
import io.zoetrope.domain.message.SegmentDone;
import io.zoetrope.media.KeyFrameIndex;
import io.zoetrope.operators.SideOutputs;
import io.zoetrope.operators.TestingVideos;
import io.zoetrope.operators.admit.VideoChange;
import io.zoetrope.operators.dispatch.DispatchOptions;
import io.zoetrope.operators.dispatch.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;

/** {@link DispatchSegments} by itself: what it is told, and what it sends and says. */
final class TestingDispatch implements AutoCloseable {
    static final long LEASE_MS = 60_000;
    static final DispatchOptions OPTIONS =
            DispatchOptions.of(TestingLine.PLAN, 2, 2).withLease(LEASE_MS);

    private static final long SECOND = 1_000_000;

    private DispatchOptions options = OPTIONS;
    private KeyedTwoInputStreamOperatorTestHarness<String, VideoChange, SegmentDone, Segment>
            harness;

    TestingDispatch() throws Exception {
        harness = made(options);
        harness.open();
    }

    /** The one that runs. */
    KeyedTwoInputStreamOperatorTestHarness<String, VideoChange, SegmentDone, Segment> harness() {
        return harness;
    }

    /** Another one, without state. */
    void startAgain(DispatchOptions others) throws Exception {
        harness.close();
        options = others;
        harness = made(options);
        harness.open();
    }

    /** Goes on from a snapshot; what was sent and said before is forgotten. */
    void restore() throws Exception {
        OperatorSubtaskState snapshot = harness.snapshot(1, 0);
        harness.close();
        harness = made(options);
        harness.initializeState(snapshot);
        harness.open();
    }

    private static KeyedTwoInputStreamOperatorTestHarness<String, VideoChange, SegmentDone, Segment>
            made(DispatchOptions options) throws Exception {
        return new KeyedTwoInputStreamOperatorTestHarness<>(
                new KeyedCoProcessOperator<>(new DispatchSegments(options)),
                DispatchSegments.key(),
                DispatchSegments.key(),
                Types.STRING);
    }

    void change(VideoChange change) throws Exception {
        harness.processElement1(new StreamRecord<>(change));
    }

    void hear(SegmentDone done) throws Exception {
        harness.processElement2(new StreamRecord<>(done));
    }

    void done(String key, int index) throws Exception {
        hear(SegmentDone.done(key, 1, index, index, 0, segments().get(0).run()));
    }

    SegmentDone done(int index) {
        long run = segments().get(0).run();
        return SegmentDone.done("film", 1, index, index, 0, run);
    }

    SegmentDone retry(int index) {
        long run = segments().get(0).run();
        return SegmentDone.retry("film", 1, index, run, "store", "refused");
    }

    List<Segment> segments() {
        return harness.extractOutputValues();
    }

    List<String> sent() {
        return segments().stream()
                .map(s -> "%s %d@%d".formatted(s.video().videoId(), s.index(), s.slot()))
                .toList();
    }

    List<VideoChange> changes() {
        var side = harness.getSideOutput(SideOutputs.CONTROL);
        return side == null
                ? List.of()
                : new ArrayList<>(side.stream().map(StreamRecord::getValue).toList());
    }

    List<String> control() {
        return changes().stream().map(TestingDispatch::describe).toList();
    }

    private static String describe(VideoChange change) {
        String text = change.kind() + " " + change.videoKey();
        return switch (change.kind()) {
            case OPENED, ENDED -> text + " " + change.segmentsTotal();
            case FAILED -> text + " " + change.problem().reason();
            case REMOVED, QUEUED, HELD, RESUMED, PLAYBACK -> text;
        };
    }

    static VideoRef video(String id) {
        return new VideoRef(id, "", "", "file:///videos/" + id, "v");
    }

    static VideoChange opened(String id, long generation, int seconds, String... analysers) {
        KeyFrameIndex keyFrames =
                new KeyFrameIndex(
                        LongStream.range(0, seconds).map(s -> s * SECOND).toArray(), new long[0]);
        MediaInfo media = TestingVideos.media(seconds, 1920, 1080);
        VideoArrival arrival =
                VideoArrival.ofVideo(video(id))
                        .withDescription(
                                VideoDescription.NONE,
                                IndexingLimits.NONE.forAnalysers(List.of(analysers)));
        return VideoChange.opened(arrival, generation, media, keyFrames);
    }

    @Override
    public void close() throws Exception {
        harness.close();
    }
}
