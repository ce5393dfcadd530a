package io.zoetrope.jobs.findings;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.finding.FrameRecord;
import io.zoetrope.domain.finding.Moment;
import io.zoetrope.domain.finding.TrackedObject;
import io.zoetrope.domain.status.VideoStatus;
import io.zoetrope.jobs.CollectingJob;
import io.zoetrope.jobs.IndexingRig;
import io.zoetrope.jobs.TestingDetector;
import io.zoetrope.jobs.TestingEncoder;
import io.zoetrope.jobs.TestingSink;
import io.zoetrope.jobs.TwoShots;
import io.zoetrope.media.Sampling;
import io.zoetrope.operators.observe.Analysers;
import io.zoetrope.operators.observe.ObservedSegment;
import java.awt.Color;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What arrivals say about analysers, through the real pipeline. */
class AskedAnalysersTest {
    @TempDir Path folder;

    @Test
    void eachArrivalChoosesAmongThoseOfTheJob() throws Exception {
        Path video = TwoShots.make(folder.resolve("two.mp4"), Color.RED, 3, Color.BLUE, 1);
        Analysers analysers =
                Analysers.of(new TestingEncoder(Sampling.every(1_000_000)), new TestingDetector());
        try (CollectingJob job =
                CollectingJob.start(
                        folder.toRealPath(), List.of(), new Configuration(), analysers)) {
            send(video, "all", "[]");
            job.await("the first", () -> CollectingJob.finals().size() == 1);
            send(video, "visual", "[\"visual\"]");
            job.await("the encoder's", () -> CollectingJob.finals().size() == 2);
            send(video, "objects", "[\"objects\"]");
            job.await("the detector's", () -> CollectingJob.finals().size() == 3);
            send(video, "more", "[\"visual\", \"speech\"]");
            job.await("the one that asks for more", () -> CollectingJob.finals().size() == 4);
            send(video, "typo", "[\"visaul\"]");
            job.await("the mistaken one", () -> CollectingJob.finals().size() == 5);
            job.await("its dead letter", () -> CollectingJob.deadLetters().size() == 2);
        }

        assertThat(seen("all")).isEqualTo("ready: visual objects, 2 moments, 2 objects, frames");
        assertThat(seen("visual")).isEqualTo("ready: visual, 2 moments, 0 objects, frames");
        assertThat(seen("objects")).isEqualTo("ready: objects, 0 moments, 2 objects, frames");
        assertThat(seen("more")).isEqualTo("partial: visual, 2 moments, 0 objects, frames");
        assertThat(seen("typo")).isEqualTo("failed:, 0 moments, 0 objects");
        assertThat(end("more").error().reason()).isEqualTo("unknown_analyser");
        assertThat(end("more").error().detail()).contains("'speech'");
        assertThat(end("typo").error().reason()).isEqualTo("unknown_analyser");
        assertThat(end("typo").error().stage()).isEqualTo("plan");
    }

    private static void send(Path video, String id, String analysers) {
        CollectingJob.send(
                "{\"uri\":\"%s\",\"tenant\":\"%s\",\"video_id\":\"%s\",\"analysers\":%s}"
                        .formatted(IndexingRig.real(video).toUri(), id, id, analysers));
    }

    private static VideoStatus end(String id) {
        return CollectingJob.finals().stream()
                .filter(status -> status.video().videoId().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** How it ended, who looked at it, and what came of it. */
    private static String seen(String id) {
        StringBuilder text = new StringBuilder(end(id).state().wireName()).append(':');
        boolean visual = looked(id, Analysers.VISUAL);
        boolean objects = looked(id, Analysers.OBJECTS);
        text.append(visual ? " visual" : "").append(objects ? " objects" : "");
        text.append(", ").append(moments(id)).append(" moments");
        text.append(", ").append(objects(id)).append(" objects");
        return text.append(frames(id) ? ", frames" : "").toString();
    }

    private static boolean looked(String id, String analyser) {
        List<ObservedSegment> segments =
                TestingSink.kept("observed", ObservedSegment.class).stream()
                        .filter(segment -> segment.videoId().equals(id))
                        .toList();
        boolean named =
                segments.stream().anyMatch(segment -> segment.models().containsKey(analyser));
        boolean saw =
                segments.stream()
                        .flatMap(segment -> segment.frames().stream())
                        .anyMatch(frame -> frame.observations().containsKey(analyser));
        assertThat(named).isEqualTo(saw);
        return saw;
    }

    private static long moments(String id) {
        return TestingSink.kept("moments", Moment.class).stream()
                .filter(moment -> moment.video().videoId().equals(id))
                .count();
    }

    private static long objects(String id) {
        return TestingSink.kept("tracks", TrackedObject.class).stream()
                .filter(object -> object.video().videoId().equals(id))
                .count();
    }

    private static boolean frames(String id) {
        return TestingSink.kept("frames", FrameRecord.class).stream()
                .anyMatch(frame -> frame.video().videoId().equals(id));
    }
}
