package io.zoetrope.testing.tracks;

import io.zoetrope.domain.Detection;
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
        return new SceneMaker(kind, new Random(seed)).make();
    }

    public List<Detection> detectionsOf(int frame) {
        return detections.getOrDefault(frame, List.of());
    }
}
