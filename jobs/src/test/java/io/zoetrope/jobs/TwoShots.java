package io.zoetrope.jobs;

import io.zoetrope.testing.clips.ClipMaker;
import io.zoetrope.testing.clips.ClipOptions;
import io.zoetrope.testing.clips.Shot;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;

/** Small clips of two colours: ten frames and one key frame a second. */
public final class TwoShots {
    private static final int RATE = 10;

    private TwoShots() {}

    public static Path make(Path file, Color first, int firstSeconds, Color then, int thenSeconds) {
        ClipOptions options = ClipOptions.h264(160, 120, RATE);
        Shot before = new Shot("first", (c, f, s) -> fill(c, first), firstSeconds * RATE);
        Shot after = new Shot("then", (c, f, s) -> fill(c, then), thenSeconds * RATE);
        return ClipMaker.make(file, options, List.of(before, after)).file();
    }

    private static void fill(BufferedImage canvas, Color colour) {
        Graphics2D graphics = canvas.createGraphics();
        graphics.setColor(colour);
        graphics.fillRect(0, 0, canvas.getWidth(), canvas.getHeight());
        graphics.dispose();
    }
}
