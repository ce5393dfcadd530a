package io.zoetrope.operators.track.pairs;

import io.zoetrope.operators.track.boxes.Rect;

/**
 * Which places and boxes may overlap at all, so that few of all pairs are looked at closely. Flat
 * arrays: of a hundred objects ten thousand pairs are asked for in each frame.
 */
public final class NearBoxes {
    /** Against what rounding may hide. */
    private static final double SLACK = 1 + 1e-9;

    private final double[] places;
    private final double[] reaches;
    private final double[] boxes;

    public NearBoxes(int places, int boxes) {
        this.places = new double[4 * places];
        this.reaches = new double[places];
        this.boxes = new double[4 * boxes];
    }

    /**
     * @param reach by which this place, and each box as this place sees it, is stretched; at least
     *     1
     */
    public void look(int place, Rect rect, double reach) {
        put(places, place, rect, reach);
        reaches[place] = reach * SLACK;
    }

    public void stand(int box, Rect rect) {
        put(boxes, box, rect, 1);
    }

    private static void put(double[] into, int at, Rect rect, double reach) {
        into[4 * at] = rect.centerX();
        into[4 * at + 1] = rect.centerY();
        into[4 * at + 2] = reach * SLACK * rect.width() / 2;
        into[4 * at + 3] = reach * SLACK * rect.height() / 2;
    }

    public boolean isNear(int place, int box) {
        int p = 4 * place;
        int b = 4 * box;
        double reach = reaches[place];
        return Math.abs(places[p] - boxes[b]) <= places[p + 2] + reach * boxes[b + 2]
                && Math.abs(places[p + 1] - boxes[b + 1]) <= places[p + 3] + reach * boxes[b + 3];
    }
}
