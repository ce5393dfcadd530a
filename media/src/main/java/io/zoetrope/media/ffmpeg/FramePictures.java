package io.zoetrope.media.ffmpeg;

import io.zoetrope.domain.FrameShape;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.SampledFrame;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Makes what a request wants of each sampled frame. For one thread. */
final class FramePictures implements AutoCloseable {
    private static final byte[] NONE = new byte[0];

    private final List<FrameShape> shapes;
    private final int jpegSide;
    private final List<PictureMaker> makers = new ArrayList<>();
    private final JpegMaker jpegs;

    FramePictures(List<FrameShape> shapes, int jpegSide, VideoTrack track) {
        this.shapes = List.copyOf(shapes);
        this.jpegSide = jpegSide;
        for (FrameShape shape : this.shapes) {
            makers.add(new PictureMaker(shape, track.sampleAspect(), track.orientation()));
        }
        jpegs = jpegSide > 0 ? new JpegMaker(jpegSide, track) : null;
    }

    boolean serves(ReadRequest request) {
        return shapes.equals(request.shapes()) && jpegSide == request.jpegSide();
    }

    /**
     * @return null where this frame's pixel format cannot be turned into a picture
     */
    SampledFrame make(AVFrame frame, long ptsUs, boolean keyFrame) {
        List<byte[]> pictures = new ArrayList<>(makers.size());
        for (PictureMaker maker : makers) {
            byte[] picture = maker.make(frame);
            if (picture == null) {
                return null;
            }
            pictures.add(picture);
        }
        byte[] jpeg = jpegs == null ? NONE : jpegs.make(frame);
        return jpeg == null ? null : new SampledFrame(ptsUs, keyFrame, pictures, jpeg);
    }

    @Override
    public void close() {
        makers.forEach(PictureMaker::close);
        if (jpegs != null) {
            jpegs.close();
        }
    }
}
