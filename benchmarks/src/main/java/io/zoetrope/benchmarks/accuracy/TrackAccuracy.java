package io.zoetrope.benchmarks.accuracy;

import io.zoetrope.domain.Box;
import io.zoetrope.domain.Detection;
import io.zoetrope.operators.track.TrackOptions;
import io.zoetrope.operators.track.TrackPoint;
import io.zoetrope.operators.track.follow.Tracker;
import io.zoetrope.operators.track.path.PathSmoother;
import io.zoetrope.testing.tracks.MadeScene;
import io.zoetrope.testing.tracks.MotRow;
import io.zoetrope.testing.tracks.MotScore;
import io.zoetrope.testing.tracks.SceneKind;
import io.zoetrope.testing.tracks.Scenes;
import io.zoetrope.testing.tracks.SortBaseline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** MOTA, IDF1, HOTA and switches beside those of SORT from the same detections. */
final class TrackAccuracy {
    private static final String PART = "tracks";
    private static final long FIRST_SEED = 12_001;
    private static final int SEEDS = 2;

    /** SORT takes what scores at least this: the best of three that were tried. */
    private static final double SORT_SCORE = .3;

    private final List<MotScore> ours = new ArrayList<>();
    private final List<MotScore> sorts = new ArrayList<>();

    private TrackAccuracy() {}

    /** Mean over all made scenes, and over those of few and of many frames a second. */
    static List<Figure> made() {
        TrackAccuracy all = new TrackAccuracy();
        TrackAccuracy slow = new TrackAccuracy();
        TrackAccuracy moving = new TrackAccuracy();
        for (SceneKind kind : Scenes.ALL) {
            for (int i = 0; i < SEEDS; i++) {
                MadeScene scene = MadeScene.make(kind, FIRST_SEED + i);
                MotScore own = MotScore.of(scene.truth(), follow(scene));
                MotScore sort = MotScore.of(scene.truth(), sort(scene));
                all.add(own, sort);
                if (kind.fps() <= 5) {
                    slow.add(own, sort);
                } else if (scene.motions().size() > 1) {
                    moving.add(own, sort);
                }
            }
        }
        return List.of(
                all.figure("made scenes"),
                slow.figure("… of 1 to 5 frames a second"),
                moving.figure("… faster, the camera moves"));
    }

    /**
     * @param folder of sequences
     */
    static List<Figure> real(Path folder) throws IOException {
        TrackAccuracy all = new TrackAccuracy();
        List<Figure> figures = new ArrayList<>();
        for (MotSequence sequence : MotSequence.in(folder)) {
            for (Path detections : sequence.detections()) {
                TrackAccuracy one = new TrackAccuracy();
                MotScore own = MotScore.of(sequence.truth(), sequence.follow(detections));
                MotScore sort = MotScore.of(sequence.truth(), sequence.sort(detections));
                one.add(own, sort);
                all.add(own, sort);
                figures.add(one.figure(sequence.name() + " " + detections.getFileName()));
            }
        }
        figures.add(all.figure("all sequences"));
        return figures;
    }

    private void add(MotScore own, MotScore sort) {
        ours.add(own);
        sorts.add(sort);
    }

    private Figure figure(String material) {
        double[] own = mean(ours);
        double[] sort = mean(sorts);
        return Figure.of(
                PART,
                material,
                ours.size(),
                "MOTA",
                own[0],
                "IDF1",
                own[1],
                "HOTA",
                own[2],
                "switches",
                (int) own[3],
                "SORT MOTA",
                sort[0],
                "SORT IDF1",
                sort[1],
                "SORT HOTA",
                sort[2],
                "SORT switches",
                (int) sort[3]);
    }

    /** Of switches the sum. */
    private static double[] mean(List<MotScore> scores) {
        double[] sums = new double[4];
        for (MotScore score : scores) {
            sums[0] += score.mota() / scores.size();
            sums[1] += score.idf1() / scores.size();
            sums[2] += score.hota() / scores.size();
            sums[3] += score.switches();
        }
        return sums;
    }

    private static List<MotRow> follow(MadeScene scene) {
        double fps = scene.kind().fps();
        Tracker tracker = new Tracker(TrackOptions.of(MadeScene.WIDTH / MadeScene.HEIGHT));
        PathSmoother smoother = new PathSmoother();
        List<TrackPoint> points = new ArrayList<>();
        for (int frame = 1; frame <= scene.frames(); frame++) {
            long ptsUs = Math.round(frame * 1e6 / fps);
            points.addAll(smoother.add(tracker.update(ptsUs, scene.detectionsOf(frame))));
        }
        points.addAll(smoother.finish());
        return points.stream()
                .map(
                        point ->
                                row(
                                        (int) Math.round(point.ptsUs() * fps / 1e6),
                                        point.track(),
                                        point.box()))
                .toList();
    }

    private static List<MotRow> sort(MadeScene scene) {
        List<MotRow> seen = new ArrayList<>();
        for (int frame = 1; frame <= scene.frames(); frame++) {
            for (Detection detection : scene.detectionsOf(frame)) {
                if (detection.score() >= SORT_SCORE) {
                    seen.add(row(frame, -1, detection.box()));
                }
            }
        }
        return SortBaseline.run(SortBaseline.byFrame(seen), scene.frames());
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
}
