package io.zoetrope.benchmarks;

import io.zoetrope.domain.Detection;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.Vector;
import io.zoetrope.domain.store.MediaSource;
import io.zoetrope.media.FramePicture;
import io.zoetrope.media.JpegSampling;
import io.zoetrope.media.PictureSampling;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.SampledFrame;
import io.zoetrope.media.Sampling;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.ffmpeg.FfmpegVideoReader;
import io.zoetrope.models.packages.ModelCatalog;
import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.pictures.Crops;
import io.zoetrope.models.runtime.ImageEncoder;
import io.zoetrope.models.runtime.Picture;
import io.zoetrope.models.runtime.detect.ObjectDetector;
import io.zoetrope.models.runtime.onnx.RuntimeOptions;
import io.zoetrope.operators.track.TrackOptions;
import io.zoetrope.operators.track.TrackPoint;
import io.zoetrope.operators.track.follow.TrackedFrame;
import io.zoetrope.operators.track.follow.Tracker;
import io.zoetrope.testing.clips.TestingFileSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How well an appearance encoder tells objects apart: cosines of the first and the second half of
 * one track (the same object), and of tracks of different clips or at the same time (different
 * ones), for each class. The threshold in the encoder's manifest is chosen on it.
 *
 * <pre>./mvnw -q -pl benchmarks exec:exec -Dbench=AppearanceReport
 *     -Dbench.args="DETECTOR ENCODER|- PACKAGES CLIPS"</pre>
 */
public final class AppearanceReport {
    private static final Sampling FIVE_A_SECOND = Sampling.every(200_000);
    private static final String ASKER = "report";
    private static final int LARGE_SIDE = 960;
    private static final float LEAST_SCORE = .4f;
    private static final int LEAST_SIGHTINGS = 6;

    private final ObjectDetector detector;
    private final ImageEncoder encoder;

    /** A track of one clip. */
    private record Seen(String clip, String label, long fromUs, long toUs, List<Vector> looks) {
        boolean isOther(Seen other) {
            boolean together = fromUs <= other.toUs && other.fromUs <= toUs;
            return label.equals(other.label) && (!clip.equals(other.clip) || together);
        }

        Vector first() {
            return mean(looks.subList(0, looks.size() / 2));
        }

        Vector second() {
            return mean(looks.subList(looks.size() / 2, looks.size()));
        }
    }

    private AppearanceReport(ObjectDetector detector, ImageEncoder encoder) {
        this.detector = detector;
        this.encoder = encoder;
    }

    public static void main(String[] args) throws Exception {
        ModelCatalog catalog = ModelCatalog.standard(List.of(Path.of(args[2])));
        ModelPackage detects = catalog.find(args[0]);
        try (ObjectDetector detector = ObjectDetector.open(detects, RuntimeOptions.CPU);
                ImageEncoder encoder =
                        args[1].equals("-")
                                ? null
                                : ImageEncoder.open(catalog.find(args[1]), RuntimeOptions.CPU)) {
            AppearanceReport report = new AppearanceReport(detector, encoder);
            List<Seen> all = new ArrayList<>();
            for (Path clip : clips(Path.of(args[3]))) {
                List<Seen> seen = report.look(clip);
                System.out.printf(
                        Locale.ROOT, "%-50s %d tracks%n", clip.getFileName(), seen.size());
                all.addAll(seen);
            }
            print(all);
        }
    }

