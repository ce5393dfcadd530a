package io.zoetrope.operators.compose;

import io.zoetrope.domain.finding.Finding;
import io.zoetrope.operators.Counters;
import io.zoetrope.operators.keep.VideoReport;
import java.util.function.Consumer;
import org.apache.flink.util.Collector;

/** Reports composed moments of one video and counts them. */
final class MomentOutput implements Consumer<ComposedMoment> {
    private final ComposedVideo video;
    private final MomentWords words;
    private final SoundComposer sounds;
    private final Counters<ComposeMetric> counters;
    private final Collector<VideoReport> out;
    private int written;

    MomentOutput(
            ComposedVideo video,
            MomentWords words,
            SoundComposer sounds,
            Counters<ComposeMetric> counters,
            Collector<VideoReport> out) {
        this.video = video;
        this.words = words;
        this.sounds = sounds;
        this.counters = counters;
        this.out = out;
    }

    @Override
    public void accept(ComposedMoment moment) {
        int ordinal = video.moments() + written++;
        out.collect(VideoReport.finding(Finding.of(video.moment(moment, ordinal, words, sounds))));
        counters.increment(ComposeMetric.MOMENTS);
    }

    int written() {
        return written;
    }
}
