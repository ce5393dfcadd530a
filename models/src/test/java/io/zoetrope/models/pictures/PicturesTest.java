package io.zoetrope.models.pictures;

import static io.zoetrope.models.pictures.DrawnPictures.BLUE;
import static io.zoetrope.models.pictures.DrawnPictures.RED;
import static io.zoetrope.models.pictures.DrawnPictures.jpeg;
import static io.zoetrope.models.pictures.DrawnPictures.plain;
import static io.zoetrope.models.pictures.DrawnPictures.png;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.zoetrope.domain.picture.FrameShape;
import io.zoetrope.domain.picture.FrameShape.Fit;
import io.zoetrope.models.runtime.Picture;
import io.zoetrope.models.text.Page;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PicturesTest {
    @Test
    void aWholePictureIsReducedAndNeverEnlarged() throws Exception {
        BufferedImage image = new BufferedImage(300, 100, BufferedImage.TYPE_3BYTE_BGR);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ImageIO.write(image, "png", file);
        Page small = Pictures.readWithin(file.toByteArray(), 150);
        assertThat(List.of(small.width(), small.height())).containsExactly(150, 50);
        Page same = Pictures.readWithin(file.toByteArray(), 960);
        assertThat(List.of(same.width(), same.height())).containsExactly(300, 100);
    }

    @Test
    void averagesOverTheAreaThatAPixelCovers() throws Exception {
        BufferedImage image = new BufferedImage(6, 2, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 6; x++) {
            image.setRGB(x, 0, 0x010101 * 10 * x);
            image.setRGB(x, 1, 0x010101 * 10 * x);
        }

        byte[] seen = read(image, new FrameShape(4, 1, Fit.STRETCH, 0)).rgb();

        // Each target pixel covers one and a half source pixels: 0 + 10/2, 10/2 + 20, ...
        assertThat(seen[0]).isEqualTo((byte) Math.round(5 / 1.5));
        assertThat(seen[3]).isEqualTo((byte) Math.round(25 / 1.5));
        assertThat(seen[6]).isEqualTo((byte) Math.round((30 + 20) / 1.5));
        assertThat(seen[9]).isEqualTo((byte) Math.round((20 + 50) / 1.5));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "8000000, 1", "8000001, 2", "32000000, 2", "50000000, 3"})
    void ofALargePictureOnlySomePixelsAreHeld(long pixels, int step) {
        assertThat(Pictures.step(pixels)).isEqualTo(step);
    }

    @Test
    void aLargePictureLooksLikeItselfAndKeepsItsSize() throws Exception {
        BufferedImage large = new BufferedImage(3600, 3000, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < large.getHeight(); y++) {
            for (int x = 0; x < large.getWidth(); x++) {
                large.getRaster().setSample(x, y, 0, x * 255 / large.getWidth());
            }
        }

        Picture seen = read(large, new FrameShape(4, 1, Fit.STRETCH, 0));

        assertThat(seen.displayedWidth()).isEqualTo(3600);
        assertThat(seen.displayedHeight()).isEqualTo(3000);
        for (int i = 0; i < 4; i++) {
            assertThat((double) (seen.rgb()[3 * i] & 0xff)).isCloseTo(32 + 64 * i, within(2.0));
        }
    }

    @Test
    void redStaysRed() throws Exception {
        byte[] seen = read(plain(8, 8, RED), new FrameShape(2, 2, Fit.STRETCH, 0)).rgb();

        assertThat(Arrays.copyOf(seen, 3)).containsExactly(255, 0, 0);
    }

    /** Stored samples are what a video decoder would see: Java's own grey to RGB brightens. */
    @ParameterizedTest
    @CsvSource({"10,153,153", "11,39321,153", "2,153,153", "6,153,153", "13,160,153"})
    void everyKindOfPixelKeepsItsBrightness(int type, int stored, int seenAs) throws Exception {
        BufferedImage image = new BufferedImage(4, 4, type);
        for (int i = 0; i < 16; i++) {
            if (image.getRaster().getNumBands() == 1 && type != BufferedImage.TYPE_BYTE_INDEXED) {
                image.getRaster().setSample(i % 4, i / 4, 0, stored);
            } else {
                image.setRGB(i % 4, i / 4, 0xff999999);
            }
        }

        byte[] seen = read(image, new FrameShape(2, 2, Fit.STRETCH, 0)).rgb();

        assertThat(seen[0] & 0xff).isCloseTo(seenAs, within(1));
    }

    /** ImageIO's own type of picture, which Java brightens too; half of white shows through 128. */
    @ParameterizedTest
    @CsvSource({
        "8,153,255,153",
        "8,153,128,204",
        "8,153,0,255",
        "16,39321,65535,153",
        "16,39321,32896,204"
    })
    void greyWithAlphaKeepsItsBrightness(int bits, int grey, int alpha, int seenAs)
            throws Exception {
        ColorModel model =
                new ComponentColorModel(
                        ColorSpace.getInstance(ColorSpace.CS_GRAY),
                        true,
                        false,
                        Transparency.TRANSLUCENT,
                        bits == 8 ? DataBuffer.TYPE_BYTE : DataBuffer.TYPE_USHORT);
        WritableRaster raster = model.createCompatibleWritableRaster(4, 4);
        for (int i = 0; i < 16; i++) {
            raster.setPixel(i % 4, i / 4, new int[] {grey, alpha});
        }

        BufferedImage image = new BufferedImage(model, raster, false, null);
        byte[] seen = read(image, new FrameShape(2, 2, Fit.STRETCH, 0)).rgb();

        for (byte channel : seen) {
            assertThat(channel & 0xff).isCloseTo(seenAs, within(1));
        }
    }

    @Test
    void letterboxesInTheMiddle() throws Exception {
        Picture seen = read(plain(20, 10, RED), new FrameShape(8, 8, Fit.LETTERBOX, 114));

        assertThat(seen.displayedWidth()).isEqualTo(20);
        assertThat(seen.displayedHeight()).isEqualTo(10);
        assertThat(pixel(seen.rgb(), 8, 0, 1)).containsExactly(114, 114, 114);
        assertThat(pixel(seen.rgb(), 8, 0, 2)).containsExactly(-1, 0, 0);
        assertThat(pixel(seen.rgb(), 8, 7, 5)).containsExactly(-1, 0, 0);
        assertThat(pixel(seen.rgb(), 8, 7, 6)).containsExactly(114, 114, 114);
    }

    @Test
    void cropsTheMiddle() throws Exception {
        BufferedImage image = plain(30, 10, BLUE);
        for (int y = 0; y < 10; y++) {
            for (int x = 10; x < 20; x++) {
                image.setRGB(x, y, RED);
            }
        }

        byte[] seen = read(image, new FrameShape(5, 5, Fit.CENTER_CROP, 0)).rgb();

        for (int i = 0; i < 25; i++) {
            assertThat(pixel(seen, 5, i % 5, i / 5)).containsExactly(-1, 0, 0);
        }
    }

    @Test
    void enlargesWithoutGaps() throws Exception {
        byte[] seen = read(plain(1, 1, RED), new FrameShape(7, 5, Fit.STRETCH, 0)).rgb();

        for (int i = 0; i < 35; i++) {
            assertThat(pixel(seen, 7, i % 7, i / 7)).containsExactly(-1, 0, 0);
        }
    }

    /** Where a mark at the top left corner of the stored picture is seen, 2 wide and 1 high. */
    @ParameterizedTest
    @CsvSource({"1,0,0", "2,1,0", "3,1,0", "4,0,0", "5,0,0", "6,0,0", "7,0,1", "8,0,1"})
    void turnsAsExifSays(int orientation, int x, int y) throws Exception {
        BufferedImage image = plain(32, 16, BLUE);
        for (int i = 0; i < 256; i++) {
            image.setRGB(i % 16, i / 16, RED);
        }
        boolean turned = orientation >= 5;
        FrameShape shape = new FrameShape(turned ? 1 : 2, turned ? 2 : 1, Fit.STRETCH, 0);

        Picture seen = Pictures.read(withExif(jpeg(image), orientation), shape);

        assertThat(seen.displayedWidth()).isEqualTo(turned ? 16 : 32);
        byte[] mark = pixel(seen.rgb(), shape.width(), x, y);
        assertThat(mark[0] & 0xff).isGreaterThan(200);
        assertThat(mark[2] & 0xff).isLessThan(50);
    }

    private static byte[] pixel(byte[] rgb, int width, int x, int y) {
        int at = 3 * (y * width + x);
        return Arrays.copyOfRange(rgb, at, at + 3);
    }

    private static Picture read(BufferedImage image, FrameShape shape) throws Exception {
        return Pictures.read(png(image), shape);
    }

    /** The same JPEG with an EXIF segment of one entry after its first marker. */
    private static byte[] withExif(byte[] jpeg, int orientation) {
        ByteBuffer out = ByteBuffer.allocate(jpeg.length + 36).put(jpeg, 0, 2);
        out.putShort((short) 0xffe1).putShort((short) 34);
        out.put("Exif\0\0MM".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
        out.putShort((short) 1).putShort((short) 0x0112).putShort((short) 3).putInt(1);
        out.putShort((short) orientation).putShort((short) 0).putInt(0);
        return out.put(jpeg, 2, jpeg.length - 2).array();
    }
}
