package io.zoetrope.query.media;

import io.zoetrope.domain.picture.FrameShape;
import io.zoetrope.media.JpegSampling;
import io.zoetrope.media.PassOutput;
import io.zoetrope.media.PictureSampling;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.SampledFrame;
import io.zoetrope.media.Sampling;
import io.zoetrope.media.SoundPiece;
import io.zoetrope.media.SoundSampling;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.ffmpeg.FfmpegVideoReader;
import io.zoetrope.testing.clips.FrameNumbers;
import io.zoetrope.testing.clips.TestingFileSource;
import java.util.ArrayList;
import java.util.List;

/** What a file shows and how it sounds. */
final class SeenClip implements PassOutput {
    private static final FrameShape SHAPE = new FrameShape(32, 32, FrameShape.Fit.STRETCH, 0);

    final List<Integer> numbers = new ArrayList<>();
    final List<SoundPiece> sound = new ArrayList<>();

    static SeenClip of(byte[] file) throws Exception {
        SeenClip seen = new SeenClip();
        PictureSampling all = PictureSampling.of("all", Sampling.every(0), SHAPE);
        try (TestingFileSource source = new TestingFileSource(file);
                VideoReader reader =
                        FfmpegVideoReader.open(source, "clip.mp4", ReaderLimits.DEFAULT)) {
            reader.read(
                    new ReadRequest(0, Long.MAX_VALUE, -1, List.of(all), JpegSampling.NONE)
                            .withSound(SoundSampling.withTail(0)),
                    seen);
        }
        return seen;
    }

    @Override
    public void frame(SampledFrame frame) {
        numbers.add(FrameNumbers.read(frame.picture("all").rgb(), 32, 32));
    }

    @Override
    public void sound(SoundPiece piece) {
        sound.add(piece);
    }

    int peak(int fromMs, int toMs) {
        int peak = 0;
        for (SoundPiece piece : sound) {
            for (int i = 0; i < piece.samples().length; i++) {
                long ms = (piece.first() + i) / 16;
                peak =
                        ms >= fromMs && ms < toMs
                                ? Math.max(peak, Math.abs(piece.samples()[i]))
                                : peak;
            }
        }
        return peak;
    }
}
