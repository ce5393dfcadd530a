package io.zoetrope.media.ffmpeg;

import static org.bytedeco.ffmpeg.avutil.AVFrame.AV_FRAME_FLAG_KEY;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.media.FrameSignatures;
import io.zoetrope.media.PassOutput;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.SampledFrame;
import io.zoetrope.media.Sampling;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.ffmpeg.picture.FramePictures;
import io.zoetrope.media.ffmpeg.picture.FrameSelectors;
import io.zoetrope.media.ffmpeg.picture.FrameSignature;
import io.zoetrope.media.ffmpeg.picture.PlaneSampler;
import io.zoetrope.media.ffmpeg.picture.SignatureCollector;
import io.zoetrope.media.ffmpeg.sound.SideTracks;
import io.zoetrope.media.ffmpeg.track.FrameStream;
import io.zoetrope.media.ffmpeg.track.OpenedVideo;
import java.io.IOException;
import java.util.Set;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** One call of {@link VideoReader#read}, once the stream stands at its beginning. */
final class RangePass {
    private final FrameStream stream;
    private final SideTracks sides;
    private final ReadRequest request;
    private final FramePictures pictures;
    private final FrameSelectors selectors;
    private final PlaneSampler sampler;
    private final FrameSignature cells = new FrameSignature();
    private final PassOutput output;
    private final SignatureCollector signatures = new SignatureCollector();
    private long decoded;
    private long lastEndUs;
    private boolean followed;
    private long followedAtUs;
    private boolean ended;

    RangePass(
            OpenedVideo video,
            FrameStream stream,
            ReadRequest request,
            FramePictures pictures,
            FrameSelectors selectors,
            PlaneSampler sampler,
            PassOutput output) {
        this.stream = stream;
        this.sides = video.sides();
        this.request = request;
        this.pictures = pictures;
        this.selectors = selectors;
        this.sampler = sampler;
        this.output = output;
        this.lastEndUs = request.startUs();
    }

    void run() throws RejectedInput, IOException {
        while (!followed) {
            if (!stream.next()) {
                ended = stream.fileEnded();
                break;
            }
            take(stream.frame(), stream.frameUs());
            sides.hear();
        }
        if (sides.wanted()) {
            stream.readOn();
        }
    }

    private void take(AVFrame frame, long us) {
        if (!stream.inOrder() || us < request.startUs()) {
            return;
        }
        if (us >= request.endUs()) {
            stream.keep();
            followed = true;
            followedAtUs = us;
            return;
        }
        decoded++;
        sampler.sample(frame, cells);
        signatures.add(us, frame.width(), frame.height(), cells);
        lastEndUs = stream.frameEndUs();
        boolean key = (frame.flags() & AV_FRAME_FLAG_KEY) != 0;
        boolean asKey = key || request.keyFramesOnly();
        Set<Sampling> chosen = selectors.select(us, asKey, lastEndUs, cells);
        if (!chosen.isEmpty()) {
            SampledFrame made = pictures.make(frame, us, key, chosen);
            if (made != null) {
                output.frame(made);
            }
        }
    }

    long decoded() {
        return decoded;
    }

    /** Of the frames of the range. */
    FrameSignatures signatures() {
        return signatures.signatures();
    }

    /** When the picture after the last one comes, else when the last one ends by itself. */
    long lastEndUs() {
        if (ended && sides.goesOn()) {
            // The last picture stays while sound goes on.
            return request.endUs();
        }
        if (decoded == 0) {
            return ended
                    ? Math.max(lastEndUs, Math.min(request.endUs(), sides.heardToUs()))
                    : lastEndUs;
        }
        if (followed) {
            return followedAtUs;
        }
        return request.keyFramesOnly() ? Math.max(lastEndUs, stream.nextKeyUs()) : lastEndUs;
    }

    /** Whether pictures and sound ended before the range did, or with it. */
    boolean ended() {
        return ended && !sides.goesOn();
    }
}
