package io.zoetrope.operators.track;

import io.zoetrope.domain.Box;
import io.zoetrope.domain.Detection;
import io.zoetrope.domain.Vector;
import io.zoetrope.operators.track.boxes.CameraMotion;
import io.zoetrope.operators.track.follow.Tracker;
import io.zoetrope.operators.track.path.PathSmoother;
import io.zoetrope.testing.tracks.MadeScene;
import io.zoetrope.testing.tracks.MotRow;
import io.zoetrope.testing.tracks.SortBaseline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** Runs trackers over made scenes, as the product and the command do. */
final class TrackRuns {
    /** SORT takes what scores at least this: the best of three that were tried. */
    private static final double SORT_SCORE = .3;

    private TrackRuns() {}

    static List<MotRow> ours(MadeScene scene, TrackOptions options) {
        return ours(scene, scene.detections(), options);
    }

    /** With the true boxes as detections. */
    static List<MotRow> oursOnTruth(MadeScene scene) {
        Map<Integer, List<Detection>> truth = new HashMap<>();
        for (MotRow row : scene.truth()) {
            Box box =
                    new Box(
                            (float) (row.x() / MadeScene.WIDTH),
                            (float) (row.y() / MadeScene.HEIGHT),
                            (float) ((row.x() + row.width()) / MadeScene.WIDTH),
                            (float) ((row.y() + row.height()) / MadeScene.HEIGHT));
            truth.computeIfAbsent(row.frame(), f -> new ArrayList<>())
                    .add(new Detection("person", 1, box, new Vector(null)));
        }
        return ours(scene, truth, options());
    }

    static TrackOptions options() {
        return TrackOptions.of(MadeScene.WIDTH / MadeScene.HEIGHT);
    }

    /** As if the decode pass had told how the camera moved. */
    static List<MotRow> oursWithMotion(MadeScene scene, TrackOptions options) {
        return rows(
                frame -> scene.detections().getOrDefault(frame, List.of()),
                frame -> motion(scene.motions().get(frame)),
                scene.frames(),
                scene.kind().fps(),
                MadeScene.WIDTH,
                MadeScene.HEIGHT,
                options);
    }

    private static CameraMotion motion(MadeScene.Shift shift) {
        return shift == null ? CameraMotion.NONE : CameraMotion.shift(shift.dx(), shift.dy());
    }

    private static List<MotRow> ours(
            MadeScene scene, Map<Integer, List<Detection>> detections, TrackOptions options) {
        return rows(
                frame -> detections.getOrDefault(frame, List.of()),
                scene.frames(),
                scene.kind().fps(),
                MadeScene.WIDTH,
                MadeScene.HEIGHT,
                options);
    }

    /** Tracks a sequence and smooths it; frames count from 1. */
    static List<MotRow> rows(
            IntFunction<List<Detection>> seen,
            int frames,
            double fps,
            double width,
            double height,
            TrackOptions options) {
        return rows(seen, frame -> CameraMotion.NONE, frames, fps, width, height, options);
    }

    private static List<MotRow> rows(
            IntFunction<List<Detection>> seen,
            IntFunction<CameraMotion> motions,
            int frames,
            double fps,
            double width,
            double height,
            TrackOptions options) {
        Tracker tracker = new Tracker(options);
        PathSmoother smoother = new PathSmoother();
        List<TrackPoint> points = new ArrayList<>();
        for (int frame = 1; frame <= frames; frame++) {
            long ptsUs = Math.round(frame * 1e6 / fps);
            points.addAll(
                    smoother.add(tracker.update(ptsUs, seen.apply(frame), motions.apply(frame))));
        }
        points.addAll(smoother.finish());
        return points.stream().map(point -> row(point, fps, width, height)).toList();
    }

    private static MotRow row(TrackPoint point, double fps, double width, double height) {
        Box box = point.box();
        return new MotRow(
                (int) Math.round(point.ptsUs() * fps / 1e6),
                point.track(),
                box.x0() * width,
                box.y0() * height,
                (box.x1() - box.x0()) * width,
                (box.y1() - box.y0()) * height);
    }

    private static MotRow row(int frame, long id, Box box) {
        return new MotRow(
                frame,
                id,
                box.x0() * MadeScene.WIDTH,
                box.y0() * MadeScene.HEIGHT,
                (box.x1() - box.x0()) * MadeScene.WIDTH,
                (box.y1() - box.y0()) * MadeScene.HEIGHT);
    }

    static List<MotRow> sort(MadeScene scene) {
        List<MotRow> seen = new ArrayList<>();
        scene.detections()
                .forEach(
                        (frame, detections) ->
                                detections.stream()
                                        .filter(d -> d.score() >= SORT_SCORE)
                                        .forEach(d -> seen.add(row(frame, -1, d.box()))));
        return SortBaseline.run(SortBaseline.byFrame(seen), scene.frames());
    }
}
