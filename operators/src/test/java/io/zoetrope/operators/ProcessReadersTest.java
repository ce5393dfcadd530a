package io.zoetrope.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.VideoReaders;
import io.zoetrope.media.process.DecoderSettings;
import io.zoetrope.testing.clips.TestingFileSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Only processes that are asked for pictures have memory in common with this one. */
class ProcessReadersTest {
    private static final Path MAPS = Path.of("/proc/self/maps");

    private final ProcessReaders readers =
            new ProcessReaders(
                    DecoderSettings.DEFAULT, DecoderSettings.DEFAULT, ReaderLimits.DEFAULT, 1);

    @Test
    void packagingAndProbingShareNoMemory() throws Exception {
        assumeTrue(Files.exists(MAPS));
        long before = mapped();
        try (VideoReaders packaging = readers.packaging();
                VideoReaders probing = readers.probing()) {
            for (VideoReaders each : new VideoReaders[] {packaging, probing}) {
                assertThatThrownBy(() -> each.open(new TestingFileSource(new byte[64]), "none"))
                        .isInstanceOf(RejectedInput.class);
            }
            assertThat(mapped()).isEqualTo(before);
        }
    }

    private static long mapped() throws IOException {
        return Files.readAllLines(MAPS).stream()
                .filter(line -> line.contains("/zoetrope-") && line.contains(".pictures"))
                .count();
    }
}
