package io.zoetrope.testing.films;

import io.zoetrope.testing.clips.ClipMaker;
import io.zoetrope.testing.clips.ClipOptions;
import io.zoetrope.testing.clips.Shot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

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
        return make(folder, excerpts, seed, Wear.NONE, seed % 5 == 4 ? 4 : 0);
    }

    /**
     * The same with joins, cameras and light of other kinds, each film of another rate or copy:
     * pulled down to 30 frames a second, interlaced, blended, drawn on twos, dark, pale.
     */
    public static Path makeOther(Path folder, List<Excerpt> excerpts, long seed)
            throws IOException {
        Wear[] wears = Wear.values();
        return make(folder, excerpts, seed, wears[1 + (int) (seed % (wears.length - 1))], 0);
    }

    private static Path make(
            Path folder, List<Excerpt> excerpts, long seed, Wear wear, int dropEvery)
            throws IOException {
        Film film = new FilmDealer(seed, excerpts, wear).film();
        String kind = wear == Wear.NONE ? "" : "-" + wear.name().toLowerCase(Locale.ROOT);
        Path file = folder.resolve("film-" + seed + kind + ".mp4");
        ClipOptions options =
                ClipOptions.h264(WIDTH, HEIGHT, (int) wear.rate(film.fps()))
                        .withTimes(0, dropEvery);
        int frames = wear.frameOf(film.frames());
        ClipMaker.make(file, options, List.of(new Shot("film", wear.of(film), frames)));
        Files.write(folder.resolve(file.getFileName() + ".shots"), film.truth(wear));
        return file;
    }

    /**
     * Arguments: folder of the clips, list of excerpts, half, folder for films, first seed, how
     * many; then {@code others} for films of the other kinds.
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
            if (args.length > 6) {
                makeOther(folder, excerpts, seed);
            } else {
                make(folder, excerpts, seed);
            }
        }
    }
}
