package io.zoetrope.media.ffmpeg.track;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.media.KeyFrameIndex;
import org.junit.jupiter.api.Test;

class KeyFrameCollectorTest {
    @Test
    void oneOfASecondAndTheFirst() {
        KeyFrameCollector keys = new KeyFrameCollector();
        for (long us = -40_000; us < 3_000_000; us += 40_000) {
            keys.add(us, us / 1000);
        }
        KeyFrameIndex index = keys.index(0, true);
        assertThat(index.timesUs()).containsExactly(-40_000, 960_000, 1_960_000, 2_960_000);
        assertThat(index.positions()).containsExactly(-40, 960, 1960, 2960);
    }

    @Test
    void boundedHoweverManyAFileHas() {
        KeyFrameCollector keys = new KeyFrameCollector(100);
        for (long second = 0; second < 100_000; second++) {
            keys.add(second * 1_000_000, second);
        }
        assertThat(keys.index(0, false).timesUs())
                .hasSizeBetween(50, 100)
                .isSorted()
                .doesNotHaveDuplicates()
                .startsWith(0);
    }

    @Test
    void boundedWithTheFirstPictureToo() {
        for (int count = 98; count <= 102; count++) {
            KeyFrameCollector keys = new KeyFrameCollector(100);
            for (long second = 1; second <= count; second++) {
                keys.add(second * 1_000_000, second);
            }
            assertThat(keys.index(0, true).timesUs())
                    .as("%d key frames behind the first picture", count)
                    .hasSizeBetween(50, 100)
                    .startsWith(0);
        }
    }

    @Test
    void startsWithTheFirstPicture() {
        assertThat(new KeyFrameCollector().index(0, true).timesUs()).containsExactly(0);
        KeyFrameCollector late = new KeyFrameCollector();
        late.add(10_000_000, 7);
        assertThat(late.index(10_000_000, true).positions()).containsExactly(7);
        assertThat(late.index(9_000_000, true).timesUs()).containsExactly(9_000_000, 10_000_000);
        assertThat(late.index(9_000_000, true).positions()).containsExactly(0, 7);
        assertThat(late.index(9_000_000, false).positions()).isEmpty();
    }
}
