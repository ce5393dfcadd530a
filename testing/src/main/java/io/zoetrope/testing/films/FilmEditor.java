package io.zoetrope.testing.films;

import io.zoetrope.testing.clips.ClipMaker;
import io.zoetrope.testing.clips.ClipOptions;
import io.zoetrope.testing.clips.Shot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Makes films whose shots are known, out of excerpts of real clips: hard cuts, also between like
 * pictures and near each other, dissolves and wipes of 6 to 60 frames, fades through black and
 * white; and what is no cut: zooms, shaking, whip pans, flashes, changes of light, grain,
 * letterboxes, rates that vary.
 */
public final class FilmEditor {
    private static final int WIDTH = 320;
    private static final int HEIGHT = 180;

    private FilmEditor() {}

    /**
     * Writes {@code film-SEED.mp4}, and its truth beside it as {@code film-SEED.mp4.shots}.
     *
     * @param excerpts at least two
     * @param seed the same films for the same seed and excerpts
     */
    public static Path make(Path folder, List<Excerpt> excerpts, long seed) throws IOException {
        Film film = new FilmDealer(seed, excerpts).film();
        Path file = folder.resolve("film-" + seed + ".mp4");
        ClipOptions options =
                ClipOptions.h264(WIDTH, HEIGHT, (int) film.fps())
                        .withTimes(0, seed % 5 == 4 ? 4 : 0);
        ClipMaker.make(file, options, List.of(new Shot("film", film, film.frames())));
        Files.write(folder.resolve(file.getFileName() + ".shots"), film.truth());
        return file;
    }

    /**
     * Arguments: folder of the clips, list of excerpts, half, folder for films, first seed, how
     * many.
     */
    public static void main(String[] args) throws IOException {
        int half = Integer.parseInt(args[2]);
        List<Excerpt> excerpts =
                Excerpt.read(Path.of(args[1]), Path.of(args[0])).stream()
                        .filter(excerpt -> excerpt.half() == half)
                        .toList();
        Path folder = Files.createDirectories(Path.of(args[3]));
        long first = Long.parseLong(args[4]);
        for (long seed = first; seed < first + Long.parseLong(args[5]); seed++) {
            make(folder, excerpts, seed);
        }
    }
}
