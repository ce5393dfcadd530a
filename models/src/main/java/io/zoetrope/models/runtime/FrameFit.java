package io.zoetrope.models.runtime;

import io.zoetrope.domain.Box;
import io.zoetrope.domain.FrameShape;

/** Where the displayed frame lies in a picture of a {@link FrameShape}, and the way back. */
record FrameFit(float left, float top, float width, float height) {
    /**
     * @param width of the displayed frame, at least 1; only the aspect matters
     */
    static FrameFit of(FrameShape shape, int width, int height) {
        float across = (float) shape.width() / width;
        float down = (float) shape.height() / height;
        float scale =
                switch (shape.fit()) {
                    case STRETCH -> 0;
                    case LETTERBOX -> Math.min(across, down);
                    case CENTER_CROP -> Math.max(across, down);
                };
        if (scale == 0) {
            return new FrameFit(0, 0, shape.width(), shape.height());
        }
        float w = width * scale;
        float h = height * scale;
        return new FrameFit((shape.width() - w) / 2, (shape.height() - h) / 2, w, h);
    }

    /** From pixels of the picture to [0,1] of the displayed frame, cut at its edges. */
    Box toDisplayed(Candidate c) {
        return new Box(
                unit((c.x0() - left) / width),
                unit((c.y0() - top) / height),
                unit((c.x1() - left) / width),
                unit((c.y1() - top) / height));
    }

    private static float unit(float value) {
        return Math.min(1, Math.max(0, value));
    }
}
