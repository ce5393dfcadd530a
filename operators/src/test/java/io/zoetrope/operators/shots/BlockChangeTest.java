package io.zoetrope.operators.shots;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.media.FrameSignatures;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BlockChangeTest {
    private static final int PLANES = FrameSignatures.PLANES;

    private final Random random = new Random(5);
    private final double[] picture = picture();

    @Test
    void anExposureThatFollowsWhatLeavesIsEven() {
        double[] brighter = picture.clone();
        for (int block = 0; block < FrameSignatures.BLOCKS; block++) {
            // A white car was in five of them.
            brighter[block * PLANES] += block < 5 ? -80 : 25 + random.nextInt(3);
            brighter[block * PLANES + 1] += 2;
        }
        assertThat(new BlockChange(picture, brighter).isEven()).isTrue();
    }

    @Test
    void anotherPictureIsNot() {
        for (int i = 0; i < 100; i++) {
            assertThat(new BlockChange(picture, picture()).isEven()).isFalse();
        }
    }

    private double[] picture() {
        double[] means = new double[FrameSignatures.BLOCKS * PLANES];
        for (int i = 0; i < means.length; i++) {
            means[i] = 40 + random.nextInt(100);
        }
        return means;
    }
}
