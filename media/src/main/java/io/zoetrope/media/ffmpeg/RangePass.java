package io.zoetrope.media.ffmpeg;

import static org.bytedeco.ffmpeg.avutil.AVFrame.AV_FRAME_FLAG_KEY;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.media.FrameSignatures;
import io.zoetrope.media.PassOutput;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.SampledFrame;
import io.zoetrope.media.Sampling;
import io.zoetrope.media.VideoReader;
import java.io.IOException;
import java.util.Arrays;
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
    private final ShotDetector shots;
    private final PassOutput output;
    private final SignatureCollector signatures = new SignatureCollector();
    private long decoded;
    private long lastEndUs;
    private long lastJudgedUs = Long.MAX_VALUE;
    private int after;
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
        this.shots =
                new ShotDetector(
                        request.keyFramesOnly(), request.startUs() <= video.clock().firstUs());
        this.lastEndUs = request.startUs();
    }

    void run() throws RejectedInput, IOException {
        boolean keyFramesOnly = request.keyFramesOnly();
        int wanted = keyFramesOnly ? 1 : ShotDetector.UNJUDGED + ShotDetector.LOOK_AHEAD;
        while (after < wanted) {
            if (!stream.next()) {
                ended = after == 0 && stream.fileEnded();
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
        FrameSignature cells = shots.next();
        sampler.sample(frame, cells);
        shots.add(us, frame.width(), frame.height());
        if (us >= request.endUs()) {
            stream.keep();
            if (++after == 1) {
                followedAtUs = us;
            }
            if (after == ShotDetector.UNJUDGED) {
                lastJudgedUs = us;
            }
            return;
        }
        decoded++;
        if (!request.keyFramesOnly()) {
            signatures.add(us, frame.width(), frame.height(), cells);
        }
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
        if (after > 0) {
            return followedAtUs;
        }
        return request.keyFramesOnly() ? Math.max(lastEndUs, stream.nextKeyUs()) : lastEndUs;
    }

    /** Whether pictures and sound ended before the range did, or with it. */
    boolean ended() {
        return ended && !sides.goesOn();
    }

    /**
     * Cuts in the range, less its first frames, plus the first frames after it: those the pass over
     * the next range cannot judge. A range without a frame has none: what follows was looked at by
     * the range before it, or is judged from its first frame on if it begins the video.
     */
    long[] cutsUs() {
        if (decoded == 0) {
            return new long[0];
        }
        boolean keyFramesOnly = request.keyFramesOnly();
        return Arrays.stream(shots.finish())
                .filter(us -> keyFramesOnly ? us < request.endUs() : us <= lastJudgedUs)
                .toArray();
    }
}
