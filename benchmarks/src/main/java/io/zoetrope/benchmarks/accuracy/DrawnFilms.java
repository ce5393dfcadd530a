package io.zoetrope.benchmarks.accuracy;

import io.zoetrope.testing.clips.ClipMaker;
import io.zoetrope.testing.clips.ClipOptions;
import io.zoetrope.testing.clips.Shot;
import io.zoetrope.testing.films.Excerpt;
import io.zoetrope.testing.films.FilmEditor;
import io.zoetrope.testing.scenes.SceneDealer;
import io.zoetrope.testing.scenes.ScenePainter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Films that are edited out of scenes of the drawn world, with their truth beside them. */
final class DrawnFilms {
    private static final int FPS = 25;
    private static final int SCENES = 12;
    private static final int SECONDS = 7;
    private static final int FILMS = 8;
    private static final long FIRST_SEED = 501;

    private DrawnFilms() {}

    /** Makes them; the same ones every time. */
    static List<Path> in(Path folder) throws IOException {
        List<Excerpt> excerpts = new ArrayList<>();
        SceneDealer dealer = new SceneDealer(77);
        for (int i = 0; i < SCENES; i++) {
            Path file = folder.resolve("scene-" + i + ".mp4");
            Shot shot = new Shot("scene", new ScenePainter(dealer.any()), FPS * SECONDS);
            ClipMaker.make(file, ClipOptions.h264(384, 216, FPS), List.of(shot));
            excerpts.add(new Excerpt(file, 0, SECONDS, 0));
        }
        List<Path> films = new ArrayList<>();
        for (int i = 0; i < FILMS; i++) {
            films.add(FilmEditor.make(folder, excerpts, FIRST_SEED + i));
        }
        return films;
    }

    /** Those of a folder that have their truth beside them. */
    static List<Path> of(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(
                            file ->
                                    Files.exists(
                                            file.resolveSibling(
                                                    file.getFileName() + ShotTruth.ENDING)))
                    .sorted()
                    .toList();
        }
    }
}
