package io.zoetrope.media.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DecoderCommandTest {
    private static final String QUICK_COMPILER = "-XX:TieredStopAtLevel=1";

    @Test
    void onlyWhoeverGivesManyPicturesGetsTheCompilerThatTakesLong() {
        assertThat(command(DecoderSettings.DEFAULT)).doesNotContain(QUICK_COMPILER);
        assertThat(command(DecoderSettings.DEFAULT.withoutPictures())).contains(QUICK_COMPILER);
    }

    private static List<String> command(DecoderSettings settings) {
        return DecoderCommand.of(settings, SharedFile.NONE).command();
    }
}