    private static List<Path> clips(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().matches(".*\\.(mp4|mov|mkv|webm|avi)"))
                    .sorted()
                    .toList();
        }
    }

    private List<Seen> look(Path clip) throws Exception {
        Tracker tracker = new Tracker(TrackOptions.of(16 / 9.));
        Map<Long, List<TrackPoint>> tracks = new HashMap<>();
        List<PictureSampling> asked =
                List.of(new PictureSampling(ASKER, FIVE_A_SECOND, detector.shape(), LARGE_SIDE));
        try (MediaSource source = new TestingFileSource(clip);
                VideoReader reader =
                        FfmpegVideoReader.open(source, clip.toString(), ReaderLimits.DEFAULT)) {
            int width = reader.info().width();
            int height = reader.info().height();
            reader.read(
                    new ReadRequest(0, Long.MAX_VALUE, -1, asked, JpegSampling.NONE),
                    frame -> {
                        TrackedFrame tracked =
                                tracker.update(frame.ptsUs(), detect(frame, width, height));
                        tracked.points()
                                .forEach(
                                        p ->
                                                tracks.computeIfAbsent(
                                                                p.track(), t -> new ArrayList<>())
                                                        .add(p));
                    });
        } catch (RejectedInput e) {
            return List.of();
        }
        List<Seen> seen = new ArrayList<>();
        tracks.forEach((number, points) -> seen.addAll(seen(clip, points)));
        return seen;
    }

    private List<Seen> seen(Path clip, List<TrackPoint> points) {
        List<Vector> looks =
                points.stream()
                        .map(TrackPoint::appearance)
                        .filter(look -> look.dimension() > 0)
                        .toList();
        if (looks.size() < LEAST_SIGHTINGS) {
            return List.of();
        }
        Map<String, Integer> votes = new TreeMap<>();
        points.stream()
                .filter(TrackPoint::seen)
                .forEach(p -> votes.merge(p.label(), 1, Integer::sum));
        String label =
                votes.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
        return List.of(
                new Seen(
                        clip.getFileName().toString(),
                        label,
                        points.get(0).ptsUs(),
                        points.get(points.size() - 1).ptsUs(),
                        looks));
    }

    private List<Detection> detect(SampledFrame frame, int width, int height) {
        byte[] rgb = frame.picture(ASKER).rgb();
        List<Detection> found = detector.detect(List.of(new Picture(rgb, width, height))).get(0);
        if (encoder == null) {
            return found;
        }
        FramePicture large =
                frame.pictures().stream().filter(FramePicture::large).findFirst().orElseThrow();
        List<Detection> seen = new ArrayList<>();
        for (Detection d : found) {
            Vector look = new Vector(null);
            if (d.score() >= LEAST_SCORE) {
                byte[] crop =
                        Crops.cut(
                                large.rgb(),
                                large.width(),
                                large.height(),
                                d.box(),
                                encoder.shape());
                look = encoder.encode(List.of(crop)).get(0);
            }
            seen.add(d.withAppearance(look));
        }
        return seen;
    }

    private static Vector mean(List<Vector> looks) {
        float[] sum = new float[looks.get(0).dimension()];
        double squares = 0;
        for (Vector look : looks) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += look.values()[i];
            }
        }
        for (float value : sum) {
            squares += value * value;
        }
        for (int i = 0; i < sum.length; i++) {
            sum[i] /= (float) Math.sqrt(squares);
        }
        return new Vector(sum);
    }

    private static void print(List<Seen> all) {
        Map<String, List<Double>> same = new TreeMap<>();
        Map<String, List<Double>> other = new TreeMap<>();
        for (int i = 0; i < all.size(); i++) {
            Seen one = all.get(i);
            same.computeIfAbsent(one.label(), l -> new ArrayList<>())
                    .add((double) one.first().dot(one.second()));
            for (int j = i + 1; j < all.size(); j++) {
                if (one.isOther(all.get(j))) {
                    other.computeIfAbsent(one.label(), l -> new ArrayList<>())
                            .add((double) mean(one.looks()).dot(mean(all.get(j).looks())));
                }
            }
        }
        same.forEach(
                (label, cosines) -> {
                    List<Double> others = other.getOrDefault(label, List.of());
                    System.out.printf(
                            Locale.ROOT,
                            "%-14s same %d: %s | different %d: %s%n",
                            label,
                            cosines.size(),
                            quantiles(cosines),
                            others.size(),
                            quantiles(others));
                });
    }

    private static String quantiles(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(v -> v).sorted().toArray();
        StringBuilder text = new StringBuilder();
        for (double share : new double[] {0, .05, .25, .5, .75, .95, .98, 1}) {
            text.append(
                    sorted.length == 0
                            ? " -"
                            : String.format(
                                    Locale.ROOT,
                                    " %.2f",
                                    sorted[(int) (share * (sorted.length - 1))]));
        }
        return text.toString();
    }
}
