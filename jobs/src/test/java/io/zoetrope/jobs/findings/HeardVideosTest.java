package io.zoetrope.jobs.findings;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.SoundClass;
import io.zoetrope.domain.finding.IndexChange;
import io.zoetrope.domain.finding.Moment;
import io.zoetrope.domain.finding.SoundWindow;
import io.zoetrope.domain.status.VideoStatus;
import io.zoetrope.jobs.CollectingJob;
import io.zoetrope.jobs.IndexingRig;
import io.zoetrope.jobs.TestingEncoder;
import io.zoetrope.jobs.TestingSink;
import io.zoetrope.media.Sampling;
import io.zoetrope.models.runtime.onnx.RuntimeOptions;
import io.zoetrope.operators.observe.Analysers;
import io.zoetrope.operators.observe.SoundAnalyser;
import io.zoetrope.operators.observe.SoundInput;
import io.zoetrope.operators.observe.SoundObservation;
import io.zoetrope.operators.observe.SoundSpec;
import io.zoetrope.operators.observe.analysers.AudioAnalyser;
import io.zoetrope.operators.observe.analysers.PlannedSound;
import io.zoetrope.testing.clips.ClipOptions;
import io.zoetrope.testing.clips.FilmMaker;
import io.zoetrope.testing.clips.SoundOptions;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sound goes the whole way of the real pipeline, with the bundled encoder. */
class HeardVideosTest {
    private static final Sampling SECONDS = Sampling.every(1_000_000);

    @TempDir Path folder;

    /** Takes no sound at all. */
    private static final class Deaf implements SoundAnalyser {
        private static final long serialVersionUID = 1L;

        @Override
        public SoundSpec spec() {
            return new SoundSpec("deaf", new ModelRef("deaf", "1"), 0, 0);
        }

        @Override
        public CompletableFuture<SoundObservation> listen(SoundInput segment) throws RejectedInput {
            throw new RejectedInput(Reason.CANNOT_BE_ANALYSED, "It hears nothing.");
        }
    }

    @Test
    void windowsAreFindingsAndMomentsHaveTheirClasses() throws Exception {
        run(film("heard.mp4", true), new AudioAnalyser(encoder()));

        assertThat(last().state()).isEqualTo(IndexingState.READY);
        assertThatTheToneAndTheSilenceAreHeard();
        assertThat(moments()).isNotEmpty();
        assertThat(moments())
                .filteredOn(moment -> moment.endUs() <= 4_000_000)
                .allSatisfy(m -> assertThat(m.soundClasses()).containsExactly("low tone"));
        assertThat(moments().stream().flatMap(m -> m.soundClasses().stream()))
                .contains("low tone", "high tone");
    }

    @Test
    void aFileOfSoundAloneHasItsWindows() throws Exception {
        run(film("heard.m4a", false), new AudioAnalyser(encoder()));

        assertThat(last().state()).isEqualTo(IndexingState.READY);
        assertThatTheToneAndTheSilenceAreHeard();
        assertThat(moments()).isEmpty();
    }

    @Test
    void oneThatCannotListenLeavesTheOthersResults() throws Exception {
        run(film("heard.mp4", true), new AudioAnalyser(encoder()), new Deaf());

        assertThat(last().state()).isEqualTo(IndexingState.PARTIAL);
        assertThat(last().error().detail()).contains("'deaf'").contains("It hears nothing.");
        assertThatTheToneAndTheSilenceAreHeard();
        assertThat(moments()).isNotEmpty();
    }

    private static void assertThatTheToneAndTheSilenceAreHeard() {
        List<SoundWindow> sounds =
                TestingSink.kept("sounds", SoundWindow.class).stream()
                        .sorted(Comparator.comparing(SoundWindow::ordinal))
                        .toList();
        assertThat(sounds)
                .filteredOn(SoundWindow::silent)
                .as("one silence, over the border of two segments")
                .singleElement()
                .satisfies(
                        silence -> {
                            assertThat(silence.endUs() - silence.startUs())
                                    .isBetween(5_000_000L, 7_000_000L);
                            assertThat(silence.vector().dimension()).isZero();
                        });
        assertThat(sounds).extracting(SoundWindow::ordinal).doesNotHaveDuplicates().startsWith(0);
        assertThat(named(sounds, 0, 4_000_000)).containsOnly("low tone");
        assertThat(named(sounds, 10_500_000, 14_000_000)).containsOnly("high tone");
    }

    private static List<String> named(List<SoundWindow> sounds, long fromUs, long toUs) {
        return sounds.stream()
                .filter(sound -> sound.startUs() >= fromUs && sound.endUs() <= toUs)
                .flatMap(sound -> sound.classes().stream().limit(1))
                .map(SoundClass::name)
                .toList();
    }

    /** Four seconds of a low tone, six of silence, four of a high tone. */
    private Path film(String name, boolean pictures) {
        SoundOptions.Wave low = SoundOptions.tone(200);
        SoundOptions.Wave high = SoundOptions.tone(3000);
        SoundOptions sound =
                SoundOptions.of(
                        "aac", 48_000, 14, s -> s < 4 ? low.at(s) : s < 10 ? 0 : high.at(s));
        FilmMaker film = FilmMaker.of(folder.resolve(name)).sound(sound);
        if (pictures) {
            film.pictures(ClipOptions.h264(160, 120, 10), 140);
        }
        return film.make();
    }

    private static PlannedSound encoder() {
        return PlannedSound.inSpaceOf(List.of(), "zoetrope-clip", RuntimeOptions.CPU).orElseThrow();
    }

    private void run(Path video, SoundAnalyser... listeners) throws Exception {
        try (CollectingJob job =
                CollectingJob.start(
                        folder.toRealPath(),
                        List.of(IndexingRig.real(video)),
                        new Configuration(),
                        Analysers.of(new TestingEncoder(SECONDS)).hearing(listeners))) {
            job.await(
                    "the video to end",
                    () -> statuses().stream().anyMatch(s -> s.state().isFinal()));
        }
    }

    private static List<VideoStatus> statuses() {
        return TestingSink.kept("index", IndexChange.class).stream()
                .map(IndexChange::status)
                .filter(Objects::nonNull)
                .toList();
    }

    private static VideoStatus last() {
        return statuses().get(statuses().size() - 1);
    }

    private static List<Moment> moments() {
        return TestingSink.kept("moments", Moment.class);
    }
}
