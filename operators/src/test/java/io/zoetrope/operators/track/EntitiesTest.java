package io.zoetrope.operators.track;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.Box;
import io.zoetrope.domain.TimedBox;
import io.zoetrope.domain.Vector;
import io.zoetrope.domain.finding.ObjectTrack;
import io.zoetrope.models.packages.manifest.Recognition;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EntitiesTest {
    private static final Recognition RULES = new Recognition(.9f, List.of("person", "dog"));
    private static final float[] RED = {1, 0, 0};
    private static final float[] REDDISH = {.95f, .312f, 0};
    private static final float[] BLUE = {0, 0, 1};

    private final Entities entities = new Entities(RULES, List.of());

    @Test
    void whatLooksTheSameLaterIsTheSame() {
        assertThat(name("person", RED, 0, 5, "a")).isEqualTo("a");
        assertThat(name("person", BLUE, 6, 9, "b")).isEqualTo("b");
        assertThat(name("person", REDDISH, 10, 12, "c")).isEqualTo("a");
    }

    @Test
    void whatWasThereMeanwhileIsAnother() {
        name("person", RED, 0, 5, "a");

        assertThat(name("person", RED, 5, 8, "b")).isEqualTo("b");
        assertThat(name("person", RED, 4, 9, "c")).isEqualTo("c");
    }

    @Test
    void ofTwoThatEndTogetherOnlyTheMoreLikeIsTheSame() {
        name("person", RED, 0, 5, "a");

        List<String> names =
                entities.name(
                        List.of(track("person", REDDISH, 6, 9), track("person", RED, 6, 9)),
                        List.of("b", "c"));

        assertThat(names).containsExactly("b", "a");
    }

    @Test
    void anotherClassIsAnotherObject() {
        name("person", RED, 0, 5, "a");

        assertThat(name("dog", RED, 6, 9, "b")).isEqualTo("b");
    }

    @Test
    void whatCannotBeToldHasNoEntity() {
        assertThat(name("car", RED, 0, 5, "a")).as("a class that it is not for").isEmpty();
        assertThat(name("person", new float[0], 6, 9, "b")).as("without a look").isEmpty();
        assertThat(entities.state()).isEmpty();
        assertThat(
                        new Entities(Recognition.NONE, List.of())
                                .name(List.of(track("person", RED, 0, 5)), List.of("c")))
                .containsExactly("");
    }

    @Test
    void aLookOfAnotherModelIsNotCompared() {
        name("person", RED, 0, 5, "a");

        assertThat(name("person", new float[] {1, 0}, 6, 9, "b")).isEqualTo("b");
    }

    @Test
    void aLookIsTheMeanOfAllThatShowedIt() {
        name("person", RED, 0, 5, "a");
        name("person", REDDISH, 6, 9, "b");

        PastEntity entity = entities.state().get(0);
        assertThat(entity.sightings()).isEqualTo(20);
        assertThat(entity.lastUs()).isEqualTo(9);
        assertThat(entity.look().dot(entity.look())).isBetween(.999f, 1.001f);
        assertThat(entity.look().values()[1]).isBetween(.1f, .25f);
    }

    @Test
    void remembersThoseThatWereSeenLast() {
        int many = Entities.MOST + 40;
        for (int i = 0; i < many; i++) {
            float[] look = new float[many];
            look[i] = 1;
            name("person", look, 10L * i, 10L * i + 5, "e" + i);
        }

        assertThat(entities.state()).hasSize(Entities.MOST);
        assertThat(entities.state().get(0).id()).isEqualTo("e40");
        assertThat(entities.state().get(Entities.MOST - 1).id()).isEqualTo("e" + (many - 1));
    }

    @Test
    void goesOnFromItsState() {
        List<String> names = new ArrayList<>();
        List<String> pieces = new ArrayList<>();
        List<PastEntity> state = List.of();
        for (int i = 0; i < 9; i++) {
            float[] look = {i % 3 == 0 ? 1 : 0, i % 3 == 1 ? 1 : 0, i % 3 == 2 ? 1 : 0};
            names.add(name("person", look, 10L * i, 10L * i + 5, "e" + i));
            Entities next = new Entities(RULES, state);
            pieces.addAll(
                    next.name(
                            List.of(track("person", look, 10L * i, 10L * i + 5)),
                            List.of("e" + i)));
            state = next.state();
        }

        assertThat(names).containsExactly("e0", "e1", "e2", "e0", "e1", "e2", "e0", "e1", "e2");
        assertThat(pieces).isEqualTo(names);
    }

    private String name(String label, float[] look, long fromUs, long toUs, String id) {
        return entities.name(List.of(track(label, look, fromUs, toUs)), List.of(id)).get(0);
    }

    private static ObjectTrack track(String label, float[] look, long fromUs, long toUs) {
        Box box = new Box(0, 0, 1, 1);
        List<TimedBox> boxes = List.of(new TimedBox(fromUs, box), new TimedBox(toUs, box));
        Vector vector = new Vector(look);
        return new ObjectTrack(label, .9f, 10, boxes, 0, vector, vector, boxes.get(0));
    }
}
