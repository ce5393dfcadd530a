package io.zoetrope.operators.observe.analysers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.Vector;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class VisualAnalyserTest {
    /** It fails that picture alone, as any refusal does. */
    @Test
    void aPictureWithoutAVectorIsRefused() {
        Vector seen = new Vector(new float[] {1});

        assertThat(VisualAnalyser.observation(seen).vector()).isEqualTo(seen);
        assertThatThrownBy(() -> VisualAnalyser.observation(new Vector(null)))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        RejectedInput.class,
                        why -> assertThat(why.reason()).isEqualTo("no_vector"));
    }
}
