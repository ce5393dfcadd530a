package io.zoetrope.benchmarks;

import io.zoetrope.jobs.PlaybackOptions;
import io.zoetrope.jobs.SamplingMode;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.ffmpeg.FfmpegVideoReader;
import io.zoetrope.media.playback.Encoding;
import io.zoetrope.media.playback.SegmentRequest;
import io.zoetrope.testing.clips.TestingFileSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;

/**
 * The job preparing playback, beside indexing by key frames, which costs little: when a film can be
 * played, from its beginning and to its end.
 *
 * <pre>
 * first [seconds [films]]  time to the first segment of some videos (3 of each kind): with one
 *                          segment, with four, and films (600), unseen and while their pictures are
 *                          indexed; against the bare encoding of that segment; 1080p30 to 720p; a
 *                          slot for indexing and one for playback
 * slots [seconds]          a film (60) encoded on two slots with one; 1080p30 to 720p; and what two
 *                          bare threads gain here
 * film [hours [ending]]    a film (2; mp4, ts), copied; 180p10: bytes written and processor time,
 *                          by thread too
 * </pre>
 */
public final class PlaybackBenchmark {
    static final int SEGMENT_SECONDS = 6;
    static final int CLIP_SECONDS = 12;

    private static final int WARM_ROUNDS = 3;
    private static final List<Integer> LADDER = List.of(720);

    private PlaybackBenchmark() {}

    public static void main(String[] args) throws Exception {
        int asked = args.length > 1 ? Integer.parseInt(args[1]) : 0;
        Path folder = Files.createTempDirectory("zoetrope-bench").toRealPath();
        try {
            switch (args.length > 0 ? args[0] : "") {
                case "first" ->
                        new FirstSegments(
                                        folder,
                                        asked > 0 ? asked : 600,
                                        args.length > 2 ? Integer.parseInt(args[2]) : 3)
                                .measure();
                case "slots" -> slots(folder, asked > 0 ? asked : 60);
                case "film" ->
                        film(folder, asked > 0 ? asked : 2, args.length > 2 ? args[2] : "mp4");
                default -> throw new IllegalArgumentException("first, slots or film");
            }
        } finally {
            Folders.delete(folder);
        }
    }

    /**
     * Seconds that a segment takes here, its pictures alone: the first six seconds of a film.
     *
     * @param index 0 to encode it as the first segment of a video is, 1 as others are, on one
     *     thread
     */
    static double encoded(Path film, int index) throws Exception {
        long start = System.nanoTime();
        try (TestingFileSource source = new TestingFileSource(film);
                VideoReader reader = FfmpegVideoReader.open(source, "film", ReaderLimits.DEFAULT)) {
            reader.segment(
                    new SegmentRequest(index, 0, SEGMENT_SECONDS * 1_000_000L, -1)
                            .as(List.of("720p"), Encoding.DEFAULT),
                    (track, head, piece, length) -> {});
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static void slots(Path folder, int seconds) throws Exception {
        Path clip = Films.clip(folder.resolve("clip.mp4"), 1920, 1080, 30, CLIP_SECONDS);
        List<Double> took = new ArrayList<>();
        for (int slots = 1; slots <= 2; slots++) {
            Path own = Files.createDirectory(folder.resolve("slots" + slots));
            Path film = Films.film(clip, own.resolve("film.mp4"), CLIP_SECONDS, seconds);
            try (IndexingRig rig = new IndexingRig(own, SamplingMode.KEYFRAMES, encoding(slots))) {
                warm(rig, clip, own);
                took.add(rig.play(film)[1]);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "RESULT %d s of 1080p30 to 720p: %.1f s on one slot, %.1f s on two: %.2f times as"
                        + " fast; two bare threads %.2f times one%n",
                seconds,
                took.get(0),
                took.get(1),
                took.get(0) / took.get(1),
                bareGain(clip));
    }

    /** What a second processor is worth to encoders here: two may share a core. */
    private static double bareGain(Path clip) throws Exception {
        double alone = encoded(clip, 1);
        long start = System.nanoTime();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Callable<Double>> both = Collections.nCopies(2, () -> encoded(clip, 1));
            for (Future<Double> one : threads.invokeAll(both)) {
                one.get();
            }
        } finally {
            threads.shutdown();
        }
        return 2 * alone / ((System.nanoTime() - start) / 1e9);
    }

    /** Processes, classes and the compilers' first work. */
    static void warm(IndexingRig rig, Path clip, Path folder) throws Exception {
        for (int round = 0; round < WARM_ROUNDS; round++) {
            rig.play(Files.copy(clip, folder.resolve("warm-" + round + ".mp4")));
        }
    }

    private static void film(Path folder, int hours, String ending) throws Exception {
        Path clip = Films.clip(folder.resolve("clip.mp4"), 320, 180, 10, CLIP_SECONDS);
        Path film = Films.film(clip, folder.resolve("film." + ending), CLIP_SECONDS, hours * 3600);
        Configuration copying = new Configuration();
        copying.set(PlaybackOptions.ENABLED, true);
        copying.set(PlaybackOptions.PARALLELISM, 1);
        try (IndexingRig rig = new IndexingRig(folder, SamplingMode.KEYFRAMES, copying)) {
            rig.play(clip);
            long before = bytes(folder);
            ProcessorSeconds begun = ProcessorSeconds.now();
            ThreadTimes threads = new ThreadTimes();
            double[] took = rig.play(film);
            ProcessorSeconds spent = ProcessorSeconds.now().since(begun);
            System.out.print(threads.since());
            System.out.printf(
                    Locale.ROOT,
                    "RESULT %d h of 180p10, %d MB: playable after %.1f s, complete after %.1f s"
                            + " (%.0f x real time), %d MB written; with indexing by key frames so"
                            + " far %s, %.1f an hour of video%n",
                    hours,
                    Files.size(film) >> 20,
                    took[0],
                    took[1],
                    hours * 3600 / took[1],
                    (bytes(folder) - before) >> 20,
                    spent,
                    spent.sum() / hours);
        }
    }

    static Configuration encoding(int slots) {
        Configuration options = new Configuration();
        options.set(PlaybackOptions.ENABLED, true);
        options.set(PlaybackOptions.PARALLELISM, slots);
        options.set(PlaybackOptions.LADDER, LADDER);
        options.set(PlaybackOptions.LONGEST_COPIED, Duration.ZERO);
        return options;
    }

    private static long bytes(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("store/hls"))) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
