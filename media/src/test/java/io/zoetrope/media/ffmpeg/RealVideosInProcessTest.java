package io.zoetrope.media.ffmpeg;

import io.zoetrope.domain.MediaSource;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.process.DecoderSettings;
import io.zoetrope.media.process.DecoderSlot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract over videos from the world outside, decoded in a process of its own. */
class RealVideosInProcessTest extends RealVideosTest {
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

    /** What is read is the same code: here it is the way that counts. */
    @Override
    long mostPixels() {
        return super.mostPixels() / 4;
    }
}
