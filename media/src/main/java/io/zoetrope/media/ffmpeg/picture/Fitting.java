package io.zoetrope.media.ffmpeg.picture;

import io.zoetrope.domain.picture.FrameFit;
import io.zoetrope.domain.picture.FrameShape;
import io.zoetrope.media.ffmpeg.demux.Orientation;

/**
 * How one stored picture is brought to one shape: a part of it is scaled, turned, and put into the
 * middle of the result, see {@link FrameFit}.
 *
 * @param cropX left edge of the part that is used, stored pixels
 * @param cropY top edge
 * @param cropWidth of the part, stored pixels
 * @param cropHeight of the part
 * @param innerWidth of the scaled part as displayed, pixels of the result
 * @param innerHeight of the scaled part as displayed
 */
public record Fitting(
        int cropX, int cropY, int cropWidth, int cropHeight, int innerWidth, int innerHeight) {

    /**
     * @param width stored
     * @param height stored
     * @param displayedWidth of the whole video, whose sides boxes are relative to: a picture of
     *     another shape in its midst is stretched to it
     * @param displayedHeight of the whole video; only the aspect matters
     */
    public static Fitting of(
            int width,
            int height,
            double displayedWidth,
            double displayedHeight,
            Orientation orientation,
            FrameShape shape) {
        boolean swap = orientation.swapAxes();
        FrameFit fit = FrameFit.of(shape, displayedWidth, displayedHeight);
        return switch (shape.fit()) {
            case STRETCH, LETTERBOX ->
                    new Fitting(0, 0, width, height, (int) fit.width(), (int) fit.height());
            case CENTER_CROP -> {
                double seenX = shape.width() / fit.width();
                double seenY = shape.height() / fit.height();
                int cropWidth = rounded(width * (swap ? seenY : seenX), width);
                int cropHeight = rounded(height * (swap ? seenX : seenY), height);
                // Even edges keep the planes of colour aligned with the plane of light.
                yield new Fitting(
                        (width - cropWidth) / 2 & ~1,
                        (height - cropHeight) / 2 & ~1,
                        cropWidth,
                        cropHeight,
                        shape.width(),
                        shape.height());
            }
        };
    }

    private static int rounded(double length, int most) {
        return Math.max(1, Math.min(most, (int) Math.round(length)));
    }
}
