package io.zoetrope.query.embed;

import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.media.DecoderLost;
import io.zoetrope.media.DecodersBusy;
import io.zoetrope.media.JpegSampling;
import io.zoetrope.media.PassOutput;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.SampledFrame;
import io.zoetrope.media.Sampling;
import io.zoetrope.media.SoundPiece;
import io.zoetrope.media.SoundSampling;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.VideoReaders;
import io.zoetrope.media.process.DecoderPool;
import io.zoetrope.media.process.DecoderSettings;
import io.zoetrope.query.http.ApiError;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Decodes in processes of their own, as the job does: what a file does to a decoder does not reach
 * the service. The first clip waits for its process to start.
 */
public final class ProcessClipReader implements ClipReader {
    private static final int PROCESSES = 2;
    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final long MEMORY_BYTES = 1L << 30;
    private static final long SECOND_US = 1_000_000;

    /** Encoders of pictures take less. */
    private static final int SIDE = 384;

    private static final ReadRequest REQUEST =
            new ReadRequest(
                            0,
                            MOST_SECONDS * SECOND_US,
                            -1,
                            List.of(),
                            new JpegSampling(Sampling.every(SECOND_US), SIDE))
                    .withSound(SoundSampling.withTail(0));

    private final VideoReaders readers;

    private ProcessClipReader(VideoReaders readers) {
        this.readers = readers;
    }

    /** Starts no process before the first clip comes. */
    public static ProcessClipReader open() {
        DecoderSettings settings =
                DecoderSettings.DEFAULT.withDeadline(DEADLINE).withMemory(MEMORY_BYTES);
        ReaderLimits limits = ReaderLimits.DEFAULT.withTimes(DEADLINE);
        return new ProcessClipReader(DecoderPool.share(settings, limits, PROCESSES));
    }

    @Override
    public Clip read(byte[] bytes, String name) throws RejectedInput, IOException {
        Taken taken = new Taken();
        try (BytesSource source = new BytesSource(bytes);
                VideoReader reader = readers.open(source, name)) {
            reader.read(REQUEST, taken);
        } catch (DecodersBusy e) {
            throw ApiError.busy();
        } catch (DecoderLost e) {
            throw new RejectedInput(e.reason(), e.getMessage(), e);
        }
        if (taken.pictures.isEmpty()) {
            throw new RejectedInput(Reason.NOT_A_PICTURE, "no picture of the clip can be decoded");
        }
        return new Clip(taken.pictures, WavFile.of(taken.pieces, SoundSampling.RATE));
    }

    @Override
    public void close() {
        readers.close();
    }

    private static final class Taken implements PassOutput {
        private final List<byte[]> pictures = new ArrayList<>();
        private final List<short[]> pieces = new ArrayList<>();

        @Override
        public void frame(SampledFrame frame) {
            if (frame.jpeg().length > 0 && pictures.size() < MOST_SECONDS) {
                pictures.add(frame.jpeg());
            }
        }

        @Override
        public void sound(SoundPiece piece) {
            if (pieces.size() < 2 * MOST_SECONDS) {
                pieces.add(piece.samples());
            }
        }
    }
}
