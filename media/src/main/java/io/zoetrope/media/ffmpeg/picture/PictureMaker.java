package io.zoetrope.media.ffmpeg.picture;

import io.zoetrope.domain.picture.FrameShape;
import io.zoetrope.media.ffmpeg.demux.Orientation;
import io.zoetrope.media.ffmpeg.demux.VideoTrack;
import java.util.Arrays;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Makes packed RGB pictures of one shape from decoded frames: scaled straight from the planes the
 * decoder gives, then turned and padded on the small picture. All lie in it alike, whatever sizes
 * the stream changes to. For one thread.
 */
final class PictureMaker implements AutoCloseable {
    private static final int RGB = 3;

    private final FrameShape shape;
    private final int displayedWidth;
    private final int displayedHeight;
    private final Orientation orientation;
    private FrameScaler scaler;

    PictureMaker(FrameShape shape, VideoTrack track) {
        this(shape, track.displayedWidth(), track.displayedHeight(), track.orientation());
    }

    /** Of a whole stored picture, which fills its shape. */
    static PictureMaker stretching(int width, int height) {
        FrameShape shape = new FrameShape(width, height, FrameShape.Fit.STRETCH, 0);
        return new PictureMaker(shape, width, height, Orientation.UPRIGHT);
    }

    private PictureMaker(
            FrameShape shape, int displayedWidth, int displayedHeight, Orientation orientation) {
        this.shape = shape;
        this.displayedWidth = displayedWidth;
        this.displayedHeight = displayedHeight;
        this.orientation = orientation;
    }

    /**
     * @return {@code shape.bytes()} bytes, or null if this frame's pixel format cannot be read
     */
    byte[] make(AVFrame frame) {
        if (scaler == null || !scaler.fits(frame)) {
            renew(frame);
        }
        byte[] stored = scaler == null ? null : scaler.scale(frame);
        if (stored == null) {
            return null;
        }
        Fitting fitting = scaler.fitting();
        byte[] inner = orientation.apply(stored, fitting.innerWidth(), fitting.innerHeight());
        return padded(inner, fitting);
    }

    private void renew(AVFrame frame) {
        close();
        Fitting fitting =
                Fitting.of(
                        frame.width(),
                        frame.height(),
                        displayedWidth,
                        displayedHeight,
                        orientation,
                        shape);
        scaler = FrameScaler.open(frame, fitting, orientation.swapAxes());
    }

    private byte[] padded(byte[] inner, Fitting fitting) {
        if (inner.length == shape.bytes()) {
            return inner;
        }
        byte[] whole = new byte[shape.bytes()];
        Arrays.fill(whole, (byte) shape.pad());
        int left = (shape.width() - fitting.innerWidth()) / 2;
        int top = (shape.height() - fitting.innerHeight()) / 2;
        int rowBytes = fitting.innerWidth() * RGB;
        for (int y = 0; y < fitting.innerHeight(); y++) {
            int to = ((top + y) * shape.width() + left) * RGB;
            System.arraycopy(inner, y * rowBytes, whole, to, rowBytes);
        }
        return whole;
    }

    @Override
    public void close() {
        if (scaler != null) {
            scaler.close();
            scaler = null;
        }
    }
}
