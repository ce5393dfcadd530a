package io.zoetrope.benchmarks;

import io.zoetrope.domain.picture.FrameShape;
import io.zoetrope.domain.store.MediaSource;
import io.zoetrope.media.FramePicture;
import io.zoetrope.media.JpegSampling;
import io.zoetrope.media.PictureSampling;
import io.zoetrope.media.ReadReport;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.SampledFrame;
import io.zoetrope.media.Sampling;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.ffmpeg.FfmpegVideoReader;
import io.zoetrope.models.packages.ModelCatalog;
import io.zoetrope.models.runtime.onnx.RuntimeOptions;
import io.zoetrope.models.runtime.read.TextReader;
import io.zoetrope.models.text.Page;
import io.zoetrope.models.text.TextBlock;
import io.zoetrope.operators.text.SeenText;
import io.zoetrope.operators.text.TextEntry;
import io.zoetrope.operators.text.TextTracker;
import io.zoetrope.operators.text.TextTrackerRule;
import io.zoetrope.operators.text.TextTrackerState;
import io.zoetrope.testing.clips.TestingFileSource;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What is read on the screen of each video of a folder, through the pipeline's own choice of
 * frames, and what choosing and reading cost beside decoding: processor time of one thread.
 *
 * <pre>
 * ./mvnw -q -pl benchmarks exec:exec -Dbench=TextBenchmark -Dbench.args="FOLDER [SECONDS [LEAST_MS]]"
 * </pre>
 */
public final class TextBenchmark {
    private static final long SEGMENT_US = 10_000_000;
    private static final String NAME = "text";

    private final long endUs;
    private final PictureSampling pictures;
    private final TextReader reader;
    private long lastUs;

    private TextBenchmark(long endUs, long leastUs, TextReader reader) {
        this.endUs = endUs;
        FrameShape least = new FrameShape(2, 2, FrameShape.Fit.STRETCH, 0);
        this.pictures =
                new PictureSampling(NAME, Sampling.settled(leastUs, SEGMENT_US), least, 960);
        this.reader = reader;
    }

    public static void main(String[] args) throws Exception {
        long seconds = args.length > 1 ? Long.parseLong(args[1]) : 60;
        long leastMs = args.length > 2 ? Long.parseLong(args[2]) : 1000;
        ModelCatalog catalog = ModelCatalog.bundled();
        try (TextReader reader =
                        TextReader.open(
                                catalog.find(ModelCatalog.DEFAULT_TEXT_DETECTOR),
                                catalog.find(ModelCatalog.DEFAULT_TEXT_RECOGNIZER),
                                RuntimeOptions.CPU);
                Stream<Path> files = Files.list(Path.of(args[0]))) {
            TextBenchmark benchmark =
                    new TextBenchmark(seconds * 1_000_000, leastMs * 1000, reader);
            for (Path video : files.sorted().toList()) {
                benchmark.tryTo(video);
            }
        }
    }

    private void tryTo(Path video) {
        try {
            look(video);
        } catch (Exception e) {
            System.out.printf("%-44s %s%n", video.getFileName(), e.getMessage());
        }
    }

    private void look(Path video) throws Exception {
        List<SampledFrame> chosen = new ArrayList<>();
        decode(video, List.of(pictures), frame -> {});
        double decoding = decode(video, List.of(), frame -> {});
        double choosing = decode(video, List.of(pictures), chosen::add) - decoding;
        TextTracker tracker = new TextTracker(TextTrackerRule.USUAL, TextTrackerState.EMPTY);
        List<TextEntry> entries = new ArrayList<>();
        double begin = cpuSeconds();
        for (SampledFrame frame : chosen) {
            entries.addAll(tracker.add(frame.ptsUs(), read(frame)));
        }
        double reading = cpuSeconds() - begin;
        entries.addAll(tracker.finish(lastUs));
        System.out.printf(
                Locale.ROOT,
                "%-44s decoding %6.2f s, %3d pictures, choosing %5.2f s, reading %6.2f s: %3.0f"
                        + " %%%n",
                video.getFileName(),
                decoding,
                chosen.size(),
                choosing,
                reading,
                100 * (choosing + reading) / decoding);
        for (TextEntry entry : entries) {
            System.out.printf(
                    Locale.ROOT,
                    "    %6.2f-%6.2f %.2f %s%n",
                    entry.startUs() / 1e6,
                    entry.endUs() / 1e6,
                    entry.confidence(),
                    entry.text());
        }
    }

    private List<SeenText> read(SampledFrame frame) {
        FramePicture large =
                frame.pictures().stream().filter(FramePicture::large).findFirst().orElseThrow();
        List<SeenText> seen = new ArrayList<>();
        Page page = new Page(large.rgb(), large.width(), large.height());
        for (TextBlock block : reader.read(List.of(page)).get(0).blocks()) {
            String text = block.text().replace('\n', ' ');
            seen.add(SeenText.of(text, block.confidence(), block.box()));
        }
        return seen;
    }

    /** Seconds of this thread's processor time. */
    private double decode(Path video, List<PictureSampling> wanted, Consumer<SampledFrame> frames)
            throws Exception {
        double begin = cpuSeconds();
        try (MediaSource source = new TestingFileSource(video);
                VideoReader reader =
                        FfmpegVideoReader.open(source, "video", ReaderLimits.DEFAULT)) {
            boolean more = true;
            for (long us = 0; more && us < endUs; us += SEGMENT_US) {
                ReadRequest request =
                        new ReadRequest(us, us + SEGMENT_US, -1, wanted, JpegSampling.NONE);
                ReadReport report = reader.read(request, frames::accept);
                lastUs = report.lastEndUs();
                more = !report.ended() && report.problem() == null;
            }
        }
        return cpuSeconds() - begin;
    }

    private static double cpuSeconds() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
    }
}
