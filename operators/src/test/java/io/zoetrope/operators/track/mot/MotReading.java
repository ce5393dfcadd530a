package io.zoetrope.operators.track.mot;

import io.zoetrope.domain.Detection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads a file of detections as the command does. */
public final class MotReading {
    private MotReading() {}

    /**
     * @return by frame, boxes in [0,1] of the frame
     */
    public static Map<Integer, List<Detection>> detections(Path file, int width, int height)
            throws IOException {
        List<MotBox> boxes;
        try {
            boxes = MotDetections.read(file);
        } catch (MotException e) {
            throw new IOException(file + " " + e.getMessage(), e);
        }
        ScoreScale scores = ScoreScale.of(boxes);
        MotTracking tracking = new MotTracking(1, width, height);
        Map<Integer, List<Detection>> frames = new HashMap<>();
        for (MotBox box : boxes) {
            frames.computeIfAbsent(box.frame(), f -> new ArrayList<>())
                    .add(tracking.detection(box, scores));
        }
        return frames;
    }
}
