package io.zoetrope.jobs.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.LineSource;
import io.zoetrope.domain.finding.DialogueLine;
import io.zoetrope.domain.finding.Finding;
import io.zoetrope.domain.finding.IndexChange;
import io.zoetrope.domain.finding.Moment;
import io.zoetrope.domain.finding.ScreenText;
import io.zoetrope.domain.status.VideoStatus;
import io.zoetrope.jobs.CollectingJob;
import io.zoetrope.jobs.IndexVideosJob;
import io.zoetrope.jobs.IndexingRig;
import io.zoetrope.jobs.TestingEncoder;
import io.zoetrope.jobs.TestingSink;
import io.zoetrope.media.Sampling;
import io.zoetrope.models.packages.ModelCatalog;
import io.zoetrope.models.runtime.onnx.RuntimeOptions;
import io.zoetrope.operators.observe.Analysers;
import io.zoetrope.operators.observe.SentenceVectors;
import io.zoetrope.operators.observe.analysers.EncodedSentences;
import io.zoetrope.operators.observe.analysers.PlannedModel;
import io.zoetrope.operators.observe.analysers.PlannedReader;
import io.zoetrope.operators.observe.analysers.TextAnalyser;
import io.zoetrope.testing.clips.ClipMaker;
import io.zoetrope.testing.clips.ClipOptions;
import io.zoetrope.testing.clips.Shot;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said and what is to be read, through the real pipeline with the bundled models. */
class WordsOfVideosTest {
    private static final int RATE = 10;

    private static final String SRT =
            """
            1
            00:00:01,000 --> 00:00:02,500
            ANNA: Which floor did you say?

            2
            00:00:04,000 --> 00:00:30,000
            The cafe\u0301.

            3
            00:00:30,000 --> 00:00:40,000
            Nobody hears this.
            """;

    @TempDir Path folder;

    @Test
    void captionsBesideAVideoAndATitleCardAreFoundAndStandInItsMoments() throws Exception {
        Path video = clip();
        Files.writeString(folder.resolve("clip.srt"), SRT);

        index("{\"uri\":\"%s\"}".formatted(uri(video)));

        assertThat(last().state()).isEqualTo(IndexingState.READY);
        assertThat(found(Finding::line))
                .extracting(DialogueLine::startUs, DialogueLine::endUs, DialogueLine::text)
                .containsExactly(
                        tuple(1_000_000L, 2_500_000L, "Which floor did you say?"),
                        tuple(4_000_000L, 8_000_000L, "The caf\u00e9."));
        assertThat(found(Finding::line))
                .allSatisfy(
                        line -> {
                            assertThat(line.source()).isEqualTo(LineSource.SIDECAR);
                            assertThat(line.vector().dimension()).isEqualTo(384);
                            assertThat(line.model().name())
                                    .isEqualTo(ModelCatalog.DEFAULT_SENTENCES);
                        })
                .extracting(DialogueLine::ordinal, DialogueLine::speaker)
                .containsExactly(tuple(0, "ANNA"), tuple(1, ""));
        assertThat(found(Finding::text)).singleElement().satisfies(WordsOfVideosTest::isTheTitle);
        List<Moment> moments = found(Finding::moment);
        assertThat(moments.get(0).screenText()).isEqualTo("THE SECOND FLOOR");
        assertThat(moments.get(0).dialogue()).isEqualTo("Which floor did you say?");
        Moment end = moments.get(moments.size() - 1);
        assertThat(end.screenText()).isEmpty();
        assertThat(end.dialogue()).isEqualTo("The caf\u00e9.");
    }

    private static void isTheTitle(ScreenText title) {
        assertThat(title.text()).isEqualTo("THE SECOND FLOOR");
        assertThat(title.startUs()).isZero();
        assertThat(title.endUs()).isEqualTo(3_000_000);
        assertThat(title.confidence()).isGreaterThan(0.8f);
        assertThat(title.box().x0()).isCloseTo(60 / 640f, within(0.03f));
        assertThat(title.box().y1()).isCloseTo(200 / 360f, within(0.05f));
        assertThat(title.vector().dimension()).isEqualTo(384);
    }

