package io.zoetrope.testing.clips;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;

/**
 * Encodes clips whose contents are known, with FFmpeg's libraries in this process. Thread-safe: a
 * call shares nothing with others.
 */
public final class ClipMaker {
    private ClipMaker() {}

    /**
     * Writes a clip; an existing file is replaced.
     *
     * @param file its extension chooses the container: {@code mp4}, {@code mkv}, {@code webm},
     *     {@code ts}
     * @param shots at least one
     * @throws IllegalStateException if FFmpeg refuses the combination
     */
    public static Clip make(Path file, ClipOptions options, List<Shot> shots) {
        Clip clip = new Clip(file, options, List.copyOf(shots));
        try (Muxer muxer = new Muxer(file);
                VideoTrack video = new VideoTrack(muxer, options);
                ToneTrack tone = options.tone() ? new ToneTrack(muxer) : null) {
            muxer.writeHeader();
            encode(clip, video, tone);
            video.finish();
            if (tone != null) {
                tone.finish();
            }
            muxer.writeTrailer();
        }
        return clip;
    }

    private static void encode(Clip clip, VideoTrack video, ToneTrack tone) {
        ClipOptions options = clip.options();
        BufferedImage canvas =
                new BufferedImage(options.width(), options.height(), BufferedImage.TYPE_3BYTE_BGR);
        double rate = options.frameRate().value();
        int frame = 0;
        for (Shot shot : clip.shots()) {
            for (int i = 0; i < shot.frames(); i++, frame++) {
                if (options.keeps(frame)) {
                    shot.pictures().paint(canvas, frame, i / rate);
                    video.encode(canvas, options.firstFrame() + (long) frame);
                }
                if (tone != null) {
                    tone.encodeUntil((frame + 1) / rate);
                }
            }
        }
    }
}
