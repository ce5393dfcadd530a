package io.zoetrope.benchmarks;

import io.zoetrope.jobs.SamplingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How long a snapshot of the whole job takes with nothing to do, with a few films in work, and with
 * many more behind them in the waiting line. The second tells what the barrier waits for, the third
 * what the line adds.
 *
 * <p>Arguments: videos that wait (10000), snapshots of each (10).
 */
public final class BacklogSnapshotBenchmark {
    private static final int CLIP_SECONDS = 20;
    private static final int FILM_SECONDS = 3600;
    private static final int FEW = 4;

    private BacklogSnapshotBenchmark() {}

    public static void main(String[] args) throws Exception {
        int waiting = args.length > 0 ? Integer.parseInt(args[0]) : 10_000;
        int snapshots = args.length > 1 ? Integer.parseInt(args[1]) : 10;
        Path folder = Files.createTempDirectory("zoetrope-bench").toRealPath();
        try (IndexingRig rig = new IndexingRig(folder, SamplingMode.INTERVAL)) {
            Path clip = Films.clip(folder.resolve("clip.mp4"), 320, 180, 10, CLIP_SECONDS);
            Path film = Films.film(clip, folder.resolve("film.mp4"), CLIP_SECONDS, FILM_SECONDS);
            rig.index(List.of(clip));
            double idle = median(rig, folder, snapshots);
            enter(rig, links(film, folder, "few", FEW));
            double few = median(rig, folder, snapshots);
            enter(rig, links(film, folder, "many", waiting));
            double many = median(rig, folder, snapshots);
            System.out.printf(
                    Locale.ROOT,
                    "RESULT a snapshot takes %.3f s idle, %.3f s with %d films in the line, %.3f s with %d (medians of %d)%n",
                    idle,
                    few,
                    FEW,
                    many,
                    waiting + FEW,
                    snapshots);
        } finally {
            Folders.delete(folder);
        }
    }

    /** Returns when all are in the line. */
    private static void enter(IndexingRig rig, List<Path> films) throws Exception {
        rig.send(films);
        rig.await(films, state -> true);
    }

    private static List<Path> links(Path film, Path folder, String name, int count)
            throws Exception {
        List<Path> links = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            links.add(Files.createLink(folder.resolve(name + "-" + i + ".mp4"), film));
        }
        return links;
    }

    private static double median(IndexingRig rig, Path folder, int count) throws Exception {
        double[] seconds = new double[count];
        for (int i = 0; i < count; i++) {
            seconds[i] = rig.snapshot(folder.resolve("snapshots"));
        }
        return PipelineBenchmark.median(seconds);
    }
}
