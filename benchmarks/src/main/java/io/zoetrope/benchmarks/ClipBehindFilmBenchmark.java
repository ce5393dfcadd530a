package io.zoetrope.benchmarks;

import io.zoetrope.domain.IndexingState;
import io.zoetrope.jobs.SamplingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Clips of two seconds, one after the other, from arrival to final status: first alone, then while
 * a film of four hours that came before them is decoded. They should wait for what is on the way to
 * the decoders, not for the film.
 *
 * <p>Arguments: hours (4), clips (10).
 */
public final class ClipBehindFilmBenchmark {
    private static final int CLIP_SECONDS = 2;

    private ClipBehindFilmBenchmark() {}

    public static void main(String[] args) throws Exception {
        int hours = args.length > 0 ? Integer.parseInt(args[0]) : 4;
        int clips = args.length > 1 ? Integer.parseInt(args[1]) : 10;
        Path folder = Files.createTempDirectory("zoetrope-bench").toRealPath();
        try (IndexingRig rig = new IndexingRig(folder, SamplingMode.INTERVAL)) {
            Path clip = Films.clip(folder.resolve("clip.mp4"), 640, 360, 25, CLIP_SECONDS);
            Path film = Films.film(clip, folder.resolve("film.mp4"), CLIP_SECONDS, hours * 3600);
            rig.index(List.of(clip));
            rig.toldAfterSeconds();
            double alone = index(rig, clip, folder, "alone", clips);
            double told = rig.toldAfterSeconds();
            rig.send(List.of(film));
            rig.await(List.of(film), state -> state == IndexingState.INDEXING);
            double behind = index(rig, clip, folder, "behind", clips);
            System.out.printf(
                    Locale.ROOT,
                    "RESULT a clip of %d s: %.2f s alone, %.2f s behind a film of %d h (360p25, medians of %d);"
                            + " its status is told %.3f s after its moments are found, behind the film %.3f s%n",
                    CLIP_SECONDS,
                    alone,
                    behind,
                    hours,
                    clips,
                    told,
                    rig.toldAfterSeconds());
        } finally {
            Folders.delete(folder);
        }
    }

    /** Median seconds of one. */
    private static double index(IndexingRig rig, Path clip, Path folder, String name, int count)
            throws Exception {
        double[] seconds = new double[count];
        for (int i = 0; i < count; i++) {
            Path link = Files.createLink(folder.resolve(name + "-" + i + ".mp4"), clip);
            seconds[i] = rig.index(List.of(link));
        }
        return PipelineBenchmark.median(seconds);
    }
}
