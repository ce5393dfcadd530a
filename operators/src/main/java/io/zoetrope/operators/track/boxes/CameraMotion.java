package io.zoetrope.operators.track.boxes;

import io.zoetrope.operators.observe.SeenMotion;

/**
 * Where the camera's motion takes a point from one picture to the next: {@code x' = xx x + xy y +
 * dx}, {@code y' = yx x + yy y + dy}.
 */
public record CameraMotion(double xx, double xy, double yx, double yy, double dx, double dy) {
    /** The camera stands. */
    public static final CameraMotion NONE = new CameraMotion(1, 0, 0, 1, 0, 0);

    /** Nobody can tell, for this frame. */
    public static final CameraMotion UNKNOWN = new CameraMotion(0, 0, 0, 0, 0, 0);

    /** As the pictures show it; {@link #UNKNOWN} if they do not. */
    public static CameraMotion of(SeenMotion seen) {
        return seen.isKnown()
                ? new CameraMotion(seen.xx(), seen.xy(), seen.yx(), seen.yy(), seen.dx(), seen.dy())
                : UNKNOWN;
    }

    /**
     * Of a camera that goes on as it went.
     *
     * @param pace by how much each of the six goes away from that of a camera that stands, a second
     */
    public static CameraMotion going(double[] pace, double seconds) {
        return new CameraMotion(
                1 + seconds * pace[0],
                seconds * pace[1],
                seconds * pace[2],
                1 + seconds * pace[3],
                seconds * pace[4],
                seconds * pace[5]);
    }

    /** What {@link #going} takes. */
    public double[] pace(double seconds) {
        return new double[] {
            (xx - 1) / seconds,
            xy / seconds,
            yx / seconds,
            (yy - 1) / seconds,
            dx / seconds,
            dy / seconds
        };
    }

    public static CameraMotion shift(double dx, double dy) {
        return new CameraMotion(1, 0, 0, 1, dx, dy);
    }

    /** And then that shift. */
    public CameraMotion andShift(double right, double down) {
        return new CameraMotion(xx, xy, yx, yy, dx + right, dy + down);
    }

    /** From points in [0,1] of the frame to points in frame heights. */
    public CameraMotion inHeights(double aspect) {
        return new CameraMotion(xx, xy * aspect, yx / aspect, yy, dx * aspect, dy);
    }

    /** By how much lengths grow. */
    double scale() {
        return Math.sqrt(Math.abs(xx * yy - xy * yx));
    }

    public boolean isNone() {
        return equals(NONE);
    }

    public boolean isUsable() {
        double sum = xx + xy + yx + yy + dx + dy;
        return Double.isFinite(sum) && scale() > .2 && scale() < 5;
    }

    public Rect apply(Rect box) {
        double x = xx * box.centerX() + xy * box.centerY() + dx;
        double y = yx * box.centerX() + yy * box.centerY() + dy;
        return Rect.around(x, y, scale() * box.width(), scale() * box.height());
    }
}
