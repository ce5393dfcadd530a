package io.zoetrope.operators.track;

import io.zoetrope.operators.shots.StartedShot;
import io.zoetrope.operators.track.boxes.CameraMotion;
import io.zoetrope.operators.track.follow.TrackedFrame;
import io.zoetrope.operators.track.follow.Tracker;
import io.zoetrope.operators.track.path.EndedTrack;
import io.zoetrope.operators.track.path.PathSmoother;
import io.zoetrope.operators.track.path.TrackCollector;
import java.util.List;
import java.util.function.ObjIntConsumer;

/**
 * Follows the objects of one video, shot by shot. Looks at nothing but frames and shots in order,
 * so the same video gives the same tracks however it was cut into segments. Not thread-safe.
 */
final class ShotTracks {
    private final ObjIntConsumer<List<EndedTrack>> out;
    private final Tracker tracker;
    private final PathSmoother smoother;
    private final TrackCollector collector;
    private int shot;
    private int dropped;

    /**
     * @param out takes tracks that ended together, and the number of their shot
     */
    ShotTracks(TrackOptions options, ShotTracksState from, ObjIntConsumer<List<EndedTrack>> out) {
        this.out = out;
        tracker = new Tracker(options, from.tracker());
        smoother = new PathSmoother(from.smoother());
        collector = new TrackCollector(from.open());
        shot = from.shot();
    }

    ShotTracksState state() {
        return new ShotTracksState(shot, tracker.state(), smoother.state(), collector.state());
    }

    /**
     * @param frames in order, after all that came before
     * @param begun shots, ascending, after all frames that came before; no frame that comes later
     *     lies before one of them
     */
    void add(List<SeenFrame> frames, List<StartedShot> begun) {
        int next = 0;
        for (SeenFrame frame : frames) {
            while (next < begun.size() && begun.get(next).startUs() <= frame.ptsUs()) {
                begin(begun.get(next++));
            }
            CameraMotion motion = CameraMotion.of(frame.motion());
            collect(tracker.update(frame.ptsUs(), frame.detections(), motion));
        }
        begun.subList(next, begun.size()).forEach(this::begin);
    }

    private void begin(StartedShot begun) {
        end();
        shot = begun.shot();
    }

    /** Ends all tracks: what follows is missing or another shot, or nothing follows. */
    void end() {
        collect(tracker.cut());
    }

    /** Detections that were not looked at, since this was made. */
    int dropped() {
        return dropped;
    }

    private void collect(TrackedFrame frame) {
        dropped += frame.dropped();
        List<EndedTrack> ended = collector.add(smoother.add(frame), frame.ended());
        if (!ended.isEmpty()) {
            out.accept(ended, shot);
        }
    }
}
