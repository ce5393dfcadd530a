package io.zoetrope.media.ffmpeg.segment;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.media.JpegSampling;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.ffmpeg.demux.Decoder;
import io.zoetrope.media.ffmpeg.demux.SoundTrack;
import io.zoetrope.media.ffmpeg.encode.EncodedSound;
import io.zoetrope.media.ffmpeg.encode.PieceWriter;
import io.zoetrope.media.ffmpeg.encode.SoundStretch;
import io.zoetrope.media.ffmpeg.sound.SoundStream;
import io.zoetrope.media.ffmpeg.track.OpenedVideo;
import io.zoetrope.media.playback.Encoding;
import io.zoetrope.media.playback.MadeTrack;
import io.zoetrope.media.playback.SegmentRequest;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/** Encodes the sound of stretches whose pictures are copied. For one thread. */
final class StretchSound implements AutoCloseable {
    /** More than any coding of sound needs to be sure of itself. */
    static final long LEAD_US = 1_000_000;

    private final EncodedSound encoded;
    private final SoundStream stream;

    /**
     * @throws RejectedInput {@code unsupported_codec}
     */
    StretchSound(OpenedVideo video, SoundTrack track, Encoding encoding) throws RejectedInput {
        var from = video.demuxer().stream(track.index());
        encoded = EncodedSound.of(from.codecpar(), encoding);
        SoundStretch stretch = encoded.stretch();
        stream =
                new SoundStream(
                        track,
                        new Decoder(from, video.name(), video.limits()),
                        stretch,
                        stretch.form());
    }

    /**
     * @param pictures that go with it, the track before
     * @param packets of the stretch, and from a second before it on if it was sought
     */
    MadeTrack make(
            SegmentRequest request,
            MadeTrack pictures,
            StretchPackets packets,
            PieceWriter writer) {
        ReadRequest range =
                new ReadRequest(
                        request.startUs(), request.endUs(), -1, List.of(), JpegSampling.NONE);
        if (packets.sought()) {
            stream.leave();
            encoded.stretch().begin(range, frame -> {});
        } else {
            encoded.stretch().goOn(range, frame -> {});
        }
        for (AVPacket packet : packets.heard()) {
            stream.take(packet);
        }
        if (packets.atEnd()) {
            stream.end();
        }
        return encoded.make(request, 1, packets.atEnd(), pictures.endUs(), writer);
    }

    @Override
    public void close() {
        stream.close();
    }
}
