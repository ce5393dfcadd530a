package io.zoetrope.media.ffmpeg.picture;

import io.zoetrope.domain.MediaInfo;
import io.zoetrope.media.PassOutput;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.SampledFrame;
import io.zoetrope.media.SoundPiece;
import java.util.List;

/** Hands sound of a range on to whom wants it, and draws it. For one thread. */
public final class SoundPicture implements PassOutput {
    /** Height of the picture for a width of 16. */
    private static final int NINE = 9;

    private final ReadRequest request;
    private final PassOutput output;
    private final int width;
    private final int height;
    private final Waveform waveform;

    public SoundPicture(ReadRequest request, MediaInfo info, PassOutput output) {
        this.request = request;
        this.output = output;
        int side = Math.max(2, request.jpegs().side());
        width = side - side % 2;
        height = Math.max(2, side * NINE / 16 / 2 * 2);
        long knownUs = info.durationUs() > 0 ? info.endUs() : request.startUs() + 1_000_000;
        long endUs =
                request.endUs() == Long.MAX_VALUE || info.durationUs() > 0
                        ? Math.min(knownUs, request.endUs())
                        : request.endUs();
        waveform = new Waveform(width, height, request.startUs(), endUs);
    }

    @Override
    public void frame(SampledFrame frame) {
        output.frame(frame);
    }

    @Override
    public void sound(SoundPiece piece) {
        waveform.add(piece);
        if (request.sound().wanted()) {
            output.sound(piece);
        }
    }

    /** Hands the picture over, at the range's start; returns how many there are. */
    public int finish() {
        if (!request.jpegs().wanted() || !waveform.any()) {
            return 0;
        }
        try (JpegEncoder encoder = new JpegEncoder(width, height)) {
            byte[] jpeg = encoder.encode(waveform.draw());
            output.frame(new SampledFrame(request.startUs(), true, List.of(), jpeg));
        }
        return 1;
    }
}
