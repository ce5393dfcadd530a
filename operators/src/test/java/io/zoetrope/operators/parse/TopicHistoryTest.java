package io.zoetrope.operators.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.RawEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopicHistoryTest {
    private final TopicHistory history = new TopicHistory();

    @Test
    void offsetsThatGrowAreOneIncarnation() {
        assertThat(List.of(note(0, 5), note(1, 0), note(0, 6), note(0, 90), note(1, 1)))
                .containsOnly(0);
    }

    @Test
    void offsetsThatBeginAnewAreTheNext() {
        note(0, 5);

        assertThat(note(0, 0)).isEqualTo(1);
        assertThat(note(0, 1)).isEqualTo(1);
        assertThat(note(0, 900)).isEqualTo(1);
        assertThat(note(0, 0)).isEqualTo(2);
        assertThat(note(0, 0)).as("a topic of one message").isEqualTo(3);
        assertThat(note(1, 0)).as("another partition").isZero();
    }

    @Test
    void keepsTheLatestOfWhatSubtasksRemember() {
        history.restore(new PartitionMark("t", 0, 1, 3));
        history.restore(new PartitionMark("t", 0, 0, 500));
        history.restore(new PartitionMark("t", 0, 1, 2));

        assertThat(note(0, 4)).isEqualTo(1);
        assertThat(note(0, 3)).isEqualTo(2);
    }

    @Test
    void oneSubtaskKeepsWhatNobodyReadSince() {
        history.restore(new PartitionMark("t", 7, 1, 3));
        note(0, 5);

        assertThat(history.marks(false)).containsExactly(new PartitionMark("t", 0, 0, 5));
        assertThat(history.marks(true))
                .containsExactlyInAnyOrder(
                        new PartitionMark("t", 7, 1, 3), new PartitionMark("t", 0, 0, 5));
    }

    private int note(int partition, long offset) {
        return history.note(RawEvent.NONE.at("t", partition, offset));
    }
}
