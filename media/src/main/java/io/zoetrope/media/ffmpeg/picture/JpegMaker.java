package io.zoetrope.media.ffmpeg.picture;

import io.zoetrope.domain.picture.FrameShape;
import io.zoetrope.media.PictureQuality;
import io.zoetrope.media.ffmpeg.demux.VideoTrack;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Small JPEGs of frames as they are displayed. For one thread. */
final class JpegMaker implements AutoCloseable {
    private final FrameShape shape;
    private final PictureMaker pictures;
    private final JpegEncoder encoder;

    /**
     * @param side most pixels of the longer side; smaller videos keep their size
     */
    JpegMaker(int side, VideoTrack track) {
        shape = shape(side, track.displayedWidth(), track.displayedHeight());
        pictures = new PictureMaker(shape, track);
        encoder = new JpegEncoder(shape.width(), shape.height());
    }

    static FrameShape shape(int side, int width, int height) {
        double scale = Math.min(1, (double) side / Math.max(width, height));
        return new FrameShape(even(width * scale), even(height * scale), FrameShape.Fit.STRETCH, 0);
    }

    private static int even(double length) {
        return Math.max(2, (int) Math.round(length / 2) * 2);
    }

    /**
     * @param jpeg JFIF bytes
     */
    record Made(byte[] jpeg, PictureQuality quality) {
        /** If nobody wants one. */
        static final Made NONE = new Made(new byte[0], PictureQuality.UNKNOWN);
    }

    /**
     * @return null if this frame's pixel format cannot be read
     */
    Made make(AVFrame frame) {
        byte[] rgb = pictures.make(frame);
        return rgb == null
                ? null
                : new Made(
                        encoder.encode(rgb), PictureQuality.of(rgb, shape.width(), shape.height()));
    }

    @Override
    public void close() {
        pictures.close();
        encoder.close();
    }
}
