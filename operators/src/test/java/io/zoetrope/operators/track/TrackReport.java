package io.zoetrope.operators.track;

import io.zoetrope.domain.Detection;
import io.zoetrope.operators.track.mot.MotReading;
import io.zoetrope.testing.tracks.MadeScene;
import io.zoetrope.testing.tracks.MotFiles;
import io.zoetrope.testing.tracks.MotRow;
import io.zoetrope.testing.tracks.MotScore;
import io.zoetrope.testing.tracks.SceneKind;
import io.zoetrope.testing.tracks.Scenes;
import io.zoetrope.testing.tracks.SortBaseline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Prints how well the tracker does beside SORT on every made scene and, if the system property
 * {@code zoetrope.shared} leads to them, on the real sequences; then with each cue left out.
 *
 * <pre>./mvnw -q -pl operators test-compile exec:java -Dexec.classpathScope=test
 *     -Dexec.mainClass=io.zoetrope.operators.track.TrackReport</pre>
 */
final class TrackReport {
    private static final long FIRST_SEED = 9_001;
    private static final int SEEDS = 2;

    private final List<Sequence> made = new ArrayList<>();
    private final List<Sequence> real = new ArrayList<>();

    /** One sequence, with what SORT makes of it. */
    private record Sequence(
            String name,
            double fps,
            double width,
            double height,
            int frames,
            List<MotRow> truth,
            Map<Integer, List<Detection>> detections,
            MotScore sort) {
        private MotScore ours(Cue left) {
            TrackOptions options = TrackOptions.of(width / height);
            options = left == null ? options : options.without(left);
            return MotScore.of(
                    truth, TrackRuns.rows(this::seen, frames, fps, width, height, options));
        }

        private List<Detection> seen(int frame) {
            return detections.getOrDefault(frame, List.of());
        }
    }

    public static void main(String[] args) throws IOException {
        TrackReport report = new TrackReport();
        report.make();
        report.read(Path.of(System.getProperty("zoetrope.shared", "../shared")));
        report.print();
    }

    private void make() {
        for (SceneKind kind : Scenes.ALL) {
            for (int i = 0; i < SEEDS; i++) {
                MadeScene scene = MadeScene.make(kind, FIRST_SEED + i);
                made.add(
                        new Sequence(
                                kind.name(),
                                kind.fps(),
                                MadeScene.WIDTH,
                                MadeScene.HEIGHT,
                                scene.frames(),
                                scene.truth(),
                                scene.detections(),
                                MotScore.of(scene.truth(), TrackRuns.sort(scene))));
            }
        }
    }

    private void read(Path shared) throws IOException {
        Path folder = shared.resolve("tracking");
        if (!Files.isDirectory(folder)) {
            System.out.println("no real sequences: " + folder + " is not there");
            return;
        }
        for (String file : List.of("det_frcnn", "det_dpm")) {
            read(folder.resolve("TUD-Campus"), file, 25, 640, 480, 71);
            read(folder.resolve("KITTI-17"), file, 10, 1224, 370, 145);
        }
    }

    private void read(Path folder, String file, double fps, int width, int height, int frames)
            throws IOException {
        List<MotRow> truth = MotFiles.rows(folder.resolve("gt.txt"), true);
        Path detections = folder.resolve(file + ".txt");
        List<MotRow> rows = MotFiles.rows(detections, false);
        real.add(
                new Sequence(
                        folder.getFileName() + " " + file,
                        fps,
                        width,
                        height,
                        frames,
                        truth,
                        MotReading.detections(detections, width, height),
                        MotScore.of(truth, SortBaseline.run(SortBaseline.byFrame(rows), frames))));
    }

    private void print() {
        for (List<Sequence> group : List.of(made, real)) {
            for (Sequence s : group) {
                System.out.printf("%-32s SORT %s%n", s.name(), s.sort());
                System.out.printf("%-32s ours %s%n", "", s.ours(null));
            }
        }
        System.out.printf("%-18s %s | %s%n", "all cues", gain(made, null), gain(real, null));
        for (Cue cue : Cue.values()) {
            System.out.printf("- %-16s %s | %s%n", cue, gain(made, cue), gain(real, cue));
        }
    }

    /** Mean over sequences of what is gained on SORT, and switches as a share of its switches. */
    private static String gain(List<Sequence> group, Cue left) {
        double mota = 0;
        double idf1 = 0;
        double hota = 0;
        int switches = 0;
        int sortSwitches = 0;
        for (Sequence s : group) {
            MotScore ours = s.ours(left);
            mota += (ours.mota() - s.sort().mota()) / group.size();
            idf1 += (ours.idf1() - s.sort().idf1()) / group.size();
            hota += (ours.hota() - s.sort().hota()) / group.size();
            switches += ours.switches();
            sortSwitches += s.sort().switches();
        }
        return String.format(
                Locale.ROOT,
                "MOTA %+5.1f IDF1 %+5.1f HOTA %+5.1f switches x%.3f",
                mota,
                idf1,
                hota,
                (double) switches / Math.max(1, sortSwitches));
    }
}
