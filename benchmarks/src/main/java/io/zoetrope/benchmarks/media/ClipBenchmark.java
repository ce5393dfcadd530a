package io.zoetrope.benchmarks.media;

import io.zoetrope.benchmarks.Films;
import io.zoetrope.benchmarks.Folders;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.clips.ClipReport;
import io.zoetrope.media.clips.ClipRequest;
import io.zoetrope.media.ffmpeg.FfmpegVideoReader;
import io.zoetrope.testing.clips.TestingFileSource;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Clips of 1080p30 that begin and end between key frames a second apart: processor seconds if their
 * ends are encoded and the rest is copied, and if all is encoded, as of a film in another coding
 * (MPEG-4, which is a little cheaper to decode). Both at the video's size.
 *
 * <pre>
 * ./mvnw -q -pl benchmarks exec:exec -Dbench=media.ClipBenchmark -Dbench.args="[seconds]"
 * </pre>
 */
public final class ClipBenchmark {
    private static final int LOOP_SECONDS = 12;
    private static final long BEGIN_US = 1_500_000;
    private static final int LONGEST_SIDE = 1920;

    private ClipBenchmark() {}

    private record Cost(ClipReport clip, double seconds) {}

    public static void main(String[] args) throws Exception {
        int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 30;
        Path folder = Files.createTempDirectory("clip-benchmark");
        try {
            Cost joined = cost(film(folder, "libopenh264", seconds), seconds);
            Cost whole = cost(film(folder, "mpeg4", seconds), seconds);
            if (joined.clip().copied() == 0 || whole.clip().copied() > 0) {
                throw new IllegalStateException(joined.clip() + ", " + whole.clip());
            }
            System.out.printf(
                    Locale.ROOT,
                    "RESULT a clip of %d s of 1080p30: %.2f processor seconds if its ends alone are"
                            + " encoded (%d of %d pictures copied, %.1f MB), %.2f if all is (%.1f"
                            + " MB): %.3f%n",
                    seconds,
                    joined.seconds(),
                    joined.clip().copied(),
                    joined.clip().pictures(),
                    joined.clip().bytes() / 1e6,
                    whole.seconds(),
                    whole.clip().bytes() / 1e6,
                    joined.seconds() / whole.seconds());
        } finally {
            Folders.delete(folder);
        }
    }

    private static Path film(Path folder, String codec, int seconds) throws Exception {
        Path clip =
                Films.clip(
                        folder.resolve(codec + "-clip.mp4"), 1920, 1080, 30, LOOP_SECONDS, codec);
        int loops = seconds / LOOP_SECONDS + 1;
        return Films.film(clip, folder.resolve(codec + ".mp4"), LOOP_SECONDS, loops * LOOP_SECONDS);
    }

    private static Cost cost(Path film, int seconds) throws Exception {
        made(film, 1);
        double before = processorSeconds();
        ClipReport clip = made(film, seconds);
        return new Cost(clip, processorSeconds() - before);
    }

    private static ClipReport made(Path film, int seconds) throws Exception {
        long endUs = BEGIN_US + seconds * 1_000_000L;
        try (TestingFileSource source = new TestingFileSource(film);
                VideoReader reader = FfmpegVideoReader.open(source, "film", ReaderLimits.DEFAULT)) {
            return reader.clip(
                    new ClipRequest(BEGIN_US, endUs, LONGEST_SIDE, ClipRequest.MOST_BYTES),
                    (piece, length) -> {});
        }
    }

    /** Of all threads: an encoder has some of its own. */
    private static double processorSeconds() {
        var system =
                (com.sun.management.OperatingSystemMXBean)
                        ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime() / 1e9;
    }
}
