package io.zoetrope.operators.observe;

import io.zoetrope.domain.Detection;
import io.zoetrope.domain.Vector;
import io.zoetrope.operators.Counters;
import io.zoetrope.operators.decode.DecodedFrame;
import io.zoetrope.operators.decode.DecodedSegment;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;

/**
 * Asks the models about every frame of a segment at once; the segments in flight together fill the
 * models' batches, whichever videos they belong to.
 */
public final class ObserveFrames extends RichAsyncFunction<DecodedSegment, ObservedSegment> {
    private static final long serialVersionUID = 1L;

    private final FrameObserverFactory observers;

    private transient FrameObserver observer;
    private transient boolean detecting;
    private transient Counters<ObserveMetric> counters;

    public ObserveFrames(FrameObserverFactory observers) {
        this.observers = observers;
    }

    @Override
    public void open(OpenContext context) {
        counters = Counters.register(getRuntimeContext().getMetricGroup(), ObserveMetric.class);
        detecting = observers.detectorShape() != null;
        observer = observers.open();
        observer.engines()
                .forEach(
                        engine ->
                                EngineGauge.register(getRuntimeContext().getMetricGroup(), engine));
    }

    @Override
    public void asyncInvoke(DecodedSegment decoded, ResultFuture<ObservedSegment> result) {
        List<CompletableFuture<ObservedFrame>> frames =
                decoded.frames().stream().map(frame -> observe(frame, decoded)).toList();
        CompletableFuture.allOf(frames.toArray(CompletableFuture[]::new))
                .whenComplete(
                        (done, failure) -> {
                            if (failure != null) {
                                result.completeExceptionally(failure);
                            } else {
                                complete(decoded, frames, result);
                            }
                        });
    }

    @Override
    public void close() {
        if (observer != null) {
            observer.close();
        }
    }

    private CompletableFuture<ObservedFrame> observe(DecodedFrame frame, DecodedSegment decoded) {
        CompletableFuture<Vector> vector = observer.embed(frame.pictures().get(0));
        CompletableFuture<List<Detection>> detections =
                detecting
                        ? observer.detect(
                                frame.pictures().get(1),
                                decoded.segment().width(),
                                decoded.segment().height())
                        : CompletableFuture.completedFuture(List.of());
        return vector.thenCombine(
                detections,
                (visual, seen) -> new ObservedFrame(frame.ptsUs(), visual, seen, frame.keyFrame()));
    }

    private void complete(
            DecodedSegment decoded,
            List<CompletableFuture<ObservedFrame>> frames,
            ResultFuture<ObservedSegment> result) {
        List<ObservedFrame> observed = frames.stream().map(CompletableFuture::join).toList();
        count(observed);
        result.complete(Set.of(ObservedSegment.of(decoded, observed)));
    }

    /** Counters are not thread-safe, and the models' threads complete. */
    private synchronized void count(List<ObservedFrame> frames) {
        counters.add(ObserveMetric.FRAMES, frames.size());
        counters.add(
                ObserveMetric.DETECTIONS,
                frames.stream().mapToLong(frame -> frame.detections().size()).sum());
    }
}
