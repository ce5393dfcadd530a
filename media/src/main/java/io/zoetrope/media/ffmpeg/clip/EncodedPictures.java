package io.zoetrope.media.ffmpeg.clip;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.media.JpegSampling;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.clips.ClipRequest;
import io.zoetrope.media.ffmpeg.demux.Ffmpeg;
import io.zoetrope.media.ffmpeg.track.FrameStream;
import io.zoetrope.media.ffmpeg.track.FramesAhead;
import io.zoetrope.media.ffmpeg.track.OpenedVideo;
import io.zoetrope.media.ffmpeg.track.TrackPosition;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Decodes the pictures of a clip, from the one on that is shown when it begins, and encodes them.
 * How they are turned stays said beside them, not done.
 */
final class EncodedPictures implements ClipPictures {
    private final ClipRequest request;
    private final FrameStream stream;
    private final Function<AVFrame, ClipEncoder> encoders;
    private final FramesAhead waiting = new FramesAhead();
    private ClipEncoder encoder;
    private boolean followed;
    private boolean ended;
    private long lastTicks = -1;

    private EncodedPictures(
            ClipRequest request, FrameStream stream, Function<AVFrame, ClipEncoder> encoders) {
        this.request = request;
        this.stream = stream;
        this.encoders = encoders;
    }

    static EncodedPictures open(OpenedVideo video, TrackPosition position, ClipRequest request)
            throws RejectedInput, IOException {
        return open(
                video,
                position,
                request,
                like -> ClipEncoder.open(video, like, request.longestSide()));
    }

    /** To stand beside pictures that are copied, see {@link ClipEncoder#beside}. */
    static EncodedPictures beside(OpenedVideo video, TrackPosition position, ClipRequest request)
            throws RejectedInput, IOException {
        return open(video, position, request, like -> ClipEncoder.beside(video));
    }

    private static EncodedPictures open(
            OpenedVideo video,
            TrackPosition position,
            ClipRequest request,
            Function<AVFrame, ClipEncoder> encoders)
            throws RejectedInput, IOException {
        long startUs = request.startUs();
        ReadRequest range =
                new ReadRequest(startUs, request.endUs(), -1, List.of(), JpegSampling.NONE);
        video.demuxer().only(video.track().index());
        position.checkClock(startUs, -1);
        FrameStream stream = new FrameStream(video, range);
        EncodedPictures made = new EncodedPictures(request, stream, encoders);
        boolean begun = false;
        try {
            stream.open(position);
            made.begin();
            begun = true;
            return made;
        } finally {
            if (!begun) {
                made.close();
            }
        }
    }

    /** Goes to the picture that is shown when the clip begins. */
    private void begin() throws RejectedInput, IOException {
        long latestUs = request.startUs() + ClipRequest.ROUNDED_US;
        while (advance() && waiting.last().us() <= latestUs) {
            while (waiting.size() > 1) {
                waiting.poll().free();
            }
        }
        boolean over = ended && !followed && waiting.size() == 1;
        if (over && waiting.first().endUs() <= request.startUs()) {
            waiting.close();
        }
        if (waiting.size() > 0) {
            encoder = encoders.apply(waiting.first().frame());
        }
    }

    /** Decodes one more picture of the clip; false behind the last. */
    private boolean advance() throws RejectedInput, IOException {
        while (!ended && stream.next()) {
            if (stream.frameUs() >= request.endUs()) {
                followed = true;
                ended = true;
            } else if (stream.inOrder()) {
                waiting.keep(stream.frame(), stream.frameUs(), stream.frameEndUs());
                return true;
            }
        }
        ended = true;
        return false;
    }

    /** Whether there is no picture: then there is no codec either. */
    boolean isEmpty() {
        return encoder == null;
    }

    @Override
    public AVCodecParameters codec() {
        return encoder.parameters();
    }

    @Override
    public int copied() {
        return 0;
    }

    @Override
    public boolean next(AVPacket into) throws RejectedInput, IOException {
        while (encoder != null) {
            int got = avcodec_receive_packet(encoder.context(), into);
            if (got == 0) {
                into.duration(encoder.takeDuration());
                return true;
            }
            if (got == AVERROR_EOF()) {
                return false;
            }
            Ffmpeg.require(got == Ffmpeg.EAGAIN ? 0 : got, "encode a picture");
            encode();
        }
        return false;
    }

    private void encode() throws RejectedInput, IOException {
        if (waiting.size() < 2) {
            advance();
        }
        FramesAhead.Kept picture = waiting.poll();
        if (picture == null) {
            Ffmpeg.require(avcodec_send_frame(encoder.context(), null), "end encoding");
            return;
        }
        try {
            // The first one is shown from the beginning on; two of a finer clock may be of one
            // tick.
            long shown = lastTicks < 0 ? 0 : Math.max(lastTicks + 1, ticks(picture.us()));
            encoder.encode(picture.frame(), shown, ticks(endUs(picture)));
            lastTicks = shown;
        } finally {
            picture.free();
        }
    }

    /** When the next picture takes its place, or the clip is over. */
    private long endUs(FramesAhead.Kept picture) {
        if (waiting.size() > 0) {
            return waiting.first().us();
        }
        return followed ? request.endUs() : Math.min(request.endUs(), picture.endUs());
    }

    private long ticks(long us) {
        return ClipPictures.ticks(us - request.startUs());
    }

    @Override
    public void close() {
        stream.close();
        waiting.close();
        if (encoder != null) {
            encoder.close();
        }
    }
}
