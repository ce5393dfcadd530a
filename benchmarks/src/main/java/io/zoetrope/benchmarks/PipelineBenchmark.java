package io.zoetrope.benchmarks;

import io.zoetrope.jobs.SamplingMode;
import io.zoetrope.media.Sampling;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The whole pipeline on two cores against {@link BareLoop}, in one process and one run, after
 * rounds that go on until the compilers are quiet: a 1080p film at one picture a second
 * (decode-bound), and the same film by its key frames. Before these the pipeline alone has up to
 * thirty films of small pictures: they take it the same steps, all but decoding, which is most of a
 * round.
 *
 * <p>Arguments: film seconds (600; six times as much by key frames), rounds (5), mode (both).
 */
public final class PipelineBenchmark {
    private static final int CLIP_SECONDS = 20;
    private static final int KEY_FRAME_FILM_FACTOR = 6;
    private static final int MOST_SMALL_FILMS = 30;

    private PipelineBenchmark() {}

    public static void main(String[] args) throws Exception {
        int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 600;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        Path folder = Files.createTempDirectory("zoetrope-bench").toRealPath();
        try {
            Path clip = Films.clip(folder.resolve("clip.mp4"), 1920, 1080, 30, CLIP_SECONDS);
            Path small = Films.clip(folder.resolve("small.mp4"), 320, 180, 30, CLIP_SECONDS);
            for (SamplingMode mode : SamplingMode.values()) {
                int times = mode == SamplingMode.KEYFRAMES ? KEY_FRAME_FILM_FACTOR : 1;
                if (args.length < 3 || SamplingMode.valueOf(args[2]) == mode) {
                    measure(folder, clip, small, seconds * times, mode, rounds);
                }
            }
        } finally {
            Folders.delete(folder);
        }
    }

    private static void measure(
            Path folder, Path clip, Path small, int seconds, SamplingMode mode, int rounds)
            throws Exception {
        Path film = Films.film(clip, folder.resolve(mode + ".mp4"), CLIP_SECONDS, seconds);
        Path smallFilm =
                Films.film(small, folder.resolve(mode + "-small.mp4"), CLIP_SECONDS, seconds);
        Sampling sampling =
                mode == SamplingMode.INTERVAL
                        ? Sampling.every(1_000_000)
                        : Sampling.keyFrames(1_000_000);
        double[] bare = new double[rounds];
        double[] ours = new double[rounds];
        try (BareLoop loop = new BareLoop(IndexingRig.PARALLELISM, sampling);
                IndexingRig rig = new IndexingRig(folder, mode)) {
            WarmUp.with(
                    mode + ", small pictures",
                    MOST_SMALL_FILMS,
                    round -> rig.index(List.of(copy(smallFilm, folder, mode + "-s-" + round))));
            WarmUp.with(
                    mode.toString(),
                    round -> {
                        loop.run(film);
                        rig.index(List.of(copy(film, folder, mode + "-warm-" + round)));
                    });
            for (int round = 0; round < rounds; round++) {
                ThreadTimes bareThreads = new ThreadTimes();
                ProcessorSeconds begin = ProcessorSeconds.now();
                bare[round] = loop.run(film);
                ProcessorSeconds ofBare = ProcessorSeconds.now().since(begin);
                String ofBareThreads = bareThreads.since();
                ThreadTimes ourThreads = new ThreadTimes();
                begin = ProcessorSeconds.now();
                ours[round] = rig.index(List.of(copy(film, folder, mode + "-" + round)));
                ProcessorSeconds ofOurs = ProcessorSeconds.now().since(begin);
                System.out.printf(
                        Locale.ROOT,
                        "%s round %d: bare %.2f s, pipeline %.2f s, ratio %.3f%n",
                        mode,
                        round + 1,
                        bare[round],
                        ours[round],
                        bare[round] / ours[round]);
                System.out.printf(
                        Locale.ROOT,
                        "  bare %s%n%s  pipeline %s%n%s  ratio %.3f, without compilers %.3f%n",
                        ofBare,
                        ofBareThreads,
                        ofOurs,
                        ourThreads.since(),
                        ofBare.sum() / ofOurs.sum(),
                        ofBare.withoutCompilers() / ofOurs.withoutCompilers());
            }
        }
        System.out.printf(
                Locale.ROOT,
                "RESULT %s: %d s of 1080p30; bare %.0f x real time, pipeline %.0f x; ratio of medians %.3f%n",
                mode,
                seconds,
                seconds / median(bare),
                seconds / median(ours),
                median(bare) / median(ours));
    }

    /** A hard link: the same bytes under another uri, so that it is another video. */
    private static Path copy(Path film, Path folder, String name) throws Exception {
        return Files.createLink(folder.resolve(name + ".mp4"), film);
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
