package io.zoetrope.query.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.VideoIds;
import io.zoetrope.domain.picture.Thumbnail;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpritesTest {
    private static final int STEP_MS = 2000;

    @TempDir Path folder;

    /** The n-th picture is of a grey of its own. */
    private Sprites sprites(int pictures, int width, int height) throws IOException {
        String key = VideoIds.key("t", "v");
        for (int i = 0; i < pictures; i++) {
            Path file = folder.resolve(Thumbnail.pathOf(key, i * (long) STEP_MS * 1000));
            Files.createDirectories(file.getParent());
            if (pictures <= 60) {
                ImageIO.write(grey(width, height, i * 4), "jpg", file.toFile());
            } else {
                Files.write(file, new byte[] {1});
            }
        }
        return new Sprites(new Thumbnails(new FilePictures(folder)));
    }

    private static BufferedImage grey(int width, int height, int value) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(value, value, value));
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        return image;
    }

    @Test
    void theMapLeadsToThePictureOfEachTime() throws IOException {
        Sprites sprites = sprites(58, 640, 360);
        List<String> lines = sprites.map("t", "v").orElseThrow().lines().toList();
        assertThat(lines.get(0)).isEqualTo("WEBVTT");
        assertThat(lines.stream().filter(line -> line.contains("-->"))).hasSize(58);
        int at = lines.indexOf("00:01:02.000 --> 00:01:04.000");
        // The 32nd picture is the 7th of the second sheet.
        assertThat(lines.get(at + 1)).isEqualTo("58-1.jpg#xywh=160,90,160,90");
        BufferedImage sheet =
                ImageIO.read(
                        new ByteArrayInputStream(sprites.sheet("t", "v", 58, 1).orElseThrow()));
        assertThat(sheet.getWidth()).isEqualTo(800);
        assertThat(sheet.getHeight()).isEqualTo(450);
        assertThat(sheet.getRGB(160 + 80, 90 + 45) & 0xFF).isBetween(31 * 4 - 3, 31 * 4 + 3);
        BufferedImage last =
                ImageIO.read(
                        new ByteArrayInputStream(sprites.sheet("t", "v", 58, 2).orElseThrow()));
        assertThat(last.getWidth()).isEqualTo(800);
        assertThat(last.getHeight()).isEqualTo(180);
    }

    @Test
    void tallPicturesStayTall() throws IOException {
        Sprites sprites = sprites(3, 360, 640);
        assertThat(sprites.map("t", "v").orElseThrow()).contains("3-0.jpg#xywh=68,0,68,120");
    }

    @Test
    void aLongVideoHasNoMoreThanCanBeToldApart() throws IOException {
        long[] times = new Thumbnails(new FilePictures(folder)).times("t", "v");
        assertThat(times).isEmpty();
        Sprites sprites = sprites(1203, 64, 36);
        Path first = folder.resolve(Thumbnail.pathOf(VideoIds.key("t", "v"), 0));
        ImageIO.write(grey(64, 36, 0), "jpg", first.toFile());
        String map = sprites.map("t", "v").orElseThrow();
        assertThat(map.lines().filter(line -> line.contains("-->"))).hasSize(Sprites.MOST);
        assertThat(map).contains("500-19.jpg#xywh=640,360,160,90");
    }

    @Test
    void whatIsNotThereIsNotMade() throws IOException {
        Sprites sprites = sprites(10, 64, 36);
        assertThat(sprites.sheet("t", "v", 10, 1)).isEmpty();
        assertThat(sprites.sheet("t", "v", 9, 0)).as("of fewer pictures").isEmpty();
        assertThat(sprites.sheet("other", "v", 10, 0)).isEmpty();
        assertThat(sprites.map("t", "..")).isEmpty();
    }
}
