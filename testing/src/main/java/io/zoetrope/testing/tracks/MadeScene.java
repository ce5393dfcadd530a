package io.zoetrope.testing.tracks;

import io.zoetrope.domain.Box;
import io.zoetrope.domain.Detection;
import io.zoetrope.domain.Vector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * People on a plane before a camera, with the truth and what a detector would see of it: those who
 * are hidden are missed or cut, boxes waver, some are doubled, some show nothing.
 *
 * @param truth boxes in pixels, also of people who are partly hidden
 * @param detections of each frame, from 1
 * @param motions of what is seen, into each frame in which the camera moved
 */
public record MadeScene(
        SceneKind kind,
        int frames,
        List<MotRow> truth,
        Map<Integer, List<Detection>> detections,
        Map<Integer, Shift> motions) {
    /** In shares of the frame's width and height. */
    public record Shift(double dx, double dy) {}

    public static final double WIDTH = 1280;
    public static final double HEIGHT = 720;

    public static MadeScene make(SceneKind kind, long seed) {
        return new Maker(kind, new Random(seed)).make();
    }

    public List<Detection> detectionsOf(int frame) {
        return detections.getOrDefault(frame, List.of());
    }

    private static final class Person {
        private double x;
        private double z;
        private double speedX;
        private double speedZ;
        private double tall;
        private double standsUntilS;
        private long id;
        private double[] waver = new double[5];
        private float[] look;
    }

    /** Something that is no person and looks like one for a while. */
    private static final class Ghost {
        private Box box;
        private double untilS;
        private double shown;
    }

    private record Shown(Person person, MotRow row, double z, double visible) {}

    private static final class Maker {
        private static final double FOCAL = 900;
        private static final double FAR = 30;
        private final SceneKind kind;
        private final Random random;
        private final List<Person> people = new ArrayList<>();
        private final List<Ghost> ghosts = new ArrayList<>();
        private final List<MotRow> truth = new ArrayList<>();
        private final Map<Integer, List<Detection>> detections = new HashMap<>();
        private final Map<Integer, Shift> motions = new HashMap<>();
        private long nextId = 1;
        private double offsetX;
        private double offsetY;
        private double panSpeed;
        private double ahead;
        private double pillarX;

        private Maker(SceneKind kind, Random random) {
            this.kind = kind;
            this.random = random;
            pillarX = random.nextDouble() * 6 - 3;
        }

        private MadeScene make() {
            int frames = (int) Math.round(kind.seconds() * kind.fps());
            double dt = 1 / kind.fps();
            for (int i = 0; i < kind.walk().people(); i++) {
                enter(true, 0);
            }
            for (int frame = 1; frame <= frames; frame++) {
                double timeS = frame * dt;
                moveCamera(frame, dt);
                people.forEach(p -> walk(p, timeS, dt));
                List<Shown> shown = look(frame);
                people.removeIf(this::isGone);
                while (people.size() < kind.walk().people()) {
                    enter(false, timeS);
                }
                detect(frame, timeS, dt, shown);
            }
            return new MadeScene(kind, frames, truth, detections, motions);
        }

        private void enter(boolean anywhere, double timeS) {
            Person p = new Person();
            p.id = nextId++;
            p.tall = 1.55 + .35 * random.nextDouble();
            p.z = 5 + (FAR - 12) * random.nextDouble() + ahead;
            double half = (WIDTH / 2 + 60) / FOCAL * (p.z - ahead);
            boolean left = random.nextBoolean();
            p.x = anywhere ? (2 * random.nextDouble() - 1) * half : left ? -half : half;
            p.x += offsetX * (p.z - ahead) / FOCAL;
            double speed = .7 + .9 * random.nextDouble();
            double heading = (left ? 0 : Math.PI) + (random.nextDouble() - .5) * 1.4;
            p.speedX = speed * Math.cos(heading);
            p.speedZ = speed * Math.sin(heading);
            if (anywhere && random.nextDouble() < kind.walk().standing()) {
                p.standsUntilS = timeS + 20 * random.nextDouble();
            }
            p.look = new float[16];
            for (int i = 0; i < p.look.length; i++) {
                p.look[i] = (float) random.nextGaussian();
            }
            people.add(p);
        }

        private void walk(Person p, double timeS, double dt) {
            if (timeS >= p.standsUntilS) {
                p.x += p.speedX * dt;
                p.z += p.speedZ * dt;
                if (random.nextDouble() < kind.walk().turns() * dt) {
                    double turn = random.nextGaussian() * .9;
                    double vx = p.speedX * Math.cos(turn) - p.speedZ * Math.sin(turn);
                    p.speedZ = p.speedX * Math.sin(turn) + p.speedZ * Math.cos(turn);
                    p.speedX = vx;
                }
            }
            double keep = Math.exp(-dt / .25);
            double push = Math.sqrt(1 - keep * keep);
            for (int i = 0; i < p.waver.length; i++) {
                p.waver[i] = keep * p.waver[i] + push * random.nextGaussian();
            }
        }

        private boolean isGone(Person p) {
            double depth = p.z - ahead;
            double x = FOCAL * p.x / depth - offsetX;
            return depth < 3 || depth > FAR + 3 || Math.abs(x) > WIDTH / 2 + 100;
        }

        /** Pans and jolts are shifts of the picture; going ahead makes everything grow. */
        private void moveCamera(int frame, double dt) {
            double dx = 0;
            double dy = 0;
            if (kind.camera().panPixels() > 0) {
                panSpeed += kind.camera().panPixels() * random.nextGaussian() * Math.sqrt(dt);
                panSpeed *= Math.exp(-dt / 2);
                dx = panSpeed * dt;
            }
            if (random.nextDouble() < kind.camera().jolts() * dt) {
                dx += 120 * random.nextGaussian();
                dy += 40 * random.nextGaussian();
            }
            dx += kind.camera().shakePixels() * random.nextGaussian();
            dy += kind.camera().shakePixels() * random.nextGaussian();
            double before = offsetY;
            offsetX += dx;
            offsetY = .9 * (offsetY + dy);
            ahead += kind.camera().ahead() * dt;
            if (dx != 0 || dy != 0) {
                motions.put(frame, new Shift(-dx / WIDTH, (before - offsetY) / HEIGHT));
            }
        }

        private List<Shown> look(int frame) {
            List<Shown> all = new ArrayList<>();
            for (Person p : people) {
                double depth = p.z - ahead;
                if (depth < 2) {
                    continue;
                }
                double tall = FOCAL * p.tall / depth;
                double wide = tall * (.36 + .05 * Math.sin(3 * p.x + 3 * p.z));
                double x = WIDTH / 2 + FOCAL * p.x / depth - offsetX;
                double foot = HEIGHT * .45 + FOCAL * kind.camera().high() / depth - offsetY;
                MotRow row = new MotRow(frame, p.id, x - wide / 2, foot - tall, wide, tall);
                double inside =
                        Math.max(0, Math.min(WIDTH, x + wide / 2) - Math.max(0, x - wide / 2))
                                / wide;
                if (inside > .3) {
                    all.add(new Shown(p, row, depth, inside));
                }
            }
            all.sort(Comparator.comparingDouble(Shown::z));
            List<Shown> shown = new ArrayList<>();
            for (Shown s : all) {
                double visible = s.visible() * uncovered(s, all);
                shown.add(new Shown(s.person(), s.row(), s.z(), visible));
                if (visible > .15) {
                    truth.add(s.row());
                }
            }
            return shown;
        }

        private double uncovered(Shown of, List<Shown> all) {
            int free = 0;
            for (int i = 0; i < 5; i++) {
                for (int j = 0; j < 7; j++) {
                    double x = of.row().x() + (i + .5) / 5 * of.row().width();
                    double y = of.row().y() + (j + .5) / 7 * of.row().height();
                    free += isCovered(of, x, y, all) ? 0 : 1;
                }
            }
            return free / 35.;
        }

        private boolean isCovered(Shown of, double x, double y, List<Shown> all) {
            double pillar = WIDTH / 2 + FOCAL * pillarX / 6 - offsetX;
            if (kind.pillar() && of.z() > 6 && Math.abs(x - pillar) < 40) {
                return true;
            }
            for (Shown s : all) {
                MotRow r = s.row();
                if (s.z() < of.z()
                        && x > r.x()
                        && x < r.x() + r.width()
                        && y > r.y()
                        && y < r.y() + r.height()) {
                    return true;
                }
            }
            return false;
        }

        private void detect(int frame, double timeS, double dt, List<Shown> shown) {
            List<Detection> seen = new ArrayList<>();
            for (Shown s : shown) {
                double p =
                        kind.detector().found() * Math.min(1, Math.max(0, (s.visible() - .2) / .4));
                if (isFound(s.person(), p)) {
                    seen.add(noisy(s, 1, score(s.visible())));
                    if (random.nextDouble() < kind.detector().doubles()) {
                        seen.add(noisy(s, 3, .5 * score(.5)));
                    }
                }
            }
            for (Ghost g : ghosts) {
                if (random.nextDouble() < (kind.detector().cutAt() > 0 ? .92 : .6)) {
                    seen.add(
                            detection(
                                    jitter(g.box), g.shown - .15 * random.nextDouble(), noLook()));
                }
            }
            ghosts.removeIf(g -> g.untilS < timeS);
            for (double left = kind.detector().ghosts() * dt; left > 0; left--) {
                if (random.nextDouble() < left) {
                    ghosts.add(ghost(timeS));
                }
            }
            seen.removeIf(d -> d.score() < kind.detector().cutAt());
            detections.put(frame, seen);
        }

        /** Misses come in runs: what is not seen now is not seen soon after. */
        private boolean isFound(Person person, double share) {
            double luck = .8 * person.waver[4] + .6 * random.nextGaussian();
            return 1 / (1 + Math.exp(-1.7 * luck)) < share;
        }

        private double score(double visible) {
            double miss =
                    (1 - visible) * .5
                            + kind.detector().scoreNoise() * Math.abs(random.nextGaussian());
            if (kind.detector().cutAt() > 0) {
                miss *= miss;
            }
            return Math.max(.12, .99 - miss);
        }

        private Detection noisy(Shown s, double more, double score) {
            double white = kind.detector().boxNoise() * more * (1 + 1.5 * (1 - s.visible()));
            double[] w = s.person().waver;
            MotRow r = s.row();
            double x = r.x() + r.width() / 2;
            double y = r.y() + r.height() / 2;
            x += r.height() * white * (.7 * w[0] + .7 * random.nextGaussian());
            y += r.height() * white * .5 * (.7 * w[1] + .7 * random.nextGaussian());
            double wide =
                    r.width() * Math.exp(2 * white * (.7 * w[2] + .7 * random.nextGaussian()));
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
            double x = WIDTH * random.nextDouble();
            g.box = box(x, HEIGHT * (.3 + .4 * random.nextDouble()), .4 * tall, tall);
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
                    (float) ((x - wide / 2) / WIDTH),
                    (float) ((y - tall / 2) / HEIGHT),
                    (float) ((x + wide / 2) / WIDTH),
                    (float) ((y + tall / 2) / HEIGHT));
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
}
