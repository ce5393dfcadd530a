package io.zoetrope.testing.films;

import io.zoetrope.testing.clips.Pictures;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Arrays;
import java.util.Random;

/** What becomes of a film on its way to people: other rates, interlacing, dark and pale copies. */
enum Wear {
    NONE(0, 0),
    /** 24 pictures a second in 30 frames: each fourth is there twice. */
    REPEATED(24, 30),
    /** The same by halves: of five frames two have lines of two pictures. */
    TELECINE(24, 30),
    /** 25 pictures a second in 30 frames, each a mixture of the nearest two. */
    BLENDED(25, 30),
    /** Lines of each frame are of two times. */
    INTERLACED(25, 25),
    /** Drawn on twos. */
    TWOS(24, 24),
    /** A recording that did not keep up: pictures stay, then some are missing. */
    STUTTER(25, 25),
    DARK(25, 25),
    PALE(24, 24);

    private static final int[] FIRST_FIELD = {0, 1, 1, 2, 3};
    private static final int[] SECOND_FIELD = {0, 1, 2, 3, 3};
    private static final int FRAMES = FIRST_FIELD.length;
    private static final int PICTURES = 4;

    private final int pictures;
    private final int frames;

    /**
     * @param pictures a second of the film; 0 for any
     * @param frames a second of what is made of it; 0 for as many
     */
    Wear(int pictures, int frames) {
        this.pictures = pictures;
        this.frames = frames;
    }

    double filmRate(double any) {
        return pictures == 0 ? any : pictures;
    }

    double rate(double ofFilm) {
        return frames == 0 ? ofFilm : frames;
    }

    /** The first frame in which something of a picture of the film is seen, or nearly. */
    int frameOf(int picture) {
        return switch (this) {
            case REPEATED, TELECINE -> picture / PICTURES * FRAMES + picture % PICTURES;
            case BLENDED -> (int) Math.round(picture * (double) frames / pictures);
            case TWOS -> (picture + 1) / 2 * 2;
            default -> picture;
        };
    }

    Pictures of(Film film) {
        return (canvas, frame, seconds) -> paint(canvas, film, frame);
    }

    private void paint(BufferedImage canvas, Film film, int frame) {
        int group = frame / FRAMES * PICTURES;
        switch (this) {
            case REPEATED -> film.paint(canvas, group + SECOND_FIELD[frame % FRAMES], 0);
            case TELECINE ->
                    lines(
                            canvas,
                            film,
                            group + FIRST_FIELD[frame % FRAMES],
                            group + SECOND_FIELD[frame % FRAMES]);
            case BLENDED -> {
                int thousandths = frame * pictures * 1000 / frames;
                film.paint(canvas, thousandths / 1000, 0);
                BufferedImage next = like(canvas);
                film.paint(next, thousandths / 1000 + 1, 0);
                Veil.blend(canvas, next, thousandths % 1000 / 1000.);
            }
            case INTERLACED -> lines(canvas, film, frame, frame + 1);
            case TWOS -> film.paint(canvas, frame / 2 * 2, 0);
            case STUTTER -> {
                int held = 1 + new Random(frame / 12).nextInt(4);
                film.paint(canvas, frame - frame % 12 % held, 0);
            }
            case DARK -> {
                film.paint(canvas, frame, 0);
                levels(canvas, 6, .22, 3, frame);
            }
            case PALE -> {
                film.paint(canvas, frame, 0);
                levels(canvas, 84, .35, 1, frame);
            }
            default -> film.paint(canvas, frame, 0);
        }
    }

    private static void lines(BufferedImage canvas, Film film, int even, int odd) {
        film.paint(canvas, even, 0);
        if (even == odd) {
            return;
        }
        BufferedImage other = like(canvas);
        film.paint(other, odd, 0);
        byte[] to = bytes(canvas);
        byte[] from = bytes(other);
        int row = 3 * canvas.getWidth();
        for (int y = 1; y < canvas.getHeight(); y += 2) {
            System.arraycopy(from, y * row, to, y * row, row);
        }
    }

    private static void levels(
            BufferedImage canvas, double add, double times, double grain, int frame) {
        byte[] bytes = bytes(canvas);
        Random random = new Random(frame);
        double[] noise = new double[997];
        Arrays.setAll(noise, i -> grain * random.nextGaussian());
        for (int i = 0; i < bytes.length; i++) {
            double value = add + times * (bytes[i] & 0xFF) + noise[i / 3 % noise.length];
            bytes[i] = (byte) Math.max(0, Math.min(255, Math.round(value)));
        }
    }

    private static BufferedImage like(BufferedImage canvas) {
        return new BufferedImage(canvas.getWidth(), canvas.getHeight(), canvas.getType());
    }

    private static byte[] bytes(BufferedImage picture) {
        return ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
    }
}
