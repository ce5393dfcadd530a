package io.zoetrope.operators.observe.analysers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.zoetrope.domain.SoundClass;
import io.zoetrope.models.packages.manifest.ManifestException;
import io.zoetrope.models.packages.manifest.ModelTask;
import io.zoetrope.models.runtime.onnx.RuntimeOptions;
import io.zoetrope.operators.observe.HeardWindow;
import io.zoetrope.operators.observe.SoundInput;
import io.zoetrope.operators.sound.Loudness;
import io.zoetrope.operators.sound.SampledSound;
import io.zoetrope.operators.sound.TestingSound;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** With the bundled encoder, on sounds that are made here. */
class AudioAnalyserTest {
    private static AudioAnalyser analyser;

    @BeforeAll
    static void open() {
        analyser =
                new AudioAnalyser(
                        PlannedSound.inSpaceOf(List.of(), "zoetrope-clip", RuntimeOptions.CPU)
                                .orElseThrow());
        analyser.open();
    }

    @AfterAll
    static void close() {
        analyser.close();
    }

    @Test
    void eachWindowHasAVectorItsClassesAndItsLoudness() throws Exception {
        List<HeardWindow> heard = listen(new TestingSound().tone(2, 200, 0.4).tone(1, 3000, 0.4));

        assertThat(heard)
                .extracting(HeardWindow::startUs)
                .containsExactly(0L, 1_000_000L, 2_000_000L);
        assertThat(heard)
                .extracting(window -> window.classes().get(0).name())
                .containsExactly("low tone", "low tone", "high tone");
        assertThat(heard)
                .allSatisfy(
                        window -> {
                            assertThat(window.silent()).isFalse();
                            assertThat(window.vector().dot(window.vector()))
                                    .isCloseTo(1, within(1e-3f));
                            assertThat(window.classes())
                                    .hasSizeBetween(1, 5)
                                    .allMatch(c -> c.score() >= 0.65f);
                        });
        assertThat(heard.get(0).loudnessDb()).isCloseTo(-10.97f, within(0.05f));
    }

    @Test
    void silenceIsKnownAndIsOneWindowWithoutVectorOrClass() throws Exception {
        long asked = analyser.engines().get(0).metrics().items();
        List<HeardWindow> heard = listen(new TestingSound().silence(60));

        assertThat(heard).containsExactly(HeardWindow.silence(0, 60_000_000, Loudness.FLOOR_DB));
        assertThat(heard.get(0).vector().dimension()).isZero();
        assertThat(analyser.engines().get(0).metrics().items()).isEqualTo(asked);
    }

    @Test
    void theSameHoweverTheVideoIsCut() throws Exception {
        TestingSound sound =
                new TestingSound().tone(4, 3000, 0.5).silence(3).noise(4, 0.1).silence(1);
        List<HeardWindow> whole = listen(sound);

        List<HeardWindow> cut = new ArrayList<>();
        long[] borders = sound.borders(2_500, 3_100);
        for (int i = 0; i + 1 < borders.length; i++) {
            SampledSound part =
                    SampledSound.of(
                            sound.pieces(borders[i], borders[i + 1] + analyser.spec().tailUs()));
            SoundInput input = new SoundInput(borders[i], borders[i + 1], i == 0, false, part);
            for (HeardWindow window : analyser.listen(input).get().windows()) {
                int last = cut.size() - 1;
                if (last >= 0 && cut.get(last).goesOnWith(window)) {
                    cut.set(last, cut.get(last).with(window));
                } else {
                    cut.add(window);
                }
            }
        }

        assertThat(cut)
                .usingRecursiveComparison()
                .withComparatorForType(
                        (a, b) -> Math.abs(a - b) < 1e-4f ? 0 : Float.compare(a, b), Float.class)
                .ignoringFields("vector")
                .isEqualTo(whole);
        assertThat(whole).hasSize(10);
    }

    @Test
    void soundThatBeginsInAWindowIsHeardFromThereOn() throws Exception {
        TestingSound sound = new TestingSound().tone(3, 200, 0.4);
        SampledSound late = SampledSound.of(sound.pieces(40_000, 3_000_000));
        SoundInput first = new SoundInput(40_000, 2_000_000, true, false, late);

        assertThat(analyser.listen(first).get().windows())
                .extracting(HeardWindow::startUs)
                .containsExactly(0L, 1_000_000L);
        SoundInput second = new SoundInput(2_000_000, 3_000_000, false, true, late);
        assertThat(analyser.listen(second).get().windows())
                .extracting(HeardWindow::startUs)
                .containsExactly(2_000_000L);
    }

    @Test
    void namesNoClassBelowTheLeastScore() throws Exception {
        List<HeardWindow> heard = listen(new TestingSound().noise(1, 0.001));

        assertThat(heard.get(0).classes())
                .extracting(SoundClass::score)
                .allMatch(score -> score >= 0.65f);
    }

    @Test
    void refusesAPackageThatHearsNothing() {
        assertThatThrownBy(
                        () ->
                                PlannedSound.find(
                                        List.of(),
                                        "zoetrope-clip",
                                        ModelTask.AUDIO_ENCODER,
                                        RuntimeOptions.CPU))
                .isInstanceOf(ManifestException.class)
                .hasMessageContaining("is of task image-text-encoder, not audio-encoder");
        assertThat(PlannedSound.inSpaceOf(List.of(), "siglip-base", RuntimeOptions.CPU)).isEmpty();
    }

    private static List<HeardWindow> listen(TestingSound sound) throws Exception {
        SoundInput all = new SoundInput(0, Long.MAX_VALUE, true, true, sound.all());
        return analyser.listen(all).get().windows();
    }
}
