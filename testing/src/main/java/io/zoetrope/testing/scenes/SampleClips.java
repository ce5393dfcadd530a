package io.zoetrope.testing.scenes;

import io.zoetrope.testing.clips.Clip;
import io.zoetrope.testing.clips.ClipMaker;
import io.zoetrope.testing.clips.ClipOptions;
import io.zoetrope.testing.clips.Shot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A handful of small films of the drawn world: something to search if nobody has videos. */
public final class SampleClips {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;
    private static final int FRAMES_PER_SECOND = 15;
    private static final int SCENES = 4;
    private static final List<String> NAMES =
            List.of(
                    "night-drive",
                    "harbour",
                    "garden",
                    "brick-lane",
                    "beach-day",
                    "signs",
                    "skyline");

    private SampleClips() {}

    /**
     * Makes the films that are not in the folder yet; the same ones every time.
     *
     * @return all of them, with what they show
     */
    public static List<Clip> in(Path folder) {
        List<Clip> clips = new ArrayList<>();
        for (int i = 0; i < NAMES.size(); i++) {
            Path file = folder.resolve(NAMES.get(i) + ".mp4");
            ClipOptions options =
                    ClipOptions.h264(WIDTH, HEIGHT, FRAMES_PER_SECOND)
                            .withCodec("libopenh264", 2 * FRAMES_PER_SECOND, 0);
            List<Shot> shots = shots(i);
            if (!Files.exists(file)) {
                makeWhole(file, options, shots);
            }
            clips.add(new Clip(file, options, shots));
        }
        return clips;
    }

    /** Under another name until it is complete, so that a start cut short leaves no half film. */
    private static void makeWhole(Path file, ClipOptions options, List<Shot> shots) {
        Path half = file.resolveSibling("." + file.getFileName());
        try {
            Files.createDirectories(file.getParent());
            ClipMaker.make(half, options, shots);
            Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + file, e);
        }
    }

    private static List<Shot> shots(int clip) {
        SceneDealer dealer = new SceneDealer(1000 + clip);
        Random lengths = new Random(clip);
        List<Scene> scenes = new ArrayList<>(opening(clip, dealer));
        while (scenes.size() < SCENES) {
            scenes.add(dealer.any());
        }
        return scenes.stream()
                .map(
                        scene ->
                                new Shot(
                                        scene.caption(),
                                        new ScenePainter(scene),
                                        FRAMES_PER_SECOND * (2 + lengths.nextInt(2))))
                .toList();
    }

    private static List<Scene> opening(int clip, SceneDealer dealer) {
        return switch (clip) {
            case 0 ->
                    List.of(
                            dealer.of(Colour.RED, Kind.CAR, Backdrop.NIGHT),
                            dealer.of(Colour.WHITE, Kind.CAR, Backdrop.ROAD));
            case 1 ->
                    List.of(
                            dealer.of(Colour.WHITE, Kind.BOAT, Backdrop.SEA),
                            dealer.of(Colour.ORANGE, Kind.FISH, Backdrop.SEA));
            case 2 ->
                    List.of(
                            dealer.of(Colour.PINK, Kind.FLOWER, Backdrop.GRASS),
                            dealer.of(Colour.BLACK, Kind.CAT, Backdrop.GRASS));
            case 3 ->
                    List.of(
                            dealer.of(Colour.YELLOW, Kind.PERSON, Backdrop.BRICKS),
                            dealer.of(Colour.BLUE, Kind.HEART, Backdrop.BRICKS));
            case 4 ->
                    List.of(
                            dealer.of(Colour.RED, Kind.PERSON, Backdrop.SAND),
                            dealer.of(Colour.BLUE, Kind.STAR, Backdrop.SAND));
            case 5 ->
                    List.of(
                            dealer.of(Colour.BLACK, Kind.CROSS, Backdrop.STRIPES, Colour.YELLOW),
                            dealer.of(Colour.WHITE, Kind.RING, Backdrop.CHECKS, Colour.BLUE));
            default ->
                    List.of(
                            dealer.of(Colour.YELLOW, Kind.MOON, Backdrop.NIGHT),
                            dealer.of(Colour.RED, Kind.HOUSE, Backdrop.SKY));
        };
    }
}
