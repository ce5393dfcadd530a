package io.zoetrope.operators.compose;

import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.finding.DialogueLine;
import io.zoetrope.domain.finding.Finding;
import io.zoetrope.operators.Counters;
import io.zoetrope.operators.SideOutputs;
import io.zoetrope.operators.keep.VideoReport;
import io.zoetrope.operators.observe.Analysers;
import io.zoetrope.operators.observe.ObservedFrame;
import io.zoetrope.operators.observe.ObservedSegment;
import io.zoetrope.operators.observe.SaidLine;
import io.zoetrope.operators.order.VideoStep;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Joins what was seen of a video into moments; keyed by video, its steps in order.
 *
 * <p>State is cleared with the last step.
 */
public final class ComposeMoments extends KeyedProcessFunction<String, VideoStep, VideoReport> {
    private static final long serialVersionUID = 1L;

    private final ComposeOptions options;

    private transient ValueState<ComposedVideo> composed;
    private transient Counters<ComposeMetric> counters;

    public ComposeMoments(ComposeOptions options) {
        this.options = options;
    }

    @Override
    public void open(OpenContext context) {
        composed =
                getRuntimeContext()
                        .getState(new ValueStateDescriptor<>("composed", ComposedVideo.class));
        counters = Counters.register(getRuntimeContext().getMetricGroup(), ComposeMetric.class);
    }

    @Override
    public void processElement(VideoStep step, Context context, Collector<VideoReport> out)
            throws Exception {
        if (step.kind().passesBy()) {
            boolean found = step.kind() == VideoStep.Kind.FOUND;
            out.collect(
                    found ? VideoReport.finding(step.finding()) : VideoReport.of(step.change()));
            return;
        }
        ComposedVideo video = composed.value();
        switch (step.kind()) {
            case OPENED -> open(step, video, out);
            case AGAIN -> {
                composed.update(video.again(step.generation()));
                out.collect(VideoReport.again(step.videoKey(), step.generation()));
            }
            case SEGMENT -> compose(step, video, context, out);
            case GAP -> gap(step, video, out);
            case ENDED -> {
                end(step, video, out);
                out.collect(VideoReport.ended(step.videoKey(), step.generation(), step.run()));
                composed.clear();
            }
            case FAILED -> {
                if (isOpen(video, step)) {
                    end(step, video, out);
                }
                out.collect(VideoReport.of(step.change()));
                composed.clear();
            }
            case REMOVED -> {
                out.collect(VideoReport.of(step.change()));
                composed.clear();
            }
            case FOUND, COUNTED, QUEUED, PLAYBACK -> {}
        }
    }

    private void open(VideoStep step, ComposedVideo video, Collector<VideoReport> out)
            throws Exception {
        if (!isOpen(video, step)) {
            composed.update(ComposedVideo.begin(step.change()));
        }
        out.collect(VideoReport.of(step.change()));
    }

    private void compose(
            VideoStep step, ComposedVideo before, Context context, Collector<VideoReport> out)
            throws Exception {
        List<ObservedSegment> parts = step.parts();
        Map<String, ModelRef> models = parts.get(parts.size() - 1).models();
        ComposedVideo video =
                before.madeWith(models.get(Analysers.VISUAL))
                        .hearing(before.sound().madeWith(models.get(Analysers.SOUND)));
        List<ObservedFrame> frames = SegmentComposer.frames(parts);
        for (ObservedSegment part : parts) {
            for (ObservedFrame frame : part.frames()) {
                context.output(SideOutputs.FRAMES, video.frame(part.index(), frame));
            }
        }
        MomentWords words = new MomentWords(video.words());
        write(words.take(step), video, models, out);
        SoundComposer sounds = sounds(video, out);
        parts.forEach(part -> sounds.add(part.sounds()));
        ComposedVideo newer = composer(video, words, sounds, out).add(step, video);
        composed.update(
                newer.withWords(words.state(newer.composition()))
                        .hearing(sounds.state(newer.composition(), newer.endUs())));
        ObservedSegment last = parts.get(parts.size() - 1);
        out.collect(
                VideoReport.progress(
                                step.videoKey(),
                                step.generation(),
                                step.index() + 1,
                                frames.size(),
                                last.endUs(),
                                SegmentComposer.problem(parts))
                        .ending(last.ended() && !last.stop()));
    }

    private void write(
            SortedMap<Integer, SaidLine> lines,
            ComposedVideo video,
            Map<String, ModelRef> models,
            Collector<VideoReport> out) {
        ModelRef sentences = models.getOrDefault(Analysers.SENTENCES, ModelRef.NONE);
        lines.forEach(
                (ordinal, line) -> {
                    DialogueLine said = video.line(line, ordinal, sentences);
                    out.collect(VideoReport.finding(Finding.of(said)));
                    counters.increment(ComposeMetric.LINES);
                });
    }

    private void gap(VideoStep step, ComposedVideo video, Collector<VideoReport> out)
            throws Exception {
        composed.update(end(step, video, out));
        out.collect(
                VideoReport.progress(
                        step.videoKey(),
                        step.generation(),
                        step.index() + 1,
                        0,
                        video.endUs(),
                        step.problem()));
    }

    private ComposedVideo end(VideoStep step, ComposedVideo video, Collector<VideoReport> out) {
        MomentWords words = new MomentWords(video.words());
        SoundComposer sounds = sounds(video, out);
        sounds.end();
        ComposedVideo over = composer(video, words, sounds, out).end(step, video);
        return over.hearing(sounds.state(over.composition(), over.endUs()));
    }

    private SegmentComposer composer(
            ComposedVideo video,
            MomentWords words,
            SoundComposer sounds,
            Collector<VideoReport> out) {
        MomentOutput moments = new MomentOutput(video, words, sounds, counters, out);
        return new SegmentComposer(options.rules(), moments);
    }

    private SoundComposer sounds(ComposedVideo video, Collector<VideoReport> out) {
        return new SoundComposer(
                video.sound(),
                (heard, ordinal) -> {
                    out.collect(VideoReport.finding(Finding.of(video.sound(heard, ordinal))));
                    counters.increment(ComposeMetric.SOUNDS);
                });
    }

    private static boolean isOpen(ComposedVideo video, VideoStep step) {
        return video != null && video.generation() == step.generation();
    }
}
