package io.zoetrope.operators.label;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.LabelLimits;
import org.junit.jupiter.api.Test;

/** What of labels there is room for. */
class KnownLabelsTest {
    /** An older state had no bounds, and is taken as it is. */
    @Test
    void oneThatShrinksHasRoomEvenOverTheBound() {
        int large = (int) (LabelLimits.MAX_BYTES / Float.BYTES / 2);
        KnownLabels known = new KnownLabels();
        for (String id : new String[] {"a", "b", "c", "d"}) {
            known.put(TestingLabels.large(id, "acme", id, 1, large));
        }
        assertThat(known.hasRoom(TestingLabels.large("a", "acme", "a", 2, large / 2))).isTrue();
        assertThat(known.hasRoom(TestingLabels.large("a", "acme", "called", 2, large))).isTrue();
        assertThat(known.hasRoom(TestingLabels.large("a", "acme", "a", 2, large + 1))).isFalse();
        assertThat(known.hasRoom(TestingLabels.large("e", "acme", "e", 2, 1))).isFalse();
    }
}
