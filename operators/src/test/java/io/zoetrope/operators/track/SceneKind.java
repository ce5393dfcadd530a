package io.zoetrope.operators.track;

/**
 * What a made scene is like.
 *
 * @param people in view at once, about
 * @param standing share of those who stand at the start
 * @param turns a second and person
 * @param cameraHigh metres above the ground: the lower, the more people hide each other
 * @param panPixels how restless the camera pans; 0 if it does not
 * @param jolts a second
 * @param shakePixels of each frame
 * @param ahead metres a second that the camera goes
 * @param found share of people in plain view that are detected
 * @param boxNoise of places as a share of the height
 * @param scoreNoise of people's scores
 * @param ghosts false objects that begin, a second
 * @param ghostsStayS how long they last, about
 * @param cutAt detections below this score are not given; others are surer of themselves
 * @param doubles share of detections that come twice
 * @param pillar whether something stands in the way
 * @param looks whether detections carry an appearance
 */
record SceneKind(
        String name,
        double fps,
        double seconds,
        int people,
        double standing,
        double turns,
        double cameraHigh,
        double panPixels,
        double jolts,
        double shakePixels,
        double ahead,
        double found,
        double boxNoise,
        double scoreNoise,
        double ghosts,
        double ghostsStayS,
        double cutAt,
        double doubles,
        boolean pillar,
        boolean looks) {
    static SceneKind plain(String name, double fps) {
        return new SceneKind(
                name, fps, 12, 8, .25, .15, 2.2, 0, 0, 0, 0, .88, .07, .12, 1.5, .35, 0, .05, false,
                false);
    }

    SceneKind crowd(int n, double high) {
        return new SceneKind(
                name,
                fps,
                seconds,
                n,
                standing,
                turns,
                high,
                panPixels,
                jolts,
                shakePixels,
                ahead,
                found,
                boxNoise,
                scoreNoise,
                ghosts,
                ghostsStayS,
                cutAt,
                doubles,
                pillar,
                looks);
    }

    SceneKind camera(double pan, double joltsASecond, double shake, double metres) {
        return new SceneKind(
                name,
                fps,
                seconds,
                people,
                standing,
                turns,
                cameraHigh,
                pan,
                joltsASecond,
                shake,
                metres,
                found,
                boxNoise,
                scoreNoise,
                ghosts,
                ghostsStayS,
                cutAt,
                doubles,
                pillar,
                looks);
    }

    SceneKind detector(double share, double noise, double ghostsASecond, double twice) {
        return new SceneKind(
                name,
                fps,
                seconds,
                people,
                standing,
                turns,
                cameraHigh,
                panPixels,
                jolts,
                shakePixels,
                ahead,
                share,
                noise,
                scoreNoise,
                ghostsASecond,
                ghostsStayS,
                cutAt,
                twice,
                pillar,
                looks);
    }

    SceneKind withPillar() {
        return new SceneKind(
                name,
                fps,
                seconds,
                people,
                standing,
                turns,
                cameraHigh,
                panPixels,
                jolts,
                shakePixels,
                ahead,
                found,
                boxNoise,
                scoreNoise,
                ghosts,
                ghostsStayS,
                cutAt,
                doubles,
                true,
                looks);
    }

    SceneKind withLooks() {
        return new SceneKind(
                name,
                fps,
                seconds,
                people,
                standing,
                turns,
                cameraHigh,
                panPixels,
                jolts,
                shakePixels,
                ahead,
                found,
                boxNoise,
                scoreNoise,
                ghosts,
                ghostsStayS,
                cutAt,
                doubles,
                pillar,
                true);
    }

    /** As of detections that were published above one half: sure, with false objects that stay. */
    SceneKind sure(double ghostsASecond, double stayS) {
        return new SceneKind(
                name,
                fps,
                seconds,
                people,
                standing,
                turns,
                cameraHigh,
                panPixels,
                jolts,
                shakePixels,
                ahead,
                found,
                boxNoise,
                scoreNoise,
                ghostsASecond,
                stayS,
                .5,
                doubles,
                pillar,
                looks);
    }
}
