package io.zoetrope.jobs.badinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.LineSource;
import io.zoetrope.domain.finding.DialogueLine;
import io.zoetrope.domain.finding.Finding;
import io.zoetrope.domain.finding.IndexChange;
import io.zoetrope.domain.finding.Moment;
import io.zoetrope.domain.status.VideoStatus;
import io.zoetrope.jobs.CollectingJob;
import io.zoetrope.jobs.IndexVideosJob;
import io.zoetrope.jobs.TestingEncoder;
import io.zoetrope.jobs.TestingSink;
import io.zoetrope.media.Sampling;
import io.zoetrope.models.packages.ModelCatalog;
import io.zoetrope.models.runtime.onnx.RuntimeOptions;
import io.zoetrope.operators.observe.Analysers;
import io.zoetrope.operators.observe.analysers.EncodedSentences;
import io.zoetrope.operators.observe.analysers.PlannedModel;
import io.zoetrope.testing.clips.CaptionOptions;
import io.zoetrope.testing.clips.CaptionOptions.Cue;
import io.zoetrope.testing.clips.ClipMaker;
import io.zoetrope.testing.clips.ClipOptions;
import io.zoetrope.testing.clips.FilmMaker;
import io.zoetrope.testing.clips.Pictures;
import io.zoetrope.testing.clips.Shot;
import java.awt.Color;
import java.awt.Graphics2D;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Videos at the ends of what there is, all in one job through the real pipeline. */
class ExtremeVideosTest {
    private static final long SECOND_US = 1_000_000;
    private static final int BLACK_SECONDS = 7_200;

    @TempDir Path folder;

    @Test
    void eachIsIndexedToItsEnd() throws Exception {
        Map<String, Double> seconds = new TreeMap<>();
        seconds.put(film("slow.mp4", ClipOptions.h264(64, 64, 1), 40), 40.0);
        seconds.put(film("fast.mp4", ClipOptions.h264(64, 64, 240), 480), 2.0);
        seconds.put(
                film(
                        "one-key-frame.mp4",
                        ClipOptions.h264(64, 64, 10).withCodec("libopenh264", 100_000, 0),
                        350),
                35.0);
        seconds.put(film("pixel.mkv", ClipOptions.h264(1, 1, 5).withCodec("ffv1", 5, 0), 10), 2.0);
        seconds.put(
                film("large.mkv", ClipOptions.h264(7680, 4320, 2).withCodec("mpeg4", 2, 0), 3),
                1.5);
        seconds.put(
                film("black.mp4", ClipOptions.h264(16, 16, 1), BLACK_SECONDS),
                (double) BLACK_SECONDS);

        index(new TestingEncoder(Sampling.every(SECOND_US)), seconds.keySet());

        for (VideoStatus end : CollectingJob.finals()) {
            assertThat(end.state())
                    .as("%s %s", end.video().uri(), end.error())
                    .isEqualTo(IndexingState.READY);
        }
        seconds.forEach(this::isTiled);
        assertThat(of("black.mp4")).hasSize(BLACK_SECONDS / 10);
        assertThat(
                        found(Finding::shot).stream()
                                .filter(shot -> shot.video().uri().endsWith("black.mp4")))
                .hasSize(1);
    }

    /** From its first picture to its end, without gap and without overlap. */
    private void isTiled(String name, double seconds) {
        long upToUs = 0;
        for (Moment moment : of(name)) {
            assertThat(moment.startUs()).as(name).isEqualTo(upToUs);
            upToUs = moment.endUs();
        }
        assertThat(upToUs / 1e6).as(name).isBetween(seconds - .02, seconds + .02);
    }

    /** Text tracks inside a file become lines, whatever their times and bytes are. */
    @Test
    void aTextTrackInsideBecomesDialogue() throws Exception {
        List<Cue> cues =
                List.of(
                        cue(
                                500,
                                1_500,
                                "ANNA: Where is the harbour?".getBytes(StandardCharsets.UTF_8)),
                        cue(2_500, 2_000, "Over there.".getBytes(StandardCharsets.UTF_8)),
                        cue(
                                5_000,
                                36_000_000,
                                "Caf\u00e9 ouvert".getBytes(StandardCharsets.ISO_8859_1)));
        FilmMaker.of(folder.resolve("said.mp4"))
                .pictures(ClipOptions.h264(64, 64, 10), 80)
                .captions(new CaptionOptions("mov_text", "fre", cues))
                .make();

        index(new TestingEncoder(Sampling.every(SECOND_US)), List.of("said.mp4"));

        List<DialogueLine> lines = found(Finding::line);
        assertThat(lines)
                .extracting(
                        line -> line.startUs() / 100_000, DialogueLine::text, DialogueLine::speaker)
                .containsExactly(
                        tuple(5L, "Where is the harbour?", "ANNA"),
                        tuple(25L, "Over there.", ""),
                        tuple(50L, "Caf\u00e9 ouvert", ""));
        assertThat(lines)
                .allSatisfy(
                        line -> {
                            assertThat(line.source()).isEqualTo(LineSource.EMBEDDED);
                            assertThat(line.language()).isEqualTo("fr");
                            assertThat(line.endUs()).isLessThanOrEqualTo(8 * SECOND_US);
                            assertThat(line.vector().dimension()).isEqualTo(384);
                        });
        assertThat(of("said.mp4").get(0).dialogue()).contains("Where is the harbour?");
    }

    private static Cue cue(long startMs, long lengthMs, byte[] text) {
        byte[] payload =
                ByteBuffer.allocate(text.length + 2)
                        .putShort((short) text.length)
                        .put(text)
                        .array();
        return new Cue(startMs, lengthMs, payload);
    }

    private String film(String name, ClipOptions options, int frames) {
        Pictures pictures =
                (canvas, frame, at) -> {
                    Graphics2D graphics = canvas.createGraphics();
                    graphics.setColor(
                            name.startsWith("black") ? Color.BLACK : new Color(90, 140, 60));
                    graphics.fillRect(0, 0, canvas.getWidth(), canvas.getHeight());
                    graphics.dispose();
                };
        ClipMaker.make(folder.resolve(name), options, List.of(new Shot("all", pictures, frames)));
        return name;
    }

    private void index(TestingEncoder encoder, Collection<String> names) throws Exception {
        Analysers analysers =
                Analysers.of(encoder)
                        .with(
                                new EncodedSentences(
                                        PlannedModel.findSentences(
                                                List.of(),
                                                ModelCatalog.DEFAULT_SENTENCES,
                                                RuntimeOptions.CPU)));
        Configuration options = CollectingJob.options(folder.toRealPath());
        List<Path> videos = new ArrayList<>();
        for (String name : names) {
            videos.add(folder.toRealPath().resolve(name));
        }
        try (CollectingJob job =
                CollectingJob.start(videos, options, analysers, IndexVideosJob.videos(options))) {
            job.await("the videos to end", () -> CollectingJob.finals().size() == names.size());
        }
    }

    private static List<Moment> of(String name) {
        return found(Finding::moment).stream()
                .filter(moment -> moment.video().uri().endsWith(name))
                .toList();
    }

    private static <T> List<T> found(Function<Finding, T> kind) {
        return TestingSink.kept("index", IndexChange.class).stream()
                .map(IndexChange::finding)
                .filter(Objects::nonNull)
                .map(kind)
                .filter(Objects::nonNull)
                .toList();
    }
}
