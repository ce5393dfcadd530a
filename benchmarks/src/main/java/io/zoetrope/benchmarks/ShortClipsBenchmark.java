package io.zoetrope.benchmarks;

import io.zoetrope.jobs.SamplingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * 500 clips of two seconds against one film of the same pictures and the same total length, each
 * from its arrival event to its final status, behind rounds of both that go on until the compilers
 * are quiet.
 *
 * <p>Arguments: clips (500), rounds (3).
 */
public final class ShortClipsBenchmark {
    private static final int CLIP_SECONDS = 2;

    /** Of a round that only warms. */
    private static final int WARM_CLIPS = 200;

    private ShortClipsBenchmark() {}

    public static void main(String[] args) throws Exception {
        int clips = args.length > 0 ? Integer.parseInt(args[0]) : 500;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
        Path folder = Files.createTempDirectory("zoetrope-bench").toRealPath();
        double[] film = new double[rounds];
        double[] many = new double[rounds];
        try (IndexingRig rig = new IndexingRig(folder, SamplingMode.INTERVAL)) {
            Path clip = Films.clip(folder.resolve("clip.mp4"), 1280, 720, 30, CLIP_SECONDS);
            Path whole =
                    Films.film(
                            clip, folder.resolve("film.mp4"), CLIP_SECONDS, clips * CLIP_SECONDS);
            warm(rig, clip, folder, Math.min(clips, WARM_CLIPS));
            for (int round = 0; round < rounds; round++) {
                ProcessorSeconds begin = ProcessorSeconds.now();
                film[round] = rig.index(links(whole, folder, "film-" + round, 1));
                ProcessorSeconds between = ProcessorSeconds.now();
                many[round] = rig.index(links(clip, folder, "clip-" + round, clips));
                ProcessorSeconds ofFilm = between.since(begin);
                ProcessorSeconds ofClips = ProcessorSeconds.now().since(between);
                System.out.printf(
                        Locale.ROOT,
                        "round %d: film %.2f s, %d clips %.2f s, ratio %.3f%n",
                        round + 1,
                        film[round],
                        clips,
                        many[round],
                        many[round] / film[round]);
                System.out.printf(
                        Locale.ROOT,
                        "  film %s%n  clips %s%n  ratio %.3f, without compilers %.3f%n",
                        ofFilm,
                        ofClips,
                        ofClips.sum() / ofFilm.sum(),
                        ofClips.withoutCompilers() / ofFilm.withoutCompilers());
            }
            double filmSeconds = PipelineBenchmark.median(film);
            double manySeconds = PipelineBenchmark.median(many);
            System.out.printf(
                    Locale.ROOT,
                    "RESULT %d clips of %d s take %.2f times the film of %d s (720p30)%n",
                    clips,
                    CLIP_SECONDS,
                    manySeconds / filmSeconds,
                    clips * CLIP_SECONDS);
        } finally {
            Folders.delete(folder);
        }
    }

    private static void warm(IndexingRig rig, Path clip, Path folder, int clips) throws Exception {
        int seconds = clips * CLIP_SECONDS;
        Path film = Films.film(clip, folder.resolve("warm.mp4"), CLIP_SECONDS, seconds);
        WarmUp.with(
                clips + " clips and a film of " + seconds + " s",
                round -> {
                    rig.index(links(film, folder, "warm-film-" + round, 1));
                    rig.index(links(clip, folder, "warm-clip-" + round, clips));
                });
    }

    private static List<Path> links(Path file, Path folder, String name, int count)
            throws Exception {
        List<Path> links = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            links.add(Files.createLink(folder.resolve(name + "-" + i + ".mp4"), file));
        }
        return links;
    }
}
