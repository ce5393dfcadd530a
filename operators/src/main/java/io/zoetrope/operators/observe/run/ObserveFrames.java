package io.zoetrope.operators.observe.run;

import io.zoetrope.domain.ModelRef;
import io.zoetrope.operators.Counters;
import io.zoetrope.operators.LargestRecord;
import io.zoetrope.operators.SideOutputs;
import io.zoetrope.operators.decode.DecodedSegment;
import io.zoetrope.operators.observe.Analyser;
import io.zoetrope.operators.observe.Analysers;
import io.zoetrope.operators.observe.HeardWindow;
import io.zoetrope.operators.observe.ObservedFrame;
import io.zoetrope.operators.observe.ObservedSegment;
import io.zoetrope.operators.observe.SentenceVectors;
import io.zoetrope.operators.observe.SoundAnalyser;
import io.zoetrope.operators.observe.camera.SeenCamera;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.ExceptionUtils;
import org.apache.flink.util.IOUtils;

/**
 * Asks the analysers about every frame of a record at once, and about the sound of a segment, and
 * hands over what they say as soon as the record is done, whichever came first. The records in
 * flight together fill the models' batches, whichever videos they belong to.
 *
 * <p>It finishes all that it holds before a checkpoint's barrier, so it has no state: pictures are
 * in no checkpoint. Records are not copied: whoever sends them must not change them.
 */
