package io.zoetrope.models.pictures;

import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.picture.FrameShape;
import io.zoetrope.models.runtime.Picture;
import io.zoetrope.models.text.Page;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Semaphore;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Decodes JPEG and PNG files for a query by picture. Scales as the video decoder does (area
 * average), so that a picture cut from a video lands where the video's frame did. Thread-safe; at
 * most two are decoded at once, so that memory is bounded.
 */
public final class Pictures {
    /** Larger ones are refused before they are decoded. */
    public static final int MAX_PIXELS = 50_000_000;

    /** Some formats hold eight bytes to a pixel. */
    private static final int MAX_HELD_PIXELS = 8_000_000;

    private static final Set<String> FORMATS = Set.of("jpeg", "png");
    private static final Semaphore DECODING = new Semaphore(2);

    private Pictures() {}

    /** Perhaps fewer pixels than the file has, and the size that the file has. */
    private record Decoded(BufferedImage image, int width, int height) {}

    /**
     * @param file all bytes of the file; kept by the caller
     * @param shape of the model that will see it
     * @return the picture at that shape, turned as EXIF says, with its displayed size
     * @throws RejectedInput {@code not_a_picture}, {@code empty_picture}, {@code picture_too_large}
     *     or {@code damaged_picture}
     */
    public static Picture read(byte[] file, FrameShape shape) throws RejectedInput {
        DECODING.acquireUninterruptibly();
        try (ImageInputStream in =
                new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            return fitted(decode(in), Orientation.of(file), shape);
        } catch (IOException e) {
            throw damaged(e);
        } finally {
            DECODING.release();
        }
    }

    /**
     * @param file all bytes of the file; kept by the caller
     * @param maxSide larger pictures are reduced to it; none is enlarged
     * @return the whole picture, turned as EXIF says
     * @throws RejectedInput as {@link #read}
     */
    public static Page readWithin(byte[] file, int maxSide) throws RejectedInput {
        DECODING.acquireUninterruptibly();
        try (ImageInputStream in =
                new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            Decoded picture = decode(in);
            Orientation turn = Orientation.of(file);
            int width = turn.swapsSides() ? picture.height() : picture.width();
            int height = turn.swapsSides() ? picture.width() : picture.height();
            double scale = Math.min(1, (double) maxSide / Math.max(width, height));
            FrameShape shape =
                    new FrameShape(
                            (int) Math.max(1, Math.round(width * scale)),
                            (int) Math.max(1, Math.round(height * scale)),
                            FrameShape.Fit.STRETCH,
                            0);
            return new Page(fitted(picture, turn, shape).rgb(), shape.width(), shape.height());
        } catch (IOException e) {
            throw damaged(e);
        } finally {
            DECODING.release();
        }
    }

    private static Picture fitted(Decoded picture, Orientation turn, FrameShape shape) {
        BufferedImage image = picture.image();
        FrameShape unturned =
                turn.swapsSides()
                        ? new FrameShape(shape.height(), shape.width(), shape.fit(), shape.pad())
                        : shape;
        byte[] rgb = Fitting.of(unturned, image.getWidth(), image.getHeight()).apply(image);
        return new Picture(
                turn.apply(rgb, unturned.width(), unturned.height()),
                turn.swapsSides() ? picture.height() : picture.width(),
                turn.swapsSides() ? picture.width() : picture.height());
    }

    private static Decoded decode(ImageInputStream in) throws RejectedInput {
        Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            try {
                if (FORMATS.contains(reader.getFormatName().toLowerCase(java.util.Locale.ROOT))) {
                    reader.setInput(in, true, true);
                    return decode(reader);
                }
            } catch (IOException | RuntimeException e) {
                // ImageIO's readers throw all sorts of unchecked exceptions at damaged files.
                throw damaged(e);
            } finally {
                reader.dispose();
            }
        }
        throw new RejectedInput(Reason.NOT_A_PICTURE, "the file is no JPEG and no PNG picture");
    }

    private static Decoded decode(ImageReader reader) throws IOException, RejectedInput {
        long width = reader.getWidth(0);
        long height = reader.getHeight(0);
        if (width <= 0 || height <= 0) {
            throw new RejectedInput(
                    Reason.EMPTY_PICTURE, "the picture is " + width + "x" + height + " pixels");
        }
        if (width * height > MAX_PIXELS) {
            throw new RejectedInput(
                    Reason.PICTURE_TOO_LARGE,
                    String.format(
                            Locale.ROOT,
                            "the picture is %dx%d pixels; at most %d million are taken",
                            width,
                            height,
                            MAX_PIXELS / 1_000_000));
        }
        int step = step(width * height);
        ImageReadParam less = reader.getDefaultReadParam();
        less.setSourceSubsampling(step, step, 0, 0);
        return new Decoded(Rgb.convert(reader.read(0, less)), (int) width, (int) height);
    }

    /** Of a picture far larger than any model sees, only every n-th pixel is kept. */
    static int step(long pixels) {
        return (int) Math.ceil(Math.sqrt((double) pixels / MAX_HELD_PIXELS));
    }

    private static RejectedInput damaged(Exception e) {
        return new RejectedInput(
                Reason.DAMAGED_PICTURE, "the picture cannot be decoded: " + e.getMessage(), e);
    }
}
