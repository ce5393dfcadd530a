package io.zoetrope.query.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.Vector;
import java.util.List;
import org.junit.jupiter.api.Test;

class DirectionTest {
    private static final ModelRef MODEL = new ModelRef("halves", "1");

    /** The index would refuse the search, and name nothing that a user knows. */
    @Test
    void aQueryWithoutOneIsRefused() throws Exception {
        Vector some = new Vector(new float[] {0, -1});
        assertThat(Direction.ofText(some, MODEL)).isSameAs(some);
        assertThat(Direction.ofMedia(some, MODEL)).isSameAs(some);

        for (Vector none : List.of(new Vector(null), new Vector(new float[2]))) {
            assertThatThrownBy(() -> Direction.ofText(none, MODEL))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("halves gives no vector");
            assertThatThrownBy(() -> Direction.ofMedia(none, MODEL))
                    .isInstanceOf(RejectedInput.class)
                    .hasMessageContaining("halves gives no vector");
        }
    }
}
