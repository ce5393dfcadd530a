package io.zoetrope.media.ffmpeg;

import io.zoetrope.domain.store.MediaSource;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.process.DecoderSettings;
import io.zoetrope.media.process.DecoderSlot;
import org.junit.jupiter.api.AutoClose;

/** The contract over clips whose every frame is known, decoded in a process of its own. */
class MadeClipsInProcessTest extends MadeClipsTest {
    @AutoClose
    private static final DecoderSlot SLOT =
            new DecoderSlot(DecoderSettings.DEFAULT, ReaderLimits.DEFAULT);

    @Override
    VideoReader open(MediaSource source, String name) throws Exception {
        return SLOT.open(source, name);
    }
}
