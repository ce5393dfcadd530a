package io.zoetrope.operators.track.mot;

import io.zoetrope.domain.Box;
import io.zoetrope.domain.Detection;
import io.zoetrope.domain.Vector;
import io.zoetrope.operators.track.TrackOptions;
import io.zoetrope.operators.track.TrackPoint;
import io.zoetrope.operators.track.follow.TrackedFrame;
import io.zoetrope.operators.track.follow.Tracker;
import io.zoetrope.operators.track.path.PathSmoother;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Runs a tracker over the detections of one sequence.
 *
 * @param fps frames a second
 * @param width of the frame, pixels
 * @param height of the frame, pixels
 */
record MotTracking(double fps, int width, int height) {
    private static final Vector NO_APPEARANCE = new Vector(null);

    /** More than the tracker remembers: what came before them changes nothing. */
    private static final int LEAD_IN = 300;

    /**
     * @param points by time, then by track
     * @param frames of the sequence, also those without detections
     * @param lookedAt those that were not passed over because nothing is in them or near them
     * @param dropped detections that were not looked at
     * @param seconds that the tracker took
     */
    record Result(List<TrackPoint> points, int frames, int lookedAt, int dropped, double seconds) {}

    /**
     * @param boxes by frame
     */
    Result run(List<MotBox> boxes) {
        ScoreScale scores = ScoreScale.of(boxes);
        Tracker tracker = new Tracker(TrackOptions.of((double) width / height));
        int frames = boxes.get(boxes.size() - 1).frame();
        PathSmoother smoother = new PathSmoother();
        List<TrackPoint> points = new ArrayList<>();
        int dropped = 0;
        int at = 0;
        int lookedAt = 0;
        long start = System.nanoTime();
        for (int frame = 1; frame <= frames; frame++) {
            if (tracker.isFollowingNothing()) {
                frame = Math.max(frame, boxes.get(at).frame() - LEAD_IN);
            }
            lookedAt++;
            List<Detection> detections = new ArrayList<>();
            for (; at < boxes.size() && boxes.get(at).frame() == frame; at++) {
                detections.add(detection(boxes.get(at), scores));
            }
            TrackedFrame tracked = tracker.update(ptsUs(frame), detections);
            points.addAll(smoother.add(tracked));
            dropped += tracked.dropped();
        }
        points.addAll(smoother.finish());
        double seconds = (System.nanoTime() - start) / 1e9;
        points.sort(
                Comparator.comparingLong(TrackPoint::ptsUs).thenComparingLong(TrackPoint::track));
        return new Result(points, frames, lookedAt, dropped, seconds);
    }

    Detection detection(MotBox box, ScoreScale scores) {
        Box share =
                new Box(
                        (float) (box.x() / width),
                        (float) (box.y() / height),
                        (float) ((box.x() + box.width()) / width),
                        (float) ((box.y() + box.height()) / height));
        return new Detection("object", scores.apply(box.score()), share, NO_APPEARANCE);
    }

    private long ptsUs(int frame) {
        return Math.round((frame - 1) * 1e6 / fps);
    }

    int frame(TrackPoint point) {
        return (int) Math.round(point.ptsUs() * fps / 1e6) + 1;
    }

    /** {@code frame,id,x,y,width,height,score,-1,-1,-1}. */
    String line(TrackPoint point) {
        Box box = point.box();
        return frame(point)
                + ","
                + point.track()
                + ","
                + rounded(box.x0() * (double) width)
                + ","
                + rounded(box.y0() * (double) height)
                + ","
                + rounded((box.x1() - box.x0()) * (double) width)
                + ","
                + rounded((box.y1() - box.y0()) * (double) height)
                + ","
                + rounded(point.score())
                + ",-1,-1,-1";
    }

    private static String rounded(double value) {
        return Double.toString(Math.round(value * 1e3) / 1e3);
    }
}
