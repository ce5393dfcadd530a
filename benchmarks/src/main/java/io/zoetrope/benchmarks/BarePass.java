package io.zoetrope.benchmarks;

import io.zoetrope.domain.store.MediaSource;
import io.zoetrope.media.FramePicture;
import io.zoetrope.media.JpegSampling;
import io.zoetrope.media.PassOutput;
import io.zoetrope.media.PictureSampling;
import io.zoetrope.media.ReadReport;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.SampledFrame;
import io.zoetrope.media.SoundPiece;
import io.zoetrope.media.SoundSampling;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.ffmpeg.FfmpegVideoReader;
import io.zoetrope.operators.observe.Analyser;
import io.zoetrope.operators.observe.AnalyserInput;
import io.zoetrope.operators.observe.LargePicture;
import io.zoetrope.operators.observe.SoundAnalyser;
import io.zoetrope.operators.observe.SoundInput;
import io.zoetrope.operators.sound.SampledSound;
import io.zoetrope.testing.clips.TestingFileSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The pass of the job over one file, and the same analysers with the same nets, without Flink,
 * Kafka, OpenSearch, archive and store: range by range of ten seconds, on as many threads as the
 * job has subtasks, each with a part of the file. What comes of their observations later
 * (following, composing, writing) is not in it, nor what is looked at beside the nets (the camera,
 * pictures of objects).
 *
 * @param analysers opened
 * @param listeners opened
 */
record BarePass(List<Analyser> analysers, List<SoundAnalyser> listeners, JpegSampling jpegs) {
    private static final long RANGE_US = 10_000_000;

    /** What one range gives. */
    private static final class Range implements PassOutput {
        private final List<SampledFrame> frames = new ArrayList<>();
        private final List<SoundPiece> pieces = new ArrayList<>();

        @Override
        public void frame(SampledFrame frame) {
            frames.add(frame);
        }

        @Override
        public void sound(SoundPiece piece) {
            pieces.add(piece);
        }
    }

    /** Pictures that were analysed. */
    int run(Path video) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(IndexingRig.PARALLELISM);
        try {
            long partUs = partUs(video);
            List<Future<Integer>> parts = new ArrayList<>();
            for (int part = 0; part < IndexingRig.PARALLELISM; part++) {
                long fromUs = part * partUs;
                boolean last = part == IndexingRig.PARALLELISM - 1;
                long toUs = last ? Long.MAX_VALUE : fromUs + partUs;
                parts.add(threads.submit(() -> run(video, fromUs, toUs)));
            }
            int pictures = 0;
            for (Future<Integer> part : parts) {
                pictures += part.get();
            }
            return pictures;
        } finally {
            threads.shutdownNow();
        }
    }

    /** As many ranges as each thread has; the last one has what is left. */
    private static long partUs(Path video) throws Exception {
        try (MediaSource source = new TestingFileSource(video);
                VideoReader reader =
                        FfmpegVideoReader.open(source, video.toString(), ReaderLimits.DEFAULT)) {
            long ranges = (reader.info().durationUs() + RANGE_US - 1) / RANGE_US;
            return Math.max(1, ranges / IndexingRig.PARALLELISM) * RANGE_US;
        }
    }

    private int run(Path video, long partFromUs, long partToUs) throws Exception {
        int pictures = 0;
        SoundSampling sound =
                listeners.stream()
                        .mapToLong(listener -> listener.spec().tailUs())
                        .mapToObj(SoundSampling::withTail)
                        .reduce((one, other) -> one.tailUs() > other.tailUs() ? one : other)
                        .orElse(SoundSampling.NONE);
        try (MediaSource source = new TestingFileSource(video);
                VideoReader reader =
                        FfmpegVideoReader.open(source, video.toString(), ReaderLimits.DEFAULT)) {
            ReadReport report;
            long fromUs = partFromUs;
            do {
                Range range = new Range();
                ReadRequest request =
                        new ReadRequest(
                                        fromUs,
                                        fromUs + RANGE_US,
                                        -1,
                                        analysers.stream().map(BarePass::wanted).toList(),
                                        jpegs)
                                .withSound(sound);
                report = reader.read(request, range);
                pictures += analyse(range, fromUs, report.ended());
                fromUs += RANGE_US;
            } while (fromUs < partToUs && !report.ended() && report.problem() == null);
        }
        return pictures;
    }

    private static PictureSampling wanted(Analyser analyser) {
        return new PictureSampling(
                analyser.spec().name(),
                analyser.spec().sampling(),
                analyser.spec().shape(),
                analyser.spec().largeSide());
    }

    private int analyse(Range range, long fromUs, boolean last) throws Exception {
        List<CompletableFuture<?>> asked = new ArrayList<>();
        for (SampledFrame frame : range.frames) {
            for (Analyser analyser : analysers) {
                FramePicture small = frame.picture(analyser.spec().name());
                if (small != null) {
                    asked.add(analyser.observe(input(frame, small, analyser.spec().name())));
                }
            }
        }
        int pictures = asked.size();
        for (SoundAnalyser listener : listeners) {
            asked.add(
                    listener.listen(
                            new SoundInput(
                                    fromUs,
                                    fromUs + RANGE_US,
                                    fromUs == 0,
                                    last,
                                    SampledSound.of(range.pieces))));
        }
        CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new)).get();
        return pictures;
    }

    private static AnalyserInput input(SampledFrame frame, FramePicture small, String name) {
        LargePicture large = null;
        for (FramePicture picture : frame.pictures()) {
            if (picture.large() && picture.names().contains(name)) {
                large = new LargePicture(picture.width(), picture.height(), picture.rgb());
            }
        }
        return new AnalyserInput(frame.ptsUs(), small.width(), small.height(), small.rgb(), large);
    }
}
