package io.zoetrope.media.ffmpeg.sound;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.media.JpegSampling;
import io.zoetrope.media.PassOutput;
import io.zoetrope.media.PictureSampling;
import io.zoetrope.media.ReadReport;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.SampledFrame;
import io.zoetrope.media.Sampling;
import io.zoetrope.media.SoundPiece;
import io.zoetrope.media.SoundSampling;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.ffmpeg.FfmpegReaders;
import io.zoetrope.media.ffmpeg.ReaderContract;
import io.zoetrope.testing.clips.TestingFileSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/** What passes over a file gave. */
public final class Heard implements PassOutput {
    public static final int RATE = SoundSampling.RATE;

    /** Samples by their number. */
    public final TreeMap<Long, Short> samples = new TreeMap<>();

    final List<SoundPiece> pieces = new ArrayList<>();
    public final List<Long> framesUs = new ArrayList<>();
    final List<byte[]> jpegs = new ArrayList<>();
    public final List<ReadReport> reports = new ArrayList<>();

    @Override
    public void frame(SampledFrame frame) {
        framesUs.add(frame.ptsUs());
        if (frame.jpeg().length > 0) {
            jpegs.add(frame.jpeg());
        }
    }

    @Override
    public void sound(SoundPiece piece) {
        assertThat(piece.samples()).hasSizeBetween(1, SoundPiece.MOST_SAMPLES);
        pieces.add(piece);
        for (int i = 0; i < piece.samples().length; i++) {
            samples.put(piece.first() + i, piece.samples()[i]);
        }
    }

    public ReadReport report() {
        return reports.get(reports.size() - 1);
    }

    /** Samples by number from 0 on; 0 where there are none. */
    public short[] line() {
        short[] line = new short[samples.isEmpty() ? 0 : Math.toIntExact(samples.lastKey() + 1)];
        samples.forEach((at, value) -> line[Math.toIntExact(at)] = value);
        return line;
    }

    /** Which samples there are: numbers of the first of each stretch and of what is behind it. */
    public List<Long> places() {
        List<Long> places = new ArrayList<>();
        long next = Long.MIN_VALUE;
        for (long at : samples.keySet()) {
            if (at != next) {
                if (next != Long.MIN_VALUE) {
                    places.add(next);
                }
                places.add(at);
            }
            next = at + 1;
        }
        places.add(next);
        return places;
    }

    /** Where samples differ from another's, in words; empty if nowhere. */
    String difference(Heard other) {
        if (!places().equals(other.places())) {
            return places() + " against " + other.places();
        }
        for (long at : samples.keySet()) {
            if (!samples.get(at).equals(other.samples.get(at))) {
                return "sample " + at + ": " + samples.get(at) + ", " + other.samples.get(at);
            }
        }
        return "";
    }

    public double lastSecond() {
        return (samples.lastKey() + 1) / (double) RATE;
    }

    public double firstSecond() {
        return samples.firstKey() / (double) RATE;
    }

    /** Starts of stretches without a hole, seconds. */
    public List<Double> stretches() {
        List<Double> starts = new ArrayList<>();
        long next = Long.MIN_VALUE;
        for (long at : samples.keySet()) {
            if (at != next) {
                starts.add(at / (double) RATE);
            }
            next = at + 1;
        }
        return starts;
    }

    public static VideoReader open(TestingFileSource source) throws Exception {
        return FfmpegReaders.open(source, "film", ReaderLimits.DEFAULT);
    }

    public static Heard whole(Path file) throws Exception {
        return parts(file, 0, 0L, Long.MAX_VALUE);
    }

    /** One reader for all ranges, which touch. */
    public static Heard parts(Path file, long tailUs, Long... edges) throws Exception {
        Heard heard = new Heard();
        try (TestingFileSource source = new TestingFileSource(file);
                VideoReader reader = open(source)) {
            for (int i = 0; i + 1 < edges.length; i++) {
                heard.read(reader, request(edges[i], edges[i + 1], tailUs));
            }
        }
        return heard;
    }

    /** A new reader for each range. */
    public static Heard sought(Path file, long tailUs, Long... edges) throws Exception {
        Heard heard = new Heard();
        for (int i = 0; i + 1 < edges.length; i++) {
            try (TestingFileSource source = new TestingFileSource(file);
                    VideoReader reader = open(source)) {
                heard.read(reader, request(edges[i], edges[i + 1], tailUs));
            }
        }
        return heard;
    }

    public ReadReport read(VideoReader reader, ReadRequest request) throws Exception {
        reports.add(reader.read(request, this));
        return report();
    }

    public static ReadRequest request(long startUs, long endUs, long tailUs) {
        return pictures(startUs, endUs, Sampling.every(1_000_000))
                .withSound(SoundSampling.withTail(tailUs))
                .withCaptions();
    }

    static ReadRequest pictures(long startUs, long endUs, Sampling sampling) {
        PictureSampling small = PictureSampling.of("small", sampling, ReaderContract.SMALL);
        return new ReadRequest(startUs, endUs, -1, List.of(small), JpegSampling.NONE);
    }

    /** Loudest sample of a stretch. */
    public static int peak(short[] line, double fromSecond, double toSecond) {
        int peak = 0;
        int to = Math.min(line.length, (int) (toSecond * RATE));
        for (int i = Math.max(0, (int) (fromSecond * RATE)); i < to; i++) {
            peak = Math.max(peak, Math.abs(line[i]));
        }
        return peak;
    }

    /** Loudness of a stretch: root of the mean square. */
    public static double loudness(short[] line, double fromSecond, double toSecond) {
        short[] some = Arrays.copyOfRange(line, (int) (fromSecond * RATE), (int) (toSecond * RATE));
        double sum = 0;
        for (short one : some) {
            sum += (double) one * one;
        }
        return Math.sqrt(sum / some.length);
    }
}