public final class ObserveFrames extends AbstractStreamOperator<ObservedSegment>
        implements OneInputStreamOperator<DecodedSegment, ObservedSegment>, BoundedOneInput {
    private static final long serialVersionUID = 1L;

    private final Analysers analysers;
    private final Map<String, ModelRef> models;
    private final ObserveOptions options;
    private final MailboxExecutor mailbox;

    private transient Counters<ObserveMetric> counters;
    private transient LargestRecord largest;
    private transient Set<SegmentObservation> held;
    private transient long heldBytes;
    private transient SeenCamera camera;
    private transient EngineWatch engines;

    ObserveFrames(
            StreamOperatorParameters<ObservedSegment> parameters,
            Analysers analysers,
            ObserveOptions options) {
        super(parameters);
        this.analysers = analysers;
        this.models = analysers.models();
        this.options = options;
        this.mailbox = parameters.getMailboxExecutor();
    }

    @Override
    public void open() throws Exception {
        super.open();
        counters = Counters.register(getMetricGroup(), ObserveMetric.class);
        largest = LargestRecord.register(getMetricGroup());
        held = new HashSet<>();
        camera = new SeenCamera();
        engines = new EngineWatch(analysers, options.timeoutMs());
        for (Analyser analyser : analysers.list()) {
            analyser.open();
            analyser.engines().forEach(engine -> EngineGauge.register(getMetricGroup(), engine));
        }
        for (SoundAnalyser listener : analysers.listeners()) {
            listener.open();
            listener.engines().forEach(engine -> EngineGauge.register(getMetricGroup(), engine));
        }
        SentenceVectors sentences = analysers.sentences();
        sentences.open();
        sentences.engines().forEach(engine -> EngineGauge.register(getMetricGroup(), engine));
    }

    @Override
    public void processElement(StreamRecord<DecodedSegment> record) throws InterruptedException {
        makeRoom(record.getValue().bytes());
        SegmentObservation observation =
                new SegmentObservation(record.getValue(), models, camera.follow(record.getValue()));
        held.add(observation);
        heldBytes += observation.decoded().bytes();
        // Its sender may use the record again.
        StreamRecord<?> place = record.copy(null);
        var unused =
                observation
                        .result()
                        .whenComplete((seen, failure) -> ended(observation, seen, failure, place));
        watch(observation, false);
        observation.ask(analysers);
    }

    /** Looks, at intervals, whether the engines that have not answered go on. */
    private void watch(SegmentObservation observation, boolean wereIdle) {
        var unused =
                observation
                        .result()
                        .copy()
                        .orTimeout(options.timeoutMs(), TimeUnit.MILLISECONDS)
                        .exceptionally(
                                failure -> {
                                    if (failure instanceof TimeoutException) {
                                        look(observation, wereIdle);
                                    }
                                    return null;
                                });
    }

    private void look(SegmentObservation observation, boolean wereIdle) {
        EngineWatch.Look look = engines.look(observation.late());
        if (look.hopeless() || wereIdle && look.idle()) {
            observation.result().completeExceptionally(late(observation, look.stuck()));
        } else {
            watch(observation, look.idle());
        }
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws InterruptedException {
        holdAtMost(0);
    }

    @Override
    public void endInput() throws InterruptedException {
        holdAtMost(0);
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        holdAtMost(0);
        super.processWatermark(mark);
    }

    @Override
    public void close() throws Exception {
        if (held != null) {
            held.forEach(observation -> observation.result().cancel(false));
        }
        IOUtils.closeAll(analysers.all());
        super.close();
    }

    /** Large pictures that wait are copied by each collection: a few batches of them are enough. */
    private void makeRoom(long bytes) throws InterruptedException {
        holdAtMost(options.capacity() - 1);
        while (!held.isEmpty() && heldBytes + bytes > options.heldBytes()) {
            mailbox.yield();
        }
    }

    /** Lets records leave, and whatever else this task's thread has to do meanwhile. */
    private void holdAtMost(int records) throws InterruptedException {
        while (held.size() > records) {
            mailbox.yield();
        }
    }

    /** On any thread. */
    private void ended(
            SegmentObservation observation,
            ObservedSegment seen,
            Throwable failure,
            StreamRecord<?> place) {
        if (failure instanceof CancellationException) {
            return;
        }
        if (failure instanceof TimeoutException) {
            // Not by the mailbox: its thread may be held back by the very engine that is stuck.
            getContainingTask().getEnvironment().failExternally(failure);
            return;
        }
        try {
            mailbox.execute(() -> leave(observation, seen, failure, place), "observed");
        } catch (RejectedExecutionException e) {
            LOG.debug("{} was seen after the task had ended", observation.place());
        }
    }

    private void leave(
            SegmentObservation observation,
            ObservedSegment seen,
            Throwable failure,
            StreamRecord<?> place)
            throws Exception {
        held.remove(observation);
        heldBytes -= observation.decoded().bytes();
        if (failure != null) {
            ExceptionUtils.rethrowException(failure);
        }
        counters.add(ObserveMetric.FRAMES, seen.frames().size());
        counters.add(
                ObserveMetric.DETECTIONS,
                seen.frames().stream().mapToLong(frame -> frame.detections().size()).sum());
        counters.add(
                ObserveMetric.TEXTS,
                seen.frames().stream().mapToLong(frame -> frame.texts().size()).sum());
        counters.add(
                ObserveMetric.PASSED_OVER,
                seen.frames().stream().mapToLong(ObservedFrame::passedOver).sum());
        counters.add(ObserveMetric.SOUNDS, seen.sounds().size());
        counters.add(
                ObserveMetric.SILENCES, seen.sounds().stream().filter(HeardWindow::silent).count());
        counters.add(ObserveMetric.LINES, seen.lines().size());
        counters.add(ObserveMetric.UNWRITTEN, observation.unwritten());
        counters.add(ObserveMetric.REFUSALS, seen.refusals().size());
        ObservedSegment named =
                ObjectPictures.store(
                        observation.decoded(),
                        seen,
                        picture ->
                                output.collect(
                                        SideOutputs.KEY_FRAMES, new StreamRecord<>(picture)));
        largest.saw(named.bytes());
        output.collect(place.replace(named));
    }

    private TimeoutException late(SegmentObservation observation, Set<String> stuck) {
        return new TimeoutException(
                String.format(
                        Locale.ROOT,
                        "analysers %s gave no answer about %s; longer than %d ms (observe.timeout)"
                                + " at one batch: %s",
                        observation.late(),
                        observation.place(),
                        options.timeoutMs(),
                        stuck.isEmpty() ? "none" : stuck));
    }
}
