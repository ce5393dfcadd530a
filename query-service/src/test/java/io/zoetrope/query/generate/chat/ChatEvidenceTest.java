package io.zoetrope.query.generate.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.query.generate.Citation;
import io.zoetrope.query.generate.Scene;
import io.zoetrope.query.generate.Sign;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChatEvidenceTest {
    private static final int SCENES = 12;
    private static final long SCENE_MS = 600_000;

    /** Two hours in which somebody speaks without end. */
    private static List<Scene> talk() {
        List<Scene> scenes = new ArrayList<>();
        for (int s = 0; s < SCENES; s++) {
            long fromMs = s * SCENE_MS;
            List<Sign> lines =
                    IntStream.range(0, 100)
                            .mapToObj(
                                    i ->
                                            Sign.there(
                                                    Sign.Kind.LINE,
                                                    "a line of some words that is said",
                                                    fromMs + i * 1_000L,
                                                    fromMs + i * 1_000L + 900,
                                                    1))
                            .toList();
            scenes.add(Scene.ofAnything("v", "", "m" + s, fromMs, fromMs + SCENE_MS).with(lines));
        }
        return scenes;
    }

    @Test
    void everyStretchOfALongVideoHasItsShare() {
        ChatEvidence evidence = ChatEvidence.of(talk());
        assertThat(evidence.scenes()).isEqualTo(SCENES);
        for (int s = 0; s < SCENES; s++) {
            int number = evidence.numberOf(s).orElseThrow();
            assertThat(evidence.of(number))
                    .contains(new Citation("v", s * SCENE_MS, (s + 1) * SCENE_MS, "m" + s));
            assertThat(evidence.of(number + 5).orElseThrow().startMs())
                    .as("a line of the stretch itself")
                    .isBetween(s * SCENE_MS, (s + 1) * SCENE_MS);
        }
        assertThat(evidence.text().length()).isBetween(20_000, 24_000);
    }

    @Test
    void whatWasFoundGoesBeforeWhatElseIsThere() {
        Scene scene = talk().get(0);
        Sign found = Sign.there(Sign.Kind.LINE, "what was asked for", 500_000, 501_000, 0).asked(1);
        ChatEvidence evidence = ChatEvidence.of(List.of(scene.with(List.of(found))));
        assertThat(evidence.of(2)).contains(new Citation("v", 500_000, 501_000, "m0"));
    }

    /** Else a later line would have its number, and a picture would be shown as another's. */
    @Test
    void aSceneWithoutRoomHasNoNumber() {
        String title = "t".repeat(390);
        List<Scene> scenes =
                IntStream.range(0, 100)
                        .mapToObj(i -> Scene.ofAnything("v" + i, title, "m" + i, 0, 1_000))
                        .toList();
        ChatEvidence evidence = ChatEvidence.of(scenes);
        assertThat(evidence.scenes()).isLessThan(100);
        assertThat(IntStream.range(0, 100).mapToObj(evidence::numberOf))
                .contains(OptionalInt.empty());
        for (int i = 0; i < scenes.size(); i++) {
            String video = "v" + i;
            evidence.numberOf(i)
                    .ifPresent(
                            number ->
                                    assertThat(evidence.of(number).orElseThrow().videoId())
                                            .isEqualTo(video));
        }
    }
}
