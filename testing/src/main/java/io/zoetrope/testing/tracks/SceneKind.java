package io.zoetrope.testing.tracks;

/**
 * What a made scene is like.
 *
 * @param pillar whether something stands in the way
 * @param looks whether detections carry an appearance
 */
public record SceneKind(
        String name,
        double fps,
        double seconds,
        Walk walk,
        Camera camera,
        Detector detector,
        boolean pillar,
        boolean looks) {
    /**
     * Those who go about.
     *
     * @param people in view at once, about
     * @param standing share of those who stand at the start
     * @param turns a second and person
     */
    public record Walk(int people, double standing, double turns) {}

    /**
     * Who films them.
     *
     * @param high metres above the ground: the lower, the more people hide each other
     * @param panPixels how restless it pans; 0 if it does not
     * @param jolts a second
     * @param shakePixels of each frame
     * @param ahead metres a second that it goes
     */
    public record Camera(
            double high, double panPixels, double jolts, double shakePixels, double ahead) {}

    /**
     * Who finds them.
     *
     * @param found share of people in plain view that are detected
     * @param boxNoise of places as a share of the height
     * @param scoreNoise of people's scores
     * @param ghosts false objects that begin, a second
     * @param ghostsStayS how long they last, about
     * @param cutAt detections below this score are not given; others are surer of themselves
     * @param doubles share of detections that come twice
     */
    public record Detector(
            double found,
            double boxNoise,
            double scoreNoise,
            double ghosts,
            double ghostsStayS,
            double cutAt,
            double doubles) {
        Detector like(double share, double noise, double ghostsASecond, double twice) {
            return new Detector(share, noise, scoreNoise, ghostsASecond, ghostsStayS, cutAt, twice);
        }

        Detector sure(double ghostsASecond, double stayS) {
            return new Detector(found, boxNoise, scoreNoise, ghostsASecond, stayS, .5, doubles);
        }
    }

    public static SceneKind plain(String name, double fps) {
        Detector usual = new Detector(.88, .07, .12, 1.5, .35, 0, .05);
        Camera still = new Camera(2.2, 0, 0, 0, 0);
        return new SceneKind(name, fps, 12, new Walk(8, .25, .15), still, usual, false, false);
    }

    public SceneKind crowd(int people, double high) {
        Walk many = new Walk(people, walk.standing, walk.turns);
        Camera raised =
                new Camera(high, camera.panPixels, camera.jolts, camera.shakePixels, camera.ahead);
        return new SceneKind(name, fps, seconds, many, raised, detector, pillar, looks);
    }

    public SceneKind filmed(double pan, double joltsASecond, double shake, double metres) {
        Camera moving = new Camera(camera.high, pan, joltsASecond, shake, metres);
        return new SceneKind(name, fps, seconds, walk, moving, detector, pillar, looks);
    }

    public SceneKind detected(double share, double noise, double ghostsASecond, double twice) {
        return by(detector.like(share, noise, ghostsASecond, twice));
    }

    /** As of detections that were published above one half: sure, with false objects that stay. */
    public SceneKind sure(double ghostsASecond, double stayS) {
        return by(detector.sure(ghostsASecond, stayS));
    }

    private SceneKind by(Detector other) {
        return new SceneKind(name, fps, seconds, walk, camera, other, pillar, looks);
    }

    public SceneKind withPillar() {
        return new SceneKind(name, fps, seconds, walk, camera, detector, true, looks);
    }

    public SceneKind withLooks() {
        return new SceneKind(name, fps, seconds, walk, camera, detector, pillar, true);
    }
}
