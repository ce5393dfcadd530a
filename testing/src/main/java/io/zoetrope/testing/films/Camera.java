package io.zoetrope.testing.films;

import java.util.List;
import java.util.Random;

/** What is done with a shot that may look like a cut and is none. */
enum Camera {
    STILL(0),
    ZOOM(0),
    SHAKE(0),
    WHIP(7),
    FLASH(2),
    LIGHT(10),
    /** Twice as near in a third of a second. */
    CRASH_ZOOM(8),
    TILT(7),
    /** As somebody films who walks. */
    HANDHELD(0),
    /** A quick pan as cameras see it, blurred along its way. */
    SMEAR(9),
    LIGHTNING(20),
    EXPLOSION(30),
    /** Somebody turns off the light. */
    SWITCH(1),
    STROBE(36),
    /** Somebody walks by close before the camera. */
    PASSER(14),
    /** Words and a box that are there at once. */
    TITLE(50);

    static final List<Camera> USUAL = List.of(STILL, ZOOM, SHAKE, WHIP, FLASH, LIGHT);

    /** Those that films of the first list do not have. */
    static final List<Camera> OTHERS =
            List.of(
                    CRASH_ZOOM,
                    TILT,
                    HANDHELD,
                    SMEAR,
                    LIGHTNING,
                    EXPLOSION,
                    SWITCH,
                    STROBE,
                    PASSER,
                    TITLE);

    private static final double[] BOLTS = {
        .7, .7, .3, 0, 0, .5, .8, .4, .2, 0, 0, 0, 0, .6, .6, .3, .1, 0, 0, 0
    };

    private static final int SMEARED = 6;

    private final int frames;

    Camera(int frames) {
        this.frames = frames;
    }

    /**
     * What is seen of a picture.
     *
     * @param seen part of its width
     * @param right where that lies, 0 to 1
     * @param down the same
     */
    record View(double seen, double right, double down) {
        private static final View MIDDLE = new View(1, .5, .5);
    }

    /** Length of what happens; 0 if it goes on all the time. */
    int frames() {
        return frames;
    }

    /**
     * @param since the shot began, in frames
     * @param event frames since that happens, below 0 before it
     */
    View view(int since, int event, int first) {
        double gone = frames == 0 ? 0 : Math.max(0, Math.min(frames, event)) / (double) frames;
        return switch (this) {
            case ZOOM -> new View(Math.max(.4, 1 - .004 * since), .5, .5);
            case SHAKE -> {
                Random random = new Random(31L * (first + since) + first);
                double right = .5 + .5 * (random.nextDouble() - .5);
                yield new View(.9, right, .5 + .5 * (random.nextDouble() - .5));
            }
            case WHIP, SMEAR -> new View(.4, gone, .5);
            case TILT -> new View(.45, .5, gone);
            case CRASH_ZOOM -> new View(1 - .5 * gone, .5, .5);
            case HANDHELD -> {
                double sway =
                        Math.sin(.13 * since + first) + .5 * Math.sin(.41 * since + 2 * first);
                double step = Math.sin(.29 * since) + .4 * Math.sin(.9 * since + first);
                yield new View(.75, .5 + .3 * sway, .5 + .3 * step);
            }
            default -> View.MIDDLE;
        };
    }

    /** How many pictures along its way a frame is the mean of. */
    int exposures(int event) {
        return this == SMEAR && event >= 0 && event < frames ? SMEARED : 1;
    }

    /**
     * Changes what was painted.
     *
     * @param event frames since it happens
     */
    void over(java.awt.image.BufferedImage canvas, int event) {
        if (event < 0) {
            return;
        }
        switch (this) {
            case FLASH -> Veil.WHITE.over(canvas, event < frames ? .75 : 0);
            case LIGHT -> Veil.BLACK.over(canvas, Math.min(.45, .06 * (event + 1)));
            case LIGHTNING -> Veil.WHITE.over(canvas, event < frames ? BOLTS[event] : 0);
            case EXPLOSION -> Veil.WHITE.over(canvas, .95 * Math.exp(-event / 8.));
            case SWITCH -> Veil.BLACK.over(canvas, .6);
            case STROBE -> Veil.WHITE.over(canvas, event < frames && event % 4 < 2 ? .5 : 0);
            case PASSER -> Veil.BLACK.passes(canvas, event / (double) frames);
            case TITLE -> Veil.WHITE.title(canvas);
            default -> {}
        }
    }
}
