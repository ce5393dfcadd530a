package io.zoetrope.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.picture.FrameShape;
import io.zoetrope.media.FrameSignatures;
import io.zoetrope.media.JpegSampling;
import io.zoetrope.media.KeyFrameIndex;
import io.zoetrope.media.PictureSampling;
import io.zoetrope.media.ReadReport;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.SampledFrame;
import io.zoetrope.media.Sampling;
import io.zoetrope.media.VideoReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.LongStream;

/** What holds for every reader over every video that is whole. */
public final class ReaderContract {
    private static final String ASKER = "contract";
    public static final FrameShape SMALL = new FrameShape(32, 32, FrameShape.Fit.STRETCH, 0);

    /** Ranges are joined here to keep a long clip's test short. */
    private static final int MOST_RANGES = 6;

    /** What one pass gave. */
    public record Pass(List<SampledFrame> frames, List<ReadReport> reports) {
        public List<Long> timesUs() {
            return frames.stream().map(SampledFrame::ptsUs).toList();
        }
    }

    private final VideoReader reader;
    private final long endUs;
    private final long[] intervalsUs;

    /**
     * @param endUs how much of the video is looked at
     * @param intervalsUs of sampling
     */
    public ReaderContract(VideoReader reader, long endUs, long... intervalsUs) {
        this.reader = reader;
        this.intervalsUs = intervalsUs;
        this.endUs = endUs;
    }

    public Pass whole(Sampling sampling) throws Exception {
        return read(sampling, List.of(0L, endUs));
    }

    /** One read for each pair of neighbours, forwards: the decoder goes on at each edge. */
    Pass read(Sampling sampling, List<Long> edges) throws Exception {
        Pass pass = new Pass(new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i + 1 < edges.size(); i++) {
            ReadRequest request = request(sampling, edges.get(i), edges.get(i + 1));
            pass.reports().add(reader.read(request, pass.frames()::add));
        }
        return pass;
    }

    /** One read for each pair of neighbours, the last first: each range is sought. */
    private Pass sought(Sampling sampling, List<Long> edges) throws Exception {
        Pass pass = new Pass(new ArrayList<>(), new ArrayList<>());
        for (int i = edges.size() - 2; i >= 0; i--) {
            List<SampledFrame> frames = new ArrayList<>();
            ReadRequest request = request(sampling, edges.get(i), edges.get(i + 1));
            pass.reports().add(0, reader.read(request, frames::add));
            pass.frames().addAll(0, frames);
        }
        return pass;
    }

    private ReadRequest request(Sampling sampling, long start, long end) throws Exception {
        KeyFrameIndex keys = reader.keyFrames();
        int key = Arrays.binarySearch(keys.timesUs(), start);
        long position = key >= 0 && keys.positions().length > 0 ? keys.positions()[key] : -1;
        return request(start, end, position, sampling);
    }

    /** Small pictures of a range. */
    public static ReadRequest request(long startUs, long endUs, long position, Sampling sampling) {
        PictureSampling small = PictureSampling.of(ASKER, sampling, SMALL);
        return new ReadRequest(startUs, endUs, position, List.of(small), JpegSampling.NONE);
    }

    public static byte[] rgb(SampledFrame frame) {
        return frame.picture(ASKER).rgb();
    }

    public void holds() throws Exception {
        Pass whole = whole(Sampling.every(0));
        assertThat(whole.timesUs()).isNotEmpty().isSorted().doesNotHaveDuplicates();
        assertThat(whole.timesUs().get(0)).isEqualTo(reader.info().startUs());
        assertThat(whole.reports()).allSatisfy(r -> assertThat(r.problem()).isNull());
        TreeSet<Long> edges = new TreeSet<>(keyEdges());
        edges.addAll(oddEdges(whole.timesUs()));
        inParts(Sampling.every(0), List.copyOf(edges), whole);
        for (long interval : intervalsUs) {
            Sampling sampling = Sampling.every(interval);
            inParts(sampling, List.copyOf(edges), whole(sampling));
        }
        keyFramesAgree(whole);
    }

