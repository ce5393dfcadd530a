package io.zoetrope.media.ffmpeg.picture;

import io.zoetrope.domain.picture.FrameShape;
import io.zoetrope.media.FramePicture;
import io.zoetrope.media.JpegSampling;
import io.zoetrope.media.PictureSampling;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.SampledFrame;
import io.zoetrope.media.Sampling;
import io.zoetrope.media.ffmpeg.demux.VideoTrack;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Makes what a request wants of each sampled frame, each shape once however many ask for it. For
 * one thread.
 */
public final class FramePictures implements AutoCloseable {
    private final List<PictureSampling> wanted;
    private final JpegSampling jpegSampling;
    private final VideoTrack track;
    private final Map<FrameShape, PictureMaker> makers = new HashMap<>();
    private final JpegMaker jpegs;

    /** A picture that some ask for. */
    private record Kind(FrameShape shape, boolean large) {}

    public FramePictures(ReadRequest request, VideoTrack track) {
        this.wanted = List.copyOf(request.pictures());
        this.jpegSampling = request.jpegs();
        this.track = track;
        this.jpegs = jpegSampling.wanted() ? new JpegMaker(jpegSampling.side(), track) : null;
    }

    public boolean serves(ReadRequest request) {
        return wanted.equals(request.pictures()) && jpegSampling.equals(request.jpegs());
    }

    /**
     * @param chosen the samplings that take this frame
     * @return null if this frame's pixel format cannot be turned into a picture
     */
    public SampledFrame make(AVFrame frame, long ptsUs, boolean keyFrame, Set<Sampling> chosen) {
        List<FramePicture> pictures = new ArrayList<>();
        for (Map.Entry<Kind, List<String>> asked : asked(chosen).entrySet()) {
            FrameShape shape = asked.getKey().shape();
            byte[] rgb = maker(shape).make(frame);
            if (rgb == null) {
                return null;
            }
            boolean large = asked.getKey().large();
            pictures.add(
                    new FramePicture(asked.getValue(), large, shape.width(), shape.height(), rgb));
        }
        boolean forPeople = jpegs != null && chosen.contains(jpegSampling.sampling());
        JpegMaker.Made made = forPeople ? jpegs.make(frame) : JpegMaker.Made.NONE;
        return made == null
                ? null
                : new SampledFrame(ptsUs, keyFrame, pictures, made.jpeg(), made.quality());
    }

    /** Who wants which picture. */
    private Map<Kind, List<String>> asked(Set<Sampling> chosen) {
        Map<Kind, List<String>> asked = new LinkedHashMap<>();
        for (PictureSampling one : wanted) {
            if (!chosen.contains(one.sampling())) {
                continue;
            }
            names(asked, new Kind(one.shape(), false)).add(one.name());
            if (one.largeSide() > 0) {
                names(asked, new Kind(large(one.largeSide()), true)).add(one.name());
            }
        }
        return asked;
    }

    private static List<String> names(Map<Kind, List<String>> asked, Kind kind) {
        return asked.computeIfAbsent(kind, unused -> new ArrayList<>());
    }

    /** Sides are even, and none is longer than what was asked for. */
    private FrameShape large(int side) {
        return JpegMaker.shape(side - side % 2, track.displayedWidth(), track.displayedHeight());
    }

    private PictureMaker maker(FrameShape shape) {
        return makers.computeIfAbsent(shape, s -> new PictureMaker(s, track));
    }

    @Override
    public void close() {
        makers.values().forEach(PictureMaker::close);
        if (jpegs != null) {
            jpegs.close();
        }
    }
}
