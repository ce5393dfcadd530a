package io.zoetrope.domain.finding;

import io.zoetrope.domain.Detection;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Vector;
import io.zoetrope.domain.VideoRef;
import java.util.List;

/**
 * One observed frame, as the archive keeps it.
 *
 * @param generation of the video
 * @param segment index of the segment it was decoded in
 * @param ptsUs media time
 * @param model of the vector; {@link ModelRef#NONE} if the encoder does not look at the video
 * @param visual empty if the encoder did not look at the frame
 * @param keyFrame path of the stored picture below the object-store root, or empty
 * @param arrivedMs epoch milliseconds of the arrival event: the archive's date partition
 */
public record FrameRecord(
        VideoRef video,
        long generation,
        int segment,
        long ptsUs,
        ModelRef model,
        Vector visual,
        List<Detection> detections,
        String keyFrame,
        long arrivedMs) {}
