package io.zoetrope.operators.track;

import io.zoetrope.domain.ObjectTrack;
import io.zoetrope.media.FrameSignatures;
import io.zoetrope.operators.shots.ShotDetector;
import io.zoetrope.operators.shots.ShotMemory;
import io.zoetrope.operators.shots.ShotRules;
import io.zoetrope.operators.shots.ShotStart;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.ObjIntConsumer;

/**
 * Follows the objects of one video, shot by shot. Frames wait until no shot can begin before them
 * any more. Looks at nothing but frames and shots in order, so the same video gives the same tracks
 * however it was cut into segments. Not thread-safe.
 */
final class ShotTracks {
    /**
     * Frames of three seconds, at any rate. More wait only if signatures stop while frames come:
     * then the oldest are followed without knowing of shots.
     */
    static final int MOST_WAITING = 1_024;

    private final ObjIntConsumer<ObjectTrack> out;
    private final Tracker tracker;
    private final PathSmoother smoother;
    private final TrackCollector collector;
    private final Deque<Long> bordersUs;
    private final Deque<SeenFrame> waiting;
    private ShotDetector shots;
    private boolean signed;
    private int shot;
    private boolean begun;
    private int dropped;

    /**
     * @param out takes each track that ended, and the number of its shot, as in moments
     */
    ShotTracks(TrackOptions options, ShotTracksState from, ObjIntConsumer<ObjectTrack> out) {
        this.out = out;
        tracker = new Tracker(options, from.tracker());
        smoother = new PathSmoother(from.smoother());
        collector = new TrackCollector(from.open());
        bordersUs = new ArrayDeque<>(from.bordersUs());
        waiting = new ArrayDeque<>(from.waiting());
        shots = new ShotDetector(ShotRules.DEFAULT, from.shots());
        signed = from.shots().begun();
        shot = from.shot();
        begun = from.begun();
    }

    ShotTracksState state() {
        return new ShotTracksState(
                shot,
                begun,
                shots.memory(),
                List.copyOf(bordersUs),
                List.copyOf(waiting),
                tracker.state(),
                smoother.state(),
                collector.state());
    }

    /**
     * @param frames in order, after all that came before
     * @param signatures of all frames that were decoded with them
     * @param cutsUs where shots begin, for frames without signatures; ascending
     */
    void add(List<SeenFrame> frames, FrameSignatures signatures, long[] cutsUs) {
        waiting.addAll(frames);
        signed |= signatures.count() > 0;
        if (signed) {
            shots.add(signatures);
            settle();
            return;
        }
        for (long cutUs : cutsUs) {
            border(cutUs);
        }
        follow(Long.MAX_VALUE);
    }

    /** Ends all: what follows is missing, or nothing follows. */
    void end() {
        shots.end();
        settle();
        endTracks();
        if (begun) {
            shot += bordersUs.size() + 1;
        }
        bordersUs.clear();
        begun = false;
        signed = false;
        shots = new ShotDetector(ShotRules.DEFAULT, ShotMemory.START);
    }

    private void settle() {
        for (ShotStart start : shots.take()) {
            border(start.ptsUs());
        }
        follow(shots.settledUs());
        while (waiting.size() > MOST_WAITING) {
            follow(waiting.removeFirst());
        }
    }

    private void border(long us) {
        boolean startsTheVideo = !begun && shot == 0 && us == 0;
        if (!startsTheVideo && (bordersUs.isEmpty() || us > bordersUs.getLast())) {
            bordersUs.add(us);
        }
    }

    private void follow(long untilUs) {
        while (!waiting.isEmpty() && waiting.getFirst().ptsUs() < untilUs) {
            follow(waiting.removeFirst());
        }
    }

    private void follow(SeenFrame frame) {
        while (!bordersUs.isEmpty() && bordersUs.getFirst() <= frame.ptsUs()) {
            bordersUs.removeFirst();
            endTracks();
            shot++;
        }
        begun = true;
        collect(tracker.update(frame.ptsUs(), frame.detections()));
    }

    private void endTracks() {
        collect(tracker.cut());
    }

    /** Detections that were not looked at, since this was made. */
    int dropped() {
        return dropped;
    }

    private void collect(TrackedFrame frame) {
        dropped += frame.dropped();
        for (ObjectTrack track : collector.add(smoother.add(frame), frame.ended())) {
            out.accept(track, shot);
        }
    }
}
