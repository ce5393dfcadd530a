package io.zoetrope.jobs.badinput;

import io.zoetrope.domain.MediaInfo;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.store.MediaSource;
import io.zoetrope.media.KeyFrameIndex;
import io.zoetrope.media.PassOutput;
import io.zoetrope.media.ReadReport;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.clips.ClipOutput;
import io.zoetrope.media.clips.ClipReport;
import io.zoetrope.media.clips.ClipRequest;
import io.zoetrope.media.ffmpeg.FfmpegVideoReader;
import io.zoetrope.media.playback.SegmentOutput;
import io.zoetrope.media.playback.SegmentReport;
import io.zoetrope.media.playback.SegmentRequest;
import io.zoetrope.media.process.child.DecoderMain;
import io.zoetrope.testing.process.Misbehaviour;
import java.io.IOException;

/**
 * A decoder's process that some files are poison to: their names begin with what it does, in the
 * middle of their first segment, or when it is opened.
 */
public final class PoisonedDecoder {
    private PoisonedDecoder() {}

    public static void main(String[] args) throws Exception {
        Misbehaviour.prepare();
        DecoderMain.serve(PoisonedDecoder::open);
    }

    private static VideoReader open(MediaSource source, String name, ReaderLimits limits)
            throws RejectedInput, IOException {
        if (name.startsWith("unopenable")) {
            Misbehaviour.crash();
        }
        VideoReader reader = FfmpegVideoReader.open(source, name, limits);
        return name.contains("poison") ? new Poisoned(reader, name) : reader;
    }

    private static void act(String name) {
        if (name.startsWith("crash")) {
            Misbehaviour.crash();
        } else if (name.startsWith("spin")) {
            Misbehaviour.spin();
        } else {
            Misbehaviour.balloon();
        }
    }

    private record Poisoned(VideoReader reader, String name) implements VideoReader {
        @Override
        public MediaInfo info() {
            return reader.info();
        }

        @Override
        public KeyFrameIndex keyFrames() throws RejectedInput, IOException {
            return reader.keyFrames();
        }

        @Override
        public ClipReport clip(ClipRequest request, ClipOutput output)
                throws RejectedInput, IOException {
            return reader.clip(request, output);
        }

        @Override
        public SegmentReport segment(SegmentRequest request, SegmentOutput output)
                throws RejectedInput, IOException {
            return reader.segment(request, output);
        }

        @Override
        public ReadReport read(ReadRequest request, PassOutput output)
                throws RejectedInput, IOException {
            int[] count = {0};
            return reader.read(
                    request,
                    frame -> {
                        output.frame(frame);
                        if (++count[0] == 3) {
                            act(name);
                        }
                    });
        }

        @Override
        public void close() {
            reader.close();
        }
    }
}
