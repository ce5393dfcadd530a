package io.zoetrope.benchmarks;

import io.zoetrope.domain.MediaSource;
import io.zoetrope.domain.Transition;
import io.zoetrope.media.JpegSampling;
import io.zoetrope.media.ReadReport;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.ffmpeg.FfmpegVideoReader;
import io.zoetrope.operators.shots.ShotDetector;
import io.zoetrope.operators.shots.ShotMemory;
import io.zoetrope.operators.shots.ShotRules;
import io.zoetrope.operators.shots.ShotStart;
import io.zoetrope.testing.clips.TestingFileSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How well shots are found, and what it costs. Truth stands beside each video, in {@code
 * video.mp4.shots}: one line for each shot but the first, {@code seconds kind}, of the first frame
 * of the new shot; after {@code fade} and {@code dissolve} how long it takes, in the middle of
 * which the time lies. A cut is right within one frame, another start within its transition. A
 * video without truth is listed with what was found in it.
 *
 * <pre>
 * ./mvnw -q -pl benchmarks exec:exec -Dbench=ShotBenchmark -Dbench.args="FOLDER"
 * </pre>
 */
public final class ShotBenchmark {
    private static final String TRUTH = ".shots";

    /** One line of truth. */
    private record Truth(double seconds, Transition kind, double length) {
        static Truth of(String line) {
            String[] words = line.trim().split("\\s+");
            Transition kind = Transition.valueOf(words[1].toUpperCase(Locale.ROOT));
            double length = words.length > 2 ? Double.parseDouble(words[2]) : 0;
            return new Truth(Double.parseDouble(words[0]), kind, length);
        }

        boolean is(ShotStart start, double frameSeconds) {
            double apart = Math.abs(start.ptsUs() / 1e6 - seconds);
            return apart <= length / 2 + 1.01 * frameSeconds;
        }
    }

    /** Of one kind: those that are, those of them that were found, and those found that are not. */
    private static final class Score {
        private int truths;
        private int found;
        private int wrong;

        @Override
        public String toString() {
            double precision = found + wrong == 0 ? 1 : (double) found / (found + wrong);
            double recall = truths == 0 ? 1 : (double) found / truths;
            double f1 = found == 0 ? 0 : 2 * precision * recall / (precision + recall);
            return String.format(
                    Locale.ROOT,
                    "%4d, precision %.3f, recall %.3f, F1 %.3f",
                    truths,
                    precision,
                    recall,
                    f1);
        }
    }

    private final Map<Transition, Score> kinds = new EnumMap<>(Transition.class);
    private final Score all = new Score();
    private double decodingSeconds;
    private double findingSeconds;
    private long frames;

    private ShotBenchmark() {
        for (Transition kind : Transition.values()) {
            kinds.put(kind, new Score());
        }
    }

    public static void main(String[] args) throws Exception {
        ShotBenchmark benchmark = new ShotBenchmark();
        try (Stream<Path> files = Files.list(Path.of(args[0]))) {
            for (Path video :
                    files.filter(file -> !file.toString().endsWith(TRUTH)).sorted().toList()) {
                benchmark.look(video);
            }
        }
        benchmark.kinds.forEach(
                (kind, score) -> System.out.printf("%-9s %s%n", kind.wireName(), score));
        System.out.printf("%-9s %s%n", "all", benchmark.all);
        System.out.printf(
                Locale.ROOT,
                "%d frames: %.1f us each to find shots, %.2f %% of decoding with signatures%n",
                benchmark.frames,
                1e6 * benchmark.findingSeconds / benchmark.frames,
                100 * benchmark.findingSeconds / benchmark.decodingSeconds);
    }

    private void look(Path video) throws Exception {
        try (MediaSource source = new TestingFileSource(video);
                VideoReader reader =
                        FfmpegVideoReader.open(source, "video", ReaderLimits.DEFAULT)) {
            ShotDetector shots = new ShotDetector(ShotRules.DEFAULT, ShotMemory.START);
            List<ShotStart> starts = new ArrayList<>();
            long fromUs = 0;
            ReadReport report;
            do {
                long begin = System.nanoTime();
                report = reader.read(request(fromUs, fromUs + 10_000_000), frame -> {});
                long decoded = System.nanoTime();
                shots.add(report.signatures());
                starts.addAll(shots.take());
                decodingSeconds += (decoded - begin) / 1e9;
                findingSeconds += (System.nanoTime() - decoded) / 1e9;
                frames += report.signatures().count();
                fromUs += 10_000_000;
            } while (!report.ended() && report.problem() == null);
            shots.end();
            starts.addAll(shots.take());
            score(video, starts, 1 / Math.max(1, reader.info().frameRate().value()));
        }
    }

    private static ReadRequest request(long startUs, long endUs) {
        return new ReadRequest(startUs, endUs, -1, List.of(), JpegSampling.NONE);
    }

    private void score(Path video, List<ShotStart> starts, double frameSeconds) throws IOException {
        Path truth = video.resolveSibling(video.getFileName() + TRUTH);
        System.out.println(
                video.getFileName() + " " + starts.stream().map(ShotBenchmark::text).toList());
        if (!Files.exists(truth)) {
            return;
        }
        List<ShotStart> left = new ArrayList<>(starts);
        for (String line : Files.readAllLines(truth)) {
            Truth one = Truth.of(line);
            kinds.get(one.kind()).truths++;
            all.truths++;
            for (ShotStart start : left) {
                if (one.is(start, frameSeconds)) {
                    kinds.get(one.kind()).found++;
                    all.found++;
                    left.remove(start);
                    break;
                }
            }
        }
        left.forEach(start -> kinds.get(start.transition()).wrong++);
        all.wrong += left.size();
    }

    private static String text(ShotStart start) {
        return String.format(
                Locale.ROOT, "%s %.3f", start.transition().wireName(), start.ptsUs() / 1e6);
    }
}
