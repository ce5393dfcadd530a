package io.zoetrope.media.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.SampledFrame;
import io.zoetrope.media.VideoReader;
import io.zoetrope.testing.clips.TestingFileSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A slot whose child behaves as the name of the video says, see {@link MisbehavingChild}. */
final class TestingDecoder implements AutoCloseable {
    static final DecoderSettings SETTINGS =
            DecoderSettings.DEFAULT
                    .withMemory(512L << 20)
                    .withDeadline(Duration.ofSeconds(20))
                    .withProgram(MisbehavingChild.PROGRAM);

    private final byte[] clip;
    private final DecoderSlot slot = slot(SETTINGS);

    TestingDecoder(Path folder) throws IOException {
        clip = TestingClip.bytes(folder);
    }

    /** Closed by the caller. */
    static DecoderSlot slot(DecoderSettings settings) {
        return new DecoderSlot(settings, ReaderLimits.DEFAULT);
    }

    DecoderSlot slot() {
        return slot;
    }

    byte[] clip() {
        return clip;
    }

    int read(String name, List<SampledFrame> frames) throws Exception {
        return read(slot, name, frames);
    }

    /** All frames of the clip under a name. */
    int read(DecoderSlot of, String name, List<SampledFrame> frames) throws Exception {
        try (VideoReader reader = of.open(new TestingFileSource(clip), name)) {
            reader.read(TestingClip.everyFrame(), frames::add);
        }
        return frames.size();
    }

    void assertNextVideoIsRead() throws Exception {
        assertThat(read("fine.mp4", new ArrayList<>())).isEqualTo(TestingClip.FRAMES);
    }

    @Override
    public void close() {
        slot.close();
    }
}
