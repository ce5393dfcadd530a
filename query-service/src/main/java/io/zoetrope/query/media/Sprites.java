package io.zoetrope.query.media;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.zoetrope.query.http.content.Content;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * Small pictures of a video, many on a sheet, for who looks for a place in it: made of the pictures
 * that are stored of it, when they are asked for. Thread-safe.
 */
final class Sprites {
    static final int ACROSS = 5;
    static final int ON_SHEET = ACROSS * ACROSS;

    /** What a scale under a finger can tell apart. */
    static final int MOST = 500;

    private static final int MOST_WIDTH = 160;
    private static final int MOST_HEIGHT = 120;
    private static final int MOST_SIDE = 4096;
    private static final long MOST_KEPT_BYTES = 64L << 20;
    private static final Duration KEPT = Duration.ofMinutes(10);

    private final Thumbnails pictures;
    private final Cache<Sheet, byte[]> kept =
            Caffeine.newBuilder()
                    .maximumWeight(MOST_KEPT_BYTES)
                    .weigher((Sheet sheet, byte[] jpeg) -> jpeg.length)
                    .expireAfterWrite(KEPT)
                    .build();

    Sprites(Thumbnails pictures) {
        this.pictures = pictures;
    }

    /** Which sheet; pictures that are stored later make others. */
    private record Sheet(String tenant, String videoId, int pictures, int number) {}

    /** Times of all that are shown, milliseconds, ascending. */
    private long[] times(String tenant, String videoId) throws IOException {
        long[] all = pictures.times(tenant, videoId);
        if (all.length <= MOST) {
            return all;
        }
        long[] some = new long[MOST];
        for (int i = 0; i < MOST; i++) {
            some[i] = all[(int) ((long) i * all.length / MOST)];
        }
        return some;
    }

    /**
     * Which part of which sheet shows which time, as WebVTT with media fragments (W3C Media
     * Fragments §4.2.2).
     *
     * @return empty if there are no pictures
     * @throws IOException if the store does not answer
     */
    Optional<String> map(String tenant, String videoId) throws IOException {
        long[] times = times(tenant, videoId);
        if (times.length == 0) {
            return Optional.empty();
        }
        BufferedImage first = picture(tenant, videoId, times[0]);
        List<WebVtt.Cue> cues = new ArrayList<>();
        for (int i = 0; i < times.length; i++) {
            int at = i % ON_SHEET;
            String part =
                    times.length
                            + "-"
                            + i / ON_SHEET
                            + ".jpg#xywh="
                            + at % ACROSS * width(first)
                            + ","
                            + at / ACROSS * height(first)
                            + ","
                            + width(first)
                            + ","
                            + height(first);
            // The last one is shown until the video is over, whenever that is.
            long usualMs = i == 0 ? 1_000 : times[i] - times[i - 1];
            long endMs = i + 1 < times.length ? times[i + 1] : times[i] + usualMs;
            cues.add(new WebVtt.Cue(i == 0 ? 0 : times[i], endMs, null, part));
        }
        return Optional.of(WebVtt.addresses(cues));
    }

    /**
     * @param count of all pictures on all sheets, as the map had it
     * @return a JPEG; empty if there is no such sheet, or by now more pictures are stored
     * @throws IOException if the store does not answer
     */
    Optional<byte[]> sheet(String tenant, String videoId, int count, int number)
            throws IOException {
        Sheet sheet = new Sheet(tenant, videoId, count, number);
        long[] times = times(tenant, videoId);
        if (times.length != count || (long) number * ON_SHEET >= count) {
            return Optional.empty();
        }
        try {
            return Optional.of(kept.get(sheet, wanted -> draw(wanted, times)));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private byte[] draw(Sheet sheet, long[] times) {
        try {
            BufferedImage first = picture(sheet.tenant(), sheet.videoId(), times[0]);
            int width = width(first);
            int height = height(first);
            int begin = sheet.number() * ON_SHEET;
            int count = Math.min(ON_SHEET, times.length - begin);
            int rows = (count + ACROSS - 1) / ACROSS;
            BufferedImage drawn =
                    new BufferedImage(ACROSS * width, rows * height, BufferedImage.TYPE_3BYTE_BGR);
            Graphics2D graphics = drawn.createGraphics();
            graphics.setRenderingHint(
                    RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            for (int i = 0; i < count; i++) {
                BufferedImage picture = picture(sheet.tenant(), sheet.videoId(), times[begin + i]);
                graphics.drawImage(
                        picture, i % ACROSS * width, i / ACROSS * height, width, height, null);
            }
            graphics.dispose();
            ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
            ImageIO.write(drawn, "jpg", jpeg);
            return jpeg.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int width(BufferedImage picture) {
        return side(picture.getWidth(), scale(picture));
    }

    private static int height(BufferedImage picture) {
        return side(picture.getHeight(), scale(picture));
    }

    private static double scale(BufferedImage picture) {
        return Math.min(
                (double) MOST_WIDTH / picture.getWidth(),
                (double) MOST_HEIGHT / picture.getHeight());
    }

    private static int side(int side, double scale) {
        return Math.max(2, (int) Math.round(side * scale));
    }

    private BufferedImage picture(String tenant, String videoId, long ms) throws IOException {
        Optional<Content> stored = pictures.nearest(tenant, videoId, ms);
        if (stored.isEmpty()) {
            throw new IOException("a picture at " + ms + " ms is listed and not there");
        }
        try (InputStream in = stored.get().open(0)) {
            return read(in.readNBytes(PictureStore.MAX_BYTES));
        }
    }

    /** Its size is known before its pixels are. */
    private static BufferedImage read(byte[] jpeg) throws IOException {
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(jpeg))) {
            Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("jpeg");
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                if (reader.getWidth(0) > MOST_SIDE || reader.getHeight(0) > MOST_SIDE) {
                    throw new IOException("a stored picture larger than the job makes any");
                }
                return reader.read(0);
            } finally {
                reader.dispose();
            }
        }
    }
}
