package io.zoetrope.testing.films;

import io.zoetrope.testing.clips.Pictures;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Takes one after the other, and the truth about them.
 *
 * @param frames in all
 * @param grain standard deviation of noise, of 255
 * @param bar part of the height that is black above, and below
 */
record Film(List<Take> takes, int frames, double fps, int grain, double bar) implements Pictures {
    private static final int FLASHED_FRAMES = 3;

    @Override
    public void paint(BufferedImage canvas, int frame, double seconds) {
        int at = at(frame);
        Take take = takes.get(at);
        Take next = at + 1 < takes.size() ? takes.get(at + 1) : null;
        take.paint(canvas, frame, fps);
        if (next != null && frame >= next.first() - next.joinFrames() / 2) {
            join(canvas, frame, next, take);
        } else if (take.join() != null && frame < take.first() + take.joinFrames() / 2) {
            join(canvas, frame, take, takes.get(at - 1));
        }
        if (take.join() == Join.FLASHED && frame < take.first() + FLASHED_FRAMES) {
            Veil.WHITE.over(canvas, .9 - .3 * (frame - take.first()));
        }
        finish(canvas, frame);
    }

    private int at(int frame) {
        int at = 0;
        while (at + 1 < takes.size() && takes.get(at + 1).first() <= frame) {
            at++;
        }
        return at;
    }

    private void join(BufferedImage canvas, int frame, Take take, Take before) {
        int length = take.joinFrames();
        if (length == 0) {
            return;
        }
        double share = (frame - (take.first() - length / 2) + 1.0) / (length + 1);
        int edge = (int) (share * canvas.getWidth());
        BufferedImage other =
                new BufferedImage(canvas.getWidth(), canvas.getHeight(), canvas.getType());
        switch (take.join()) {
            case BLACK -> Veil.BLACK.over(canvas, 1.12 * (1 - Math.abs(2 * share - 1)));
            case WHITE -> Veil.WHITE.over(canvas, 1.12 * (1 - Math.abs(2 * share - 1)));
            case WIPE -> {
                before.paint(canvas, frame, fps);
                take.paint(other, frame, fps);
                canvas.createGraphics()
                        .drawImage(
                                other.getSubimage(0, 0, Math.max(1, edge), other.getHeight()),
                                0,
                                0,
                                null);
            }
            case PUSH -> {
                before.paint(other, frame, fps);
                take.paint(canvas, frame, fps);
                BufferedImage comes = copy(canvas);
                canvas.createGraphics().drawImage(other, -edge, 0, null);
                canvas.createGraphics().drawImage(comes, canvas.getWidth() - edge, 0, null);
            }
            default -> {
                before.paint(canvas, frame, fps);
                take.paint(other, frame, fps);
                Veil.blend(canvas, other, share);
            }
        }
    }

    private static BufferedImage copy(BufferedImage picture) {
        BufferedImage copy =
                new BufferedImage(picture.getWidth(), picture.getHeight(), picture.getType());
        copy.createGraphics().drawImage(picture, 0, 0, null);
        return copy;
    }

    private void finish(BufferedImage canvas, int frame) {
        if (grain > 0) {
            Random random = new Random(frame);
            byte[] bytes =
                    ((java.awt.image.DataBufferByte) canvas.getRaster().getDataBuffer()).getData();
            for (int i = 0; i < bytes.length; i += 3) {
                int noise = (int) (random.nextGaussian() * grain);
                for (int c = 0; c < 3; c++) {
                    bytes[i + c] = (byte) Math.max(0, Math.min(255, (bytes[i + c] & 0xFF) + noise));
                }
            }
        }
        int bars = (int) (canvas.getHeight() * bar);
        if (bars > 0) {
            java.awt.Graphics2D g = canvas.createGraphics();
            g.setColor(java.awt.Color.BLACK);
            g.fillRect(0, 0, canvas.getWidth(), bars);
            g.fillRect(0, canvas.getHeight() - bars, canvas.getWidth(), bars);
            g.dispose();
        }
    }

    /**
     * A line for each shot but the first, and for each thing that is none: seconds of the first
     * frame, or of the middle; {@code cut}, {@code fade}, {@code dissolve} or {@code none}; how
     * long it takes; what it is.
     *
     * @param wear what became of it: times are those of that
     */
    List<String> truth(Wear wear) {
        List<String> lines = new ArrayList<>();
        for (Take take : takes) {
            if (take.join() != null) {
                lines.add(
                        line(
                                wear,
                                take.first(),
                                take.join().transition(),
                                take.joinFrames(),
                                take.join().label()));
            }
            if (take.camera().frames() > 0) {
                String what = take.camera().name().toLowerCase(Locale.ROOT);
                int middle = take.event() + take.camera().frames() / 2;
                lines.add(line(wear, middle, "none", take.camera().frames() + 4, what));
            }
        }
        return lines;
    }

    private String line(Wear wear, int frame, String transition, int frames, String label) {
        double seconds = wear.frameOf(frame) / wear.rate(fps);
        return String.format(
                Locale.ROOT, "%.4f %s %.4f %s", seconds, transition, frames / fps, label);
    }
}
