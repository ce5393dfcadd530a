package io.zoetrope.operators.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.zoetrope.domain.SoundClass;
import io.zoetrope.domain.Vector;
import io.zoetrope.operators.observe.HeardWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SoundComposerTest {
    private final List<HeardWindow> written = new ArrayList<>();
    private final List<Integer> ordinals = new ArrayList<>();
    private ComposedSound state = ComposedSound.START;

    @Test
    void silenceThatGoesOnOverSegmentsIsOneWindow() {
        add(sound(0, "bell"), silence(1, 10));
        add(silence(10, 20));
        add(silence(20, 21), sound(21, "bell"));

        assertThat(written)
                .extracting(HeardWindow::startUs, HeardWindow::endUs)
                .containsExactly(
                        tuple(0L, 1_000_000L),
                        tuple(1_000_000L, 21_000_000L),
                        tuple(21_000_000L, 22_000_000L));
        assertThat(ordinals).containsExactly(0, 1, 2);
    }

    @Test
    void twoHoursOfSilenceAreOneWindow() {
        for (int segment = 0; segment < 720; segment++) {
            add(silence(segment * 10, segment * 10 + 10));
        }
        end();

        assertThat(written).hasSize(1);
        assertThat(written.get(0).endUs()).isEqualTo(7_200_000_000L);
    }

    @Test
    void twoHoursOfSoundLeaveABoundedState() {
        for (int segment = 0; segment < 720; segment++) {
            int from = segment * 10;
            add(
                    IntStream.range(from, from + 10)
                            .mapToObj(second -> sound(second, "a", "b", "c", "d", "e"))
                            .toArray(HeardWindow[]::new));
        }

        assertThat(state.recent()).hasSizeLessThanOrEqualTo(600);
        assertThat(written).hasSize(7_200);
    }

    @Test
    void aMomentHasTheBestClassesOfWhatItOverlaps() {
        SoundComposer sounds = composer();
        sounds.add(
                List.of(
                        sound(0, new SoundClass("before", 0.9f)),
                        sound(1, new SoundClass("bell", 0.6f), new SoundClass("buzz", 0.5f)),
                        sound(2, new SoundClass("bell", 0.7f), new SoundClass("drum", 0.65f)),
                        sound(3, new SoundClass("after", 0.9f))));

        assertThat(sounds.classes(1_500_000, 3_000_000)).containsExactly("bell", "drum", "buzz");
        assertThat(sounds.classes(9_000_000, 10_000_000)).isEmpty();
    }

    @Test
    void aMomentHasTenClassesAtMost() {
        SoundComposer sounds = composer();
        sounds.add(
                IntStream.range(0, 20)
                        .mapToObj(i -> sound(i, "class " + (char) ('a' + i)))
                        .toList());

        assertThat(sounds.classes(0, 20_000_000)).hasSize(10).startsWith("class a");
    }

    @Test
    void remembersWhatAnOpenMomentStillOverlaps() {
        Composition open =
                new Composition(
                        0,
                        2_500_000,
                        List.of(new RunFrame(2_500_000, new Vector(new float[] {1}), "", null)),
                        List.of(),
                        List.of(),
                        0,
                        List.of());
        SoundComposer sounds = composer();
        sounds.add(List.of(sound(1, "a"), sound(2, "b"), sound(3, "c")));

        assertThat(sounds.state(open, 4_000_000).recent())
                .extracting(HeardSpan::startUs)
                .containsExactly(2_000_000L, 3_000_000L);
        assertThat(sounds.state(Composition.START, 63_500_000).recent())
                .extracting(HeardSpan::startUs)
                .containsExactly(3_000_000L);
    }

    private void add(HeardWindow... heard) {
        SoundComposer sounds = composer();
        sounds.add(List.of(heard));
        state = sounds.state(Composition.START, heard[heard.length - 1].endUs());
    }

    private void end() {
        composer().end();
    }

    private SoundComposer composer() {
        return new SoundComposer(
                state,
                (window, ordinal) -> {
                    written.add(window);
                    ordinals.add(ordinal);
                });
    }

    private static HeardWindow silence(int from, int to) {
        return HeardWindow.silence(from * 1_000_000L, to * 1_000_000L, -90);
    }

    private static HeardWindow sound(int second, String... names) {
        return sound(
                second,
                List.of(names).stream()
                        .map(n -> new SoundClass(n, 0.6f))
                        .toArray(SoundClass[]::new));
    }

    private static HeardWindow sound(int second, SoundClass... classes) {
        return HeardWindow.sound(
                second * 1_000_000L,
                (second + 1) * 1_000_000L,
                -20,
                new Vector(new float[] {1}),
                List.of(classes));
    }
}
