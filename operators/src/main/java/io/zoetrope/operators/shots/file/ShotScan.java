package io.zoetrope.operators.shots.file;

import io.zoetrope.domain.Problem;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.media.FrameSignatures;
import io.zoetrope.media.JpegSampling;
import io.zoetrope.media.ReadReport;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.Sampling;
import io.zoetrope.media.VideoReader;
import io.zoetrope.operators.shots.FoundShot;
import io.zoetrope.operators.shots.OpenShot;
import io.zoetrope.operators.shots.ShotDetector;
import io.zoetrope.operators.shots.ShotMemory;
import io.zoetrope.operators.shots.ShotRules;
import io.zoetrope.operators.shots.ShotSequence;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds the shots of a video that is open, range by range, as the job does. For one thread. */
final class ShotScan {
    private static final long RANGE_US = 10_000_000;

    /** A JPEG of one pixel asks for key frames, and for nothing else. */
    private static final JpegSampling KEY_FRAMES = new JpegSampling(Sampling.keyFrames(0), 1);

    private final JpegSampling sampling;
    private final ShotDetector detector = new ShotDetector(ShotRules.DEFAULT, ShotMemory.START);
    private final List<FoundShot> found = new ArrayList<>();
    private final ShotSequence sequence =
            new ShotSequence(OpenShot.START, found::add, started -> {});
    private long[] timesUs = new long[1024];
    private int frames;
    private Problem problem;

    ShotScan(boolean keyFramesOnly) {
        this.sampling = keyFramesOnly ? KEY_FRAMES : JpegSampling.NONE;
    }

    /**
     * @return in order, those too that come before what could not be read
     */
    List<ScannedShot> shots(VideoReader reader) throws RejectedInput, IOException {
        long fromUs = 0;
        long endUs = 0;
        ReadReport report;
        do {
            ReadRequest request =
                    new ReadRequest(fromUs, fromUs + RANGE_US, -1, List.of(), sampling);
            report = reader.read(request, frame -> {});
            add(report.signatures());
            endUs = Math.max(endUs, report.lastEndUs());
            problem = problem == null ? report.problem() : problem;
            fromUs += RANGE_US;
        } while (!report.ended() && !report.brokenOff(fromUs));
        detector.end();
        sequence.begin(detector.take());
        sequence.end(endUs);
        return found.stream().map(this::scanned).toList();
    }

    private void add(FrameSignatures signatures) {
        for (long us : signatures.timesUs()) {
            if (frames == timesUs.length) {
                timesUs = Arrays.copyOf(timesUs, 2 * frames);
            }
            timesUs[frames++] = us;
            sequence.frame(us);
        }
        detector.add(signatures);
        sequence.begin(detector.take());
    }

    private ScannedShot scanned(FoundShot shot) {
        return new ScannedShot(
                shot.shot(),
                shot.startUs(),
                shot.endUs(),
                frameAt(shot.startUs()),
                frameAt(shot.endUs()) - 1,
                shot.transition());
    }

    /** The first frame at or after a time. */
    private int frameAt(long us) {
        int at = Arrays.binarySearch(timesUs, 0, frames, us);
        return at >= 0 ? at : -at - 1;
    }

    int frames() {
        return frames;
    }

    /** What went wrong first, or null. */
    Problem problem() {
        return problem;
    }
}
