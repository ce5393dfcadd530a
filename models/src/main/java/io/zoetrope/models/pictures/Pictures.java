package io.zoetrope.models.pictures;

import io.zoetrope.domain.FrameShape;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
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

    private static final Set<String> FORMATS = Set.of("jpeg", "png");
    private static final Semaphore DECODING = new Semaphore(2);

    private Pictures() {}

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
            BufferedImage image = decode(in);
            Orientation turn = Orientation.of(file);
            int width = turn.swapsSides() ? image.getHeight() : image.getWidth();
            int height = turn.swapsSides() ? image.getWidth() : image.getHeight();
            double scale = Math.min(1, (double) maxSide / Math.max(width, height));
            FrameShape shape =
                    new FrameShape(
                            (int) Math.max(1, Math.round(width * scale)),
                            (int) Math.max(1, Math.round(height * scale)),
                            FrameShape.Fit.STRETCH,
                            0);
            return new Page(fitted(image, turn, shape).rgb(), shape.width(), shape.height());
        } catch (IOException e) {
            throw damaged(e);
        } finally {
            DECODING.release();
        }
    }

    private static Picture fitted(BufferedImage image, Orientation turn, FrameShape shape) {
        FrameShape unturned =
                turn.swapsSides()
                        ? new FrameShape(shape.height(), shape.width(), shape.fit(), shape.pad())
                        : shape;
        byte[] rgb = Fitting.of(unturned, image.getWidth(), image.getHeight()).apply(image);
        return new Picture(
                turn.apply(rgb, unturned.width(), unturned.height()),
                turn.swapsSides() ? image.getHeight() : image.getWidth(),
                turn.swapsSides() ? image.getWidth() : image.getHeight());
    }

    private static BufferedImage decode(ImageInputStream in) throws RejectedInput {
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

    private static BufferedImage decode(ImageReader reader) throws IOException, RejectedInput {
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
        return Rgb.convert(reader.read(0));
    }

    private static RejectedInput damaged(Exception e) {
        return new RejectedInput(
                Reason.DAMAGED_PICTURE, "the picture cannot be decoded: " + e.getMessage(), e);
    }
}
