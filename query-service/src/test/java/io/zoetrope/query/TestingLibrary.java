package io.zoetrope.query;

import io.zoetrope.domain.picture.Thumbnail;
import io.zoetrope.testing.clips.ClipMaker;
import io.zoetrope.testing.clips.ClipOptions;
import io.zoetrope.testing.clips.Pictures;
import io.zoetrope.testing.clips.Shot;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** Clips of coloured discs, with their key frames, as if they had been indexed. */
public final class TestingLibrary {
    private static final int RATE = 10;
    private static final int WIDTH = 320;
    private static final int HEIGHT = 180;

    /** One shot of a clip. */
    public record Scene(String text, Color disc, Color ground) {}

    private final Path folder;
    private final TestingIndex index;

    /**
     * @param folder as {@link TestingService#start(Path)} has it
     */
    public TestingLibrary(Path folder, TestingIndex index) {
        this.folder = folder;
        this.index = index;
    }

    /** A clip with three seconds of each scene. */
    public void add(String id, String title, String collection, List<Scene> scenes)
            throws IOException {
        Path file = Files.createDirectories(folder.resolve("sources")).resolve(id + ".mp4");
        List<Shot> shots = new ArrayList<>();
        scenes.forEach(s -> shots.add(new Shot(s.text(), painter(s), 3 * RATE)));
        ClipMaker.make(file, ClipOptions.h264(WIDTH, HEIGHT, RATE), shots);
        for (int i = 0; i < scenes.size(); i++) {
            long startMs = i * 3000L;
            keyFrame(id, startMs + 1000, scenes.get(i));
            index.moment(
                    "default",
                    id,
                    startMs,
                    scenes.get(i).text(),
                    m ->
                            m.put("uri", file.toUri().toString())
                                    .put("title", title)
                                    .put("collection", collection)
                                    .put("end_ms", startMs + 3000));
        }
        index.video(
                "default",
                id,
                "ready",
                v ->
                        v.put("uri", file.toUri().toString())
                                .put("title", title)
                                .put("collection", collection)
                                .put("searchable_at", "2026-01-02T03:04:06Z")
                                .put("duration_ms", scenes.size() * 3000L)
                                .put("width", WIDTH)
                                .put("height", HEIGHT)
                                .put("size_bytes", 1_234_567)
                                .put("moments", scenes.size()));
    }

    private void keyFrame(String id, long ms, Scene scene) throws IOException {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        painter(scene).paint(image, 0, 1);
        Path file = folder.resolve("objects").resolve(Thumbnail.pathOf(id, ms * 1000));
        Files.createDirectories(file.getParent());
        ImageIO.write(image, "jpg", file.toFile());
    }

    private static Pictures painter(Scene scene) {
        return (canvas, frame, seconds) -> {
            Graphics2D graphics = canvas.createGraphics();
            graphics.setRenderingHint(
                    RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setColor(scene.ground());
            graphics.fillRect(0, 0, canvas.getWidth(), canvas.getHeight());
            graphics.setColor(scene.disc());
            int size = canvas.getHeight() / 2;
            int x = (int) ((canvas.getWidth() - size) * (0.2 + 0.2 * seconds));
            graphics.fillOval(x, size / 2, size, size);
            graphics.dispose();
        };
    }
}
