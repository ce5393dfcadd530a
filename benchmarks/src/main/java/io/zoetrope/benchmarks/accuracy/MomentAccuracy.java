package io.zoetrope.benchmarks.accuracy;

import io.zoetrope.domain.Vector;
import io.zoetrope.media.JpegSampling;
import io.zoetrope.media.PictureSampling;
import io.zoetrope.media.SampledFrame;
import io.zoetrope.media.Sampling;
import io.zoetrope.models.packages.ModelCatalog;
import io.zoetrope.models.runtime.ImageEncoder;
import io.zoetrope.models.runtime.onnx.RuntimeOptions;
import io.zoetrope.operators.compose.ComposedMoment;
import io.zoetrope.operators.compose.Composition;
import io.zoetrope.operators.compose.MomentComposer;
import io.zoetrope.operators.compose.MomentRules;
import io.zoetrope.operators.observe.Analysers;
import io.zoetrope.operators.observe.Observation;
import io.zoetrope.operators.observe.ObservedFrame;
import io.zoetrope.operators.observe.SeenMotion;
import io.zoetrope.operators.shots.StartedShot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Whether moments tile a film, stay within the shots that truly are, are made of like frames and
 * have a key frame that shows one shot and no transition. A picture a second, as the job takes
 * them.
 */
final class MomentAccuracy {
    private static final long EVERY_US = 1_000_000;
    private static final int JPEG_SIDE = 320;

    private final ImageEncoder encoder;
    private double spanUs;
    private double onceUs;
    private double ownUs;
    private double momentUs;
    private int moments;
    private int clearKeys;
    private double likeness;
    private int frames;
    private double nextLikeness;
    private int pairs;

    private MomentAccuracy(ImageEncoder encoder) {
        this.encoder = encoder;
    }

    static List<Figure> measure(List<Path> films, String material) throws Exception {
        try (ImageEncoder encoder =
                ImageEncoder.open(
                        ModelCatalog.bundled().find(ModelCatalog.DEFAULT_ENCODER),
                        RuntimeOptions.CPU)) {
            MomentAccuracy accuracy = new MomentAccuracy(encoder);
            for (Path film : films) {
                accuracy.look(film);
            }
            return List.of(accuracy.figure(material));
        }
    }

    private Figure figure(String material) {
        return Figure.of(
                "moments",
                material,
                moments,
                "time in exactly one moment",
                onceUs / spanUs,
                "of a moment's time in one true shot",
                ownUs / momentUs,
                "key frames outside transitions",
                (double) clearKeys / moments,
                "cosine of a frame and its moment",
                likeness / frames,
                "of two moments in a row",
                nextLikeness / pairs);
    }

    private void look(Path film) throws Exception {
        PictureSampling asked =
                PictureSampling.of(Analysers.VISUAL, Sampling.every(EVERY_US), encoder.shape());
        ShotAccuracy.Seen seen =
                ShotAccuracy.see(
                        film,
                        List.of(asked),
                        new JpegSampling(Sampling.every(EVERY_US), JPEG_SIDE));
        List<ObservedFrame> observed = new ArrayList<>();
        for (SampledFrame frame : seen.frames()) {
            if (frame.picture(Analysers.VISUAL) != null) {
                ObservedFrame own = observed(frame);
                boolean mixed =
                        seen.starts().stream().anyMatch(start -> start.reaches(own.ptsUs()));
                observed.add(mixed ? own.ofTransition() : own);
            }
        }
        List<StartedShot> begun = new ArrayList<>();
        seen.starts().forEach(start -> begun.add(new StartedShot(begun.size() + 1, start.ptsUs())));
        List<ComposedMoment> composed = new ArrayList<>();
        MomentComposer composer =
                new MomentComposer(MomentRules.DEFAULT, Composition.START, composed::add);
        composer.add(observed, begun);
        composer.end(seen.endUs());
        judge(composed, observed, seen.endUs(), Files.readAllLines(truth(film)));
    }

    private static Path truth(Path film) {
        return film.resolveSibling(film.getFileName() + ShotTruth.ENDING);
    }

    private ObservedFrame observed(SampledFrame frame) throws Exception {
        Vector vector = encoder.encode(List.of(frame.picture(Analysers.VISUAL).rgb())).get(0);
        return new ObservedFrame(
                frame.ptsUs(),
                Map.of(Analysers.VISUAL, Observation.of(vector)),
                "",
                frame.quality(),
                SeenMotion.UNKNOWN);
    }

    private void judge(
            List<ComposedMoment> composed,
            List<ObservedFrame> observed,
            long endUs,
            List<String> truth) {
        List<double[]> joins =
                truth.stream()
                        .map(line -> line.split("\\s+"))
                        .filter(words -> !words[1].equals("none"))
                        .map(
                                words ->
                                        new double[] {
                                            1e6 * Double.parseDouble(words[0]),
                                            words.length > 2
                                                    ? 1e6 * Double.parseDouble(words[2])
                                                    : 0
                                        })
                        .toList();
        long upToUs = observed.get(0).ptsUs();
        spanUs += endUs - upToUs;
        for (int i = 0; i < composed.size(); i++) {
            ComposedMoment moment = composed.get(i);
            onceUs += Math.max(0, moment.endUs() - Math.max(upToUs, moment.startUs()));
            onceUs -= Math.max(0, upToUs - moment.startUs());
            upToUs = Math.max(upToUs, moment.endUs());
            moments++;
            momentUs += moment.endUs() - moment.startUs();
            ownUs += longestIn(moment, joins);
            clearKeys += isClear(moment.key().ptsUs(), joins) ? 1 : 0;
            for (ObservedFrame frame : observed) {
                if (frame.ptsUs() >= moment.startUs() && frame.ptsUs() < moment.endUs()) {
                    likeness += frame.visual().dot(moment.visual());
                    frames++;
                }
            }
            if (i > 0) {
                nextLikeness += moment.visual().dot(composed.get(i - 1).visual());
                pairs++;
            }
        }
    }

    private static double longestIn(ComposedMoment moment, List<double[]> joins) {
        double fromUs = moment.startUs();
        double longest = 0;
        for (double[] join : joins) {
            if (join[0] > fromUs && join[0] < moment.endUs()) {
                longest = Math.max(longest, join[0] - fromUs);
                fromUs = join[0];
            }
        }
        return Math.max(longest, moment.endUs() - fromUs);
    }

    private static boolean isClear(long us, List<double[]> joins) {
        return joins.stream().noneMatch(join -> Math.abs(us - join[0]) < join[1] / 2);
    }
}
