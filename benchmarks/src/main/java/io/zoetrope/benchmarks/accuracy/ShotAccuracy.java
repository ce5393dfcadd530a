package io.zoetrope.benchmarks.accuracy;

import io.zoetrope.domain.store.MediaSource;
import io.zoetrope.media.FrameSignatures;
import io.zoetrope.media.JpegSampling;
import io.zoetrope.media.PictureSampling;
import io.zoetrope.media.ReadReport;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.SampledFrame;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.ffmpeg.FfmpegVideoReader;
import io.zoetrope.operators.shots.ShotDetector;
import io.zoetrope.operators.shots.ShotMemory;
import io.zoetrope.operators.shots.ShotRules;
import io.zoetrope.operators.shots.ShotStart;
import io.zoetrope.testing.clips.TestingFileSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Precision, recall and F1 of shots, by kind. */
final class ShotAccuracy {
    private static final long RANGE_US = 10_000_000;

    private ShotAccuracy() {}

    /**
     * What was found in one film.
     *
     * @param frames those that were asked for
     */
    record Seen(List<ShotStart> starts, List<SampledFrame> frames, long endUs, double frameS) {}

    static List<Figure> measure(List<Path> films, String material) throws Exception {
        ShotTruth truth = new ShotTruth();
        for (Path film : films) {
            Seen seen = see(film, List.of(), JpegSampling.NONE);
            truth.score(film, seen.starts(), seen.frameS());
        }
        List<Figure> figures = new ArrayList<>();
        truth.scores()
                .forEach(
                        (kind, score) ->
                                figures.add(
                                        Figure.of(
                                                "shots",
                                                material + ": " + kind,
                                                score.truths(),
                                                "precision",
                                                score.precision(),
                                                "recall",
                                                score.recall(),
                                                "F1",
                                                score.f1())));
        truth.labels()
                .forEach(
                        (label, counts) ->
                                figures.add(
                                        Figure.of(
                                                "shots",
                                                material + ", " + label,
                                                counts[1],
                                                "recall",
                                                (double) counts[0] / counts[1])));
        return figures;
    }

    /** Reads a film range by range, as the job does. */
    static Seen see(Path film, List<PictureSampling> pictures, JpegSampling jpegs)
            throws Exception {
        ShotDetector detector = new ShotDetector(ShotRules.DEFAULT, ShotMemory.START);
        List<ShotStart> starts = new ArrayList<>();
        List<SampledFrame> frames = new ArrayList<>();
        try (MediaSource source = new TestingFileSource(film);
                VideoReader reader =
                        FfmpegVideoReader.open(source, film.toString(), ReaderLimits.DEFAULT)) {
            ReadReport report;
            long fromUs = 0;
            do {
                report =
                        reader.read(
                                new ReadRequest(fromUs, fromUs + RANGE_US, -1, pictures, jpegs),
                                frames::add);
                FrameSignatures signatures = report.signatures();
                detector.add(signatures);
                starts.addAll(detector.take());
                fromUs += RANGE_US;
            } while (!report.ended() && report.problem() == null);
            detector.end();
            starts.addAll(detector.take());
            double rate = Math.max(1, reader.info().frameRate().value());
            return new Seen(starts, frames, report.lastEndUs(), 1 / rate);
        }
    }
}
