package io.zoetrope.media.process;

import io.zoetrope.domain.MediaInfo;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.media.KeyFrameIndex;
import io.zoetrope.media.PassOutput;
import io.zoetrope.media.ReadReport;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.clips.ClipOutput;
import io.zoetrope.media.clips.ClipReport;
import io.zoetrope.media.clips.ClipRequest;
import io.zoetrope.media.playback.SegmentOutput;
import io.zoetrope.media.playback.SegmentReport;
import io.zoetrope.media.playback.SegmentRequest;
import java.io.IOException;

/** A reader that gives something back when it is closed. */
final class LentReader implements VideoReader {
    private final VideoReader reader;
    private final Runnable giveBack;
    private boolean closed;

    LentReader(VideoReader reader, Runnable giveBack) {
        this.reader = reader;
        this.giveBack = giveBack;
    }

    @Override
    public MediaInfo info() {
        return reader.info();
    }

    @Override
    public KeyFrameIndex keyFrames() throws RejectedInput, IOException {
        return reader.keyFrames();
    }

    @Override
    public ReadReport read(ReadRequest request, PassOutput output)
            throws RejectedInput, IOException {
        return reader.read(request, output);
    }

    @Override
    public SegmentReport segment(SegmentRequest request, SegmentOutput output)
            throws RejectedInput, IOException {
        return reader.segment(request, output);
    }

    @Override
    public ClipReport clip(ClipRequest request, ClipOutput output)
            throws RejectedInput, IOException {
        return reader.clip(request, output);
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            reader.close();
        } finally {
            giveBack.run();
        }
    }
}
