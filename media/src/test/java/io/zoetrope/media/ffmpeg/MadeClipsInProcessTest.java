package io.zoetrope.media.ffmpeg;

import io.zoetrope.domain.MediaSource;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.process.DecoderSettings;
import io.zoetrope.media.process.DecoderSlot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract over clips whose every frame is known, decoded in a process of its own. */
class MadeClipsInProcessTest extends MadeClipsTest {
    private static DecoderSlot slot;

    @BeforeAll
    static void start() {
        slot = new DecoderSlot(DecoderSettings.DEFAULT, ReaderLimits.DEFAULT);
    }

    @AfterAll
    static void stop() {
        slot.close();
    }

    @Override
    VideoReader open(MediaSource source, String name) throws Exception {
        return slot.open(source, name);
    }
}
