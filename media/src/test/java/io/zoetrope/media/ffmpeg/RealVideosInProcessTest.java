package io.zoetrope.media.ffmpeg;

import io.zoetrope.domain.store.MediaSource;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.process.DecoderSettings;
import io.zoetrope.media.process.DecoderSlot;
import org.junit.jupiter.api.AutoClose;

/** The contract over videos from the world outside, decoded in a process of its own. */
class RealVideosInProcessTest extends RealVideosTest {
    @AutoClose
    private static final DecoderSlot SLOT =
            new DecoderSlot(DecoderSettings.DEFAULT, ReaderLimits.DEFAULT);

    @Override
    VideoReader open(MediaSource source, String name) throws Exception {
        return SLOT.open(source, name);
    }

    /** What is read is the same code: here it is the way that counts. */
    @Override
    long mostPixels() {
        return super.mostPixels() / 4;
    }
}
