package io.zoetrope.testing.tracks;

import io.zoetrope.domain.Detection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Moves people and the camera, and says who is to be seen. */
final class SceneMaker {
    private static final double FOCAL = 900;
    private static final double FAR = 30;
    private final SceneKind kind;
    private final Random random;
    private final SceneDetector detector;
    private final List<MadePerson> people = new ArrayList<>();
    private final List<MotRow> truth = new ArrayList<>();
    private final Map<Integer, List<Detection>> detections = new HashMap<>();
    private final Map<Integer, MadeScene.Shift> motions = new HashMap<>();
    private long nextId = 1;
    private double offsetX;
    private double offsetY;
    private double panSpeed;
    private double ahead;
    private double pillarX;

    SceneMaker(SceneKind kind, Random random) {
        this.kind = kind;
        this.random = random;
        pillarX = random.nextDouble() * 6 - 3;
        detector = new SceneDetector(kind, random);
    }

    MadeScene make() {
        int frames = (int) Math.round(kind.seconds() * kind.fps());
        double dt = 1 / kind.fps();
        for (int i = 0; i < kind.walk().people(); i++) {
            enter(true, 0);
        }
        for (int frame = 1; frame <= frames; frame++) {
            double timeS = frame * dt;
            moveCamera(frame, dt);
            people.forEach(p -> walk(p, timeS, dt));
            List<ShownPerson> shown = look(frame);
            people.removeIf(this::isGone);
            while (people.size() < kind.walk().people()) {
                enter(false, timeS);
            }
            detections.put(frame, detector.detect(timeS, dt, shown));
        }
        return new MadeScene(kind, frames, truth, detections, motions);
    }

    private void enter(boolean anywhere, double timeS) {
        MadePerson p = new MadePerson();
        p.id = nextId++;
        p.tall = 1.55 + .35 * random.nextDouble();
        p.z = 5 + (FAR - 12) * random.nextDouble() + ahead;
        double half = (MadeScene.WIDTH / 2 + 60) / FOCAL * (p.z - ahead);
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

    private void walk(MadePerson p, double timeS, double dt) {
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

    private boolean isGone(MadePerson p) {
        double depth = p.z - ahead;
        double x = FOCAL * p.x / depth - offsetX;
        return depth < 3 || depth > FAR + 3 || Math.abs(x) > MadeScene.WIDTH / 2 + 100;
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
            motions.put(
                    frame,
                    new MadeScene.Shift(
                            -dx / MadeScene.WIDTH, (before - offsetY) / MadeScene.HEIGHT));
        }
    }

    private List<ShownPerson> look(int frame) {
        List<ShownPerson> all = new ArrayList<>();
        for (MadePerson p : people) {
            double depth = p.z - ahead;
            if (depth < 2) {
                continue;
            }
            double tall = FOCAL * p.tall / depth;
            double wide = tall * (.36 + .05 * Math.sin(3 * p.x + 3 * p.z));
            double x = MadeScene.WIDTH / 2 + FOCAL * p.x / depth - offsetX;
            double foot = MadeScene.HEIGHT * .45 + FOCAL * kind.camera().high() / depth - offsetY;
            MotRow row = new MotRow(frame, p.id, x - wide / 2, foot - tall, wide, tall);
            double inside =
                    Math.max(0, Math.min(MadeScene.WIDTH, x + wide / 2) - Math.max(0, x - wide / 2))
                            / wide;
            if (inside > .3) {
                all.add(new ShownPerson(p, row, depth, inside));
            }
        }
        all.sort(Comparator.comparingDouble(ShownPerson::z));
        List<ShownPerson> shown = new ArrayList<>();
        for (ShownPerson s : all) {
            double visible = s.visible() * uncovered(s, all);
            shown.add(new ShownPerson(s.person(), s.row(), s.z(), visible));
            if (visible > .15) {
                truth.add(s.row());
            }
        }
        return shown;
    }

    private double uncovered(ShownPerson of, List<ShownPerson> all) {
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

    private boolean isCovered(ShownPerson of, double x, double y, List<ShownPerson> all) {
        double pillar = MadeScene.WIDTH / 2 + FOCAL * pillarX / 6 - offsetX;
        if (kind.pillar() && of.z() > 6 && Math.abs(x - pillar) < 40) {
            return true;
        }
        for (ShownPerson s : all) {
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
}