    private void inParts(Sampling sampling, List<Long> edges, Pass whole) throws Exception {
        for (Pass parts : List.of(sought(sampling, edges), read(sampling, edges))) {
            sameFrames(whole, parts);
            sameSignatures(whole.reports(), parts.reports());
            ReadReport last = parts.reports().get(parts.reports().size() - 1);
            assertThat(last.ended()).isEqualTo(whole.reports().get(0).ended());
            assertThat(last.lastEndUs()).isEqualTo(whole.reports().get(0).lastEndUs());
        }
    }

    private static void sameSignatures(List<ReadReport> whole, List<ReadReport> parts) {
        FrameSignatures all = whole.get(0).signatures();
        assertThat(all.timesUs()).hasSize((int) whole.get(0).framesDecoded());
        int at = 0;
        for (ReadReport part : parts) {
            FrameSignatures some = part.signatures();
            int end = at + some.count();
            assertThat(some.timesUs()).isEqualTo(Arrays.copyOfRange(all.timesUs(), at, end));
            assertThat(some.bytes())
                    .isEqualTo(
                            Arrays.copyOfRange(
                                    all.bytes(),
                                    at * FrameSignatures.BYTES,
                                    end * FrameSignatures.BYTES));
            at = end;
        }
        assertThat(at).isEqualTo(all.count());
    }

    private void sameFrames(Pass whole, Pass parts) {
        assertThat(parts.timesUs()).isEqualTo(whole.timesUs());
        long decoded = parts.reports().stream().mapToLong(ReadReport::framesDecoded).sum();
        assertThat(decoded).isEqualTo(whole.reports().get(0).framesDecoded());
        for (int i = 0; i < parts.frames().size(); i++) {
            assertThat(rgb(parts.frames().get(i)))
                    .as("picture at %d us", parts.frames().get(i).ptsUs())
                    .isEqualTo(rgb(whole.frames().get(i)));
        }
    }

    private void keyFramesAgree(Pass whole) throws Exception {
        Pass keys = whole(Sampling.keyFrames(0));
        assertThat(keys.timesUs()).isNotEmpty().isSubsetOf(whole.timesUs());
        for (SampledFrame key : keys.frames()) {
            SampledFrame same = whole.frames().get(whole.timesUs().indexOf(key.ptsUs()));
            assertThat(rgb(key)).isEqualTo(rgb(same));
        }
        assertThat(reader.keyFrames().timesUs()[0]).isLessThanOrEqualTo(reader.info().startUs());
        for (Pass parts :
                List.of(
                        read(Sampling.keyFrames(0), keyEdges()),
                        sought(Sampling.keyFrames(0), keyEdges()))) {
            assertThat(parts.timesUs()).isEqualTo(keys.timesUs());
            sameSignatures(keys.reports(), parts.reports());
        }
    }

    /** Edges at key frames, as a planner would choose them. */
    List<Long> keyEdges() throws Exception {
        long[] keys = LongStream.of(reader.keyFrames().timesUs()).filter(t -> t < endUs).toArray();
        int step = Math.max(1, keys.length / MOST_RANGES);
        List<Long> edges = new ArrayList<>();
        edges.add(0L);
        for (int i = step; i < keys.length; i += step) {
            if (keys[i] > 0) {
                edges.add(keys[i]);
            }
        }
        edges.add(endUs);
        return edges;
    }

    /**
     * Edges where no key frame is: in the middle of things and between two frames. None lies behind
     * the last frame: a part without a frame says nothing of when one ends.
     */
    private List<Long> oddEdges(List<Long> times) {
        int frames = times.size();
        List<Long> edges = new ArrayList<>(List.of(0L));
        for (int at : new int[] {frames / 3, frames / 2, frames * 3 / 4}) {
            long edge = times.get(at) + at % 2;
            if (edge > edges.get(edges.size() - 1) && edge <= times.get(frames - 1)) {
                edges.add(edge);
            }
        }
        edges.add(endUs);
        return edges;
    }
}