    /** One that is not there, and ones that the settings below {@code sources} do not allow. */
    @Test
    void captionsThatCannotBeReadLeaveAVideoThatIsPartial() throws Exception {
        Path video = clip();
        List<String> refused =
                List.of(
                        uri(folder.resolve("none.vtt")),
                        "file:///elsewhere/a.vtt",
                        "http://127.0.0.1:9/a.vtt",
                        "ftp://example.com/a.vtt");
        List<String> arrivals = new ArrayList<>();
        for (int i = 0; i < refused.size(); i++) {
            Path copy = Files.copy(video, folder.resolve(i + ".mp4"));
            arrivals.add(
                    "{\"uri\":\"%s\",\"captions_uri\":\"%s\"}"
                            .formatted(uri(copy), refused.get(i)));
        }

        index(arrivals.toArray(String[]::new));

        assertThat(CollectingJob.finals())
                .allSatisfy(
                        end -> {
                            assertThat(end.state()).isEqualTo(IndexingState.PARTIAL);
                            assertThat(end.error().reason()).isEqualTo("captions_unreadable");
                        })
                .extracting(end -> end.error().detail())
                .satisfiesExactlyInAnyOrder(
                        detail -> assertThat(detail).contains("none.vtt").contains("no such file"),
                        detail -> assertThat(detail).contains("outside the folders"),
                        detail -> assertThat(detail).contains("not on the public internet"),
                        detail -> assertThat(detail).contains("scheme ftp is not among"));
        assertThat(found(Finding::moment)).hasSizeGreaterThanOrEqualTo(refused.size());
        assertThat(found(Finding::line)).isEmpty();
    }

    /** Three seconds of a title card, then five of something that moves. */
    private Path clip() {
        Shot title = new Shot("title", (c, f, s) -> title(c), 3 * RATE);
        Shot ball = new Shot("ball", (c, f, s) -> ball(c, f), 5 * RATE);
        ClipOptions options = ClipOptions.h264(640, 360, RATE);
        return ClipMaker.make(folder.resolve("clip.mp4"), options, List.of(title, ball)).file();
    }

    private static void title(BufferedImage canvas) {
        Graphics2D graphics = filled(canvas, new Color(20, 24, 40));
        graphics.setRenderingHint(
                RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 48));
        graphics.drawString("THE SECOND FLOOR", 60, 200);
        graphics.dispose();
    }

    private static void ball(BufferedImage canvas, int frame) {
        Graphics2D graphics = filled(canvas, new Color(40, 140, 60));
        graphics.setColor(new Color(230, 90, 40));
        graphics.fillOval(20 + 10 * frame, 120, 100, 100);
        graphics.dispose();
    }

    private static Graphics2D filled(BufferedImage canvas, Color colour) {
        Graphics2D graphics = canvas.createGraphics();
        graphics.setColor(colour);
        graphics.fillRect(0, 0, canvas.getWidth(), canvas.getHeight());
        return graphics;
    }

    private void index(String... arrivals) throws Exception {
        Configuration options = CollectingJob.options(folder.toRealPath());
        try (CollectingJob job =
                CollectingJob.start(options, analysers(), IndexVideosJob.videos(options))) {
            List.of(arrivals).forEach(CollectingJob::send);
            job.await("the videos to end", () -> CollectingJob.finals().size() == arrivals.length);
        }
    }

    private static Analysers analysers() {
        Sampling settled = Sampling.settled(1_000_000, 10_000_000);
        return Analysers.of(
                        new TestingEncoder(Sampling.every(1_000_000)),
                        new TextAnalyser(reader(), sentences(), settled))
                .with(sentences());
    }

    private static PlannedReader reader() {
        return PlannedReader.find(
                List.of(),
                ModelCatalog.DEFAULT_TEXT_DETECTOR,
                ModelCatalog.DEFAULT_TEXT_RECOGNIZER,
                RuntimeOptions.CPU);
    }

    private static SentenceVectors sentences() {
        return new EncodedSentences(
                PlannedModel.findSentences(
                        List.of(), ModelCatalog.DEFAULT_SENTENCES, RuntimeOptions.CPU));
    }

    private static String uri(Path file) {
        return IndexingRig.real(file.getParent()).resolve(file.getFileName()).toUri().toString();
    }

    private static VideoStatus last() {
        List<VideoStatus> finals = CollectingJob.finals();
        return finals.get(finals.size() - 1);
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
