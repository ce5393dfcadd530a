package io.zoetrope.testing.clips;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes files of pictures, sound and text, or of some of them, as one likes them to be. Not
 * thread-safe.
 */
public final class FilmMaker {
    /** Tracks are written in steps of so much time. */
    private static final double STEP_SECONDS = 0.02;

    private final Path file;
    private final List<SoundOptions> sounds = new ArrayList<>();
    private final List<CaptionOptions> captions = new ArrayList<>();
    private ClipOptions pictures;
    private int frames;
    private String movFlags = "";

    private FilmMaker(Path file) {
        this.file = file;
    }

    /**
     * @param file its extension chooses the container; an existing file is replaced
     */
    public static FilmMaker of(Path file) {
        return new FilmMaker(file);
    }

    /** Pictures that carry their numbers. */
    public FilmMaker pictures(ClipOptions options, int number) {
        pictures = options;
        frames = number;
        return this;
    }

    public FilmMaker sound(SoundOptions options) {
        sounds.add(options);
        return this;
    }

    public FilmMaker captions(CaptionOptions options) {
        captions.add(options);
        return this;
    }

    /** For MP4: as FFmpeg's {@code movflags}. */
    public FilmMaker flags(String flags) {
        movFlags = flags;
        return this;
    }

    /**
     * @throws IllegalStateException if FFmpeg refuses the combination
     */
    public Path make() {
        try (Muxer muxer = new Muxer(file);
                VideoTrack video = pictures == null ? null : new VideoTrack(muxer, pictures)) {
            List<EncodedSound> encoded = new ArrayList<>();
            sounds.forEach(options -> encoded.add(new EncodedSound(muxer, options)));
            List<WrittenCaptions> written = new ArrayList<>();
            captions.forEach(options -> written.add(new WrittenCaptions(muxer, options)));
            muxer.writeHeader(movFlags);
            write(video, encoded, written);
            if (video != null) {
                video.finish();
            }
            encoded.forEach(EncodedSound::finish);
            muxer.writeTrailer();
            encoded.forEach(EncodedSound::close);
        }
        return file;
    }

    private void write(
            VideoTrack video, List<EncodedSound> encoded, List<WrittenCaptions> written) {
        double rate = pictures == null ? 1 : pictures.frameRate().value();
        double end = pictures == null ? 0 : (pictures.firstFrame() + frames) / rate;
        for (SoundOptions options : sounds) {
            end = Math.max(end, options.endSeconds());
        }
        for (CaptionOptions options : captions) {
            for (CaptionOptions.Cue cue : options.cues()) {
                end = Math.max(end, cue.startMs() / 1000.0 + STEP_SECONDS);
            }
        }
        BufferedImage canvas =
                pictures == null
                        ? null
                        : new BufferedImage(
                                pictures.width(), pictures.height(), BufferedImage.TYPE_3BYTE_BGR);
        FrameNumbers numbers = new FrameNumbers();
        int frame = 0;
        for (double time = STEP_SECONDS; time < end + STEP_SECONDS; time += STEP_SECONDS) {
            while (video != null
                    && frame < frames
                    && (pictures.firstFrame() + frame) / rate < time) {
                if (pictures.keeps(frame)) {
                    numbers.paint(canvas, frame, frame / rate);
                    video.encode(canvas, pictures.firstFrame() + (long) frame);
                }
                frame++;
            }
            double until = time;
            encoded.forEach(sound -> sound.encodeUntil(until));
            written.forEach(text -> text.writeUntil(until));
        }
    }
}
