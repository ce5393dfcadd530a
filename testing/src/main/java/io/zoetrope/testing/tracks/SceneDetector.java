package io.zoetrope.testing.tracks;

import io.zoetrope.domain.Box;
import io.zoetrope.domain.Detection;
import io.zoetrope.domain.Vector;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What a detector sees of a scene: it misses, wavers, doubles, and sees what is not there. */
final class SceneDetector {
    /** Something that is no person and looks like one for a while. */
    private static final class Ghost {
        private Box box;
        private double untilS;
        private double shown;
    }

    private final SceneKind kind;
    private final Random random;
    private final List<Ghost> ghosts = new ArrayList<>();

    SceneDetector(SceneKind kind, Random random) {
        this.kind = kind;
        this.random = random;
    }

    /** The next frame's. */
    List<Detection> detect(double timeS, double dt, List<ShownPerson> shown) {
        List<Detection> seen = new ArrayList<>();
        for (ShownPerson s : shown) {
            double p = kind.detector().found() * Math.min(1, Math.max(0, (s.visible() - .2) / .4));
            if (isFound(s.person(), p)) {
                seen.add(noisy(s, 1, score(s.visible())));
                if (random.nextDouble() < kind.detector().doubles()) {
                    seen.add(noisy(s, 3, .5 * score(.5)));
                }
            }
        }
        for (Ghost g : ghosts) {
            if (random.nextDouble() < (kind.detector().cutAt() > 0 ? .92 : .6)) {
                seen.add(detection(jitter(g.box), g.shown - .15 * random.nextDouble(), noLook()));
            }
        }
        ghosts.removeIf(g -> g.untilS < timeS);
        for (double left = kind.detector().ghosts() * dt; left > 0; left--) {
            if (random.nextDouble() < left) {
                ghosts.add(ghost(timeS));
            }
        }
        seen.removeIf(d -> d.score() < kind.detector().cutAt());
        return seen;
    }

    /** Misses come in runs: what is not seen now is not seen soon after. */
    private boolean isFound(MadePerson person, double share) {
        double luck = .8 * person.waver[4] + .6 * random.nextGaussian();
        return 1 / (1 + Math.exp(-1.7 * luck)) < share;
    }

    private double score(double visible) {
        double miss =
                (1 - visible) * .5 + kind.detector().scoreNoise() * Math.abs(random.nextGaussian());
        if (kind.detector().cutAt() > 0) {
            miss *= miss;
        }
        return Math.max(.12, .99 - miss);
    }

    private Detection noisy(ShownPerson s, double more, double score) {
        double white = kind.detector().boxNoise() * more * (1 + 1.5 * (1 - s.visible()));
        double[] w = s.person().waver;
        MotRow r = s.row();
        double x = r.x() + r.width() / 2;
        double y = r.y() + r.height() / 2;
        x += r.height() * white * (.7 * w[0] + .7 * random.nextGaussian());
        y += r.height() * white * .5 * (.7 * w[1] + .7 * random.nextGaussian());
        double wide = r.width() * Math.exp(2 * white * (.7 * w[2] + .7 * random.nextGaussian()));
        double tall = r.height() * Math.exp(white * (.7 * w[3] + .7 * random.nextGaussian()));
        float[] look = s.person().look.clone();
        for (int i = 0; i < look.length; i++) {
            look[i] += (float) (.7 * (1.5 - s.visible()) * random.nextGaussian());
        }
        return detection(box(x, y, wide, tall), score, normalised(look));
    }

    private Ghost ghost(double timeS) {
        Ghost g = new Ghost();
        double tall = 60 + 200 * random.nextDouble();
        double x = MadeScene.WIDTH * random.nextDouble();
        g.box = box(x, MadeScene.HEIGHT * (.3 + .4 * random.nextDouble()), .4 * tall, tall);
        g.untilS = timeS - Math.log(1 - random.nextDouble()) * kind.detector().ghostsStayS();
        g.shown = (kind.detector().cutAt() > 0 ? .5 : .35) + .5 * random.nextDouble();
        return g;
    }

    private Box jitter(Box b) {
        float d = (float) (.05 * (b.y1() - b.y0()) * random.nextGaussian());
        return new Box(b.x0() + d, b.y0() + d, b.x1() + d, b.y1() + d);
    }

    private static Box box(double x, double y, double wide, double tall) {
        return new Box(
                (float) ((x - wide / 2) / MadeScene.WIDTH),
                (float) ((y - tall / 2) / MadeScene.HEIGHT),
                (float) ((x + wide / 2) / MadeScene.WIDTH),
                (float) ((y + tall / 2) / MadeScene.HEIGHT));
    }

    private float[] noLook() {
        float[] look = new float[16];
        for (int i = 0; i < look.length; i++) {
            look[i] = (float) random.nextGaussian();
        }
        return normalised(look);
    }

    private Detection detection(Box box, double score, float[] look) {
        Vector appearance = new Vector(kind.looks() ? look : null);
        return new Detection("person", (float) Math.min(score, .99), box, appearance);
    }

    private static float[] normalised(float[] v) {
        double sum = 0;
        for (float f : v) {
            sum += f * f;
        }
        for (int i = 0; i < v.length; i++) {
            v[i] /= (float) Math.sqrt(sum);
        }
        return v;
    }
}
