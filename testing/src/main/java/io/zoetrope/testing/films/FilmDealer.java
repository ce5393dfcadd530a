package io.zoetrope.testing.films;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Deals films out of footage, the same for the same seed. */
final class FilmDealer {
    private static final int SHOTS = 10;
    private static final int FOOTAGES = 5;

    /** Mean difference of two pictures that show other things, of 255. */
    private static final int VISIBLE = 18;

    private static final int[] RATES = {24, 25, 30, 25, 50};
    private static final int[] GRAINS = {0, 0, 0, 5, 10};
    private static final double[] BARS = {0, 0, 0, 0.12};

    /** In the order of how often. */
    private static final List<Join> JOINS =
            List.of(
                    Join.CUT,
                    Join.CUT,
                    Join.CUT,
                    Join.CUT,
                    Join.CUT,
                    Join.LIKE,
                    Join.LIKE,
                    Join.NEAR,
                    Join.NEAR,
                    Join.DISSOLVE,
                    Join.DISSOLVE,
                    Join.LIKE_DISSOLVE,
                    Join.WIPE,
                    Join.BLACK,
                    Join.BLACK,
                    Join.WHITE);

    private final Random random;
    private final List<Footage> footages = new ArrayList<>();
    private final double fps;
    private final List<Join> joins;
    private final List<Camera> cameras;

    /**
     * @param wear for which rate the film is made; with {@link Wear#NONE} it has the usual joins
     *     and cameras, else also the others
     */
    FilmDealer(long seed, List<Excerpt> excerpts, Wear wear) {
        random = new Random(seed * 6_364_136_223_846_793_005L + 1);
        fps = wear.filmRate(RATES[random.nextInt(RATES.length)]);
        joins = wear == Wear.NONE ? JOINS : Join.OTHERS;
        cameras = wear == Wear.NONE ? Camera.USUAL : Camera.OTHERS;
        List<Excerpt> left = new ArrayList<>(excerpts);
        while (footages.size() < FOOTAGES && !left.isEmpty()) {
            footages.add(new Footage(left.remove(random.nextInt(left.size()))));
        }
    }

    Film film() {
        List<Take> takes = new ArrayList<>();
        int frame = 0;
        Footage last = null;
        double lastAt = 0;
        for (int i = 0; i < SHOTS; i++) {
            Join join = i == 0 ? null : joins.get(random.nextInt(joins.size()));
            boolean stays = join != null && join.staysWithFootage() && last.seconds() > 3;
            if (join != null && join.staysWithFootage() && !stays) {
                join = Join.CUT;
            }
            Footage footage = stays ? last : other(last);
            int joinFrames = join == null ? 0 : join.frames(random);
            double length =
                    join == Join.NEAR
                            ? .4 + random.nextDouble() * .5
                            : 1.2 + random.nextDouble() * 2.5;
            int frames = (int) (length * fps) + joinFrames;
            double nearness = random.nextInt(3) == 0 ? .5 : 1;
            double at = lead(footage, frames, joinFrames);
            if (stays && !differs(footage.at(lastAt), footage.at(at))) {
                // What hardly changed meanwhile is seen from nearer, or from farther away.
                nearness = takes.get(i - 1).nearness() == 1 ? .5 : 1;
            }
            takes.add(take(footage, frame, join, joinFrames, at, frames, nearness));
            last = footage;
            lastAt = at + frames / fps;
            // What fades or melts into the next one is still whole until that begins.
            frame += frames;
        }
        spread(takes);
        return new Film(
                takes,
                takes.get(SHOTS - 1).first() + (int) (2 * fps),
                fps,
                GRAINS[random.nextInt(GRAINS.length)],
                BARS[random.nextInt(BARS.length)]);
    }

    /** Whether a person would see that it is another picture. */
    private static boolean differs(BufferedImage one, BufferedImage other) {
        long sum = 0;
        int count = 0;
        for (int y = 0; y < one.getHeight(); y += 8) {
            for (int x = 0; x < one.getWidth(); x += 8) {
                int a = one.getRGB(x, y);
                int b = other.getRGB(x, y);
                for (int shift = 0; shift < 24; shift += 8) {
                    sum += Math.abs((a >> shift & 0xFF) - (b >> shift & 0xFF));
                    count++;
                }
            }
        }
        return sum > VISIBLE * count;
    }

    private Footage other(Footage last) {
        Footage footage;
        do {
            footage = footages.get(random.nextInt(footages.size()));
        } while (footage == last && footages.size() > 1);
        return footage;
    }

    private double lead(Footage footage, int frames, int joinFrames) {
        double room = footage.seconds() - frames / fps;
        return joinFrames / fps / 2 + (room > 0 ? random.nextDouble() * room : 0);
    }

    private Take take(
            Footage footage,
            int first,
            Join join,
            int joinFrames,
            double at,
            int frames,
            double nearness) {
        Camera camera =
                random.nextInt(5) < 2 ? cameras.get(random.nextInt(cameras.size())) : Camera.STILL;
        if (frames < fps) {
            camera = Camera.STILL;
        }
        double speed = random.nextInt(4) == 0 ? 2.5 : 1;
        int event = first + joinFrames / 2 + (frames - joinFrames) / 2;
        return new Take(footage, first, join, joinFrames, at, speed, camera, event, nearness);
    }

    /** No join reaches into another one: takes give way to the next one's. */
    private static void spread(List<Take> takes) {
        int shift = 0;
        for (int i = 0; i < takes.size(); i++) {
            Take take = takes.get(i);
            shift += i == 0 ? 0 : take.joinFrames() / 2;
            takes.set(
                    i,
                    new Take(
                            take.footage(),
                            take.first() + shift,
                            take.join(),
                            take.joinFrames(),
                            take.offsetSeconds(),
                            take.speed(),
                            take.camera(),
                            take.event() + shift,
                            take.nearness()));
        }
    }
}
