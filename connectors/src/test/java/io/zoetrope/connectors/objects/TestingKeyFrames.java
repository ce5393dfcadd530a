package io.zoetrope.connectors.objects;

import io.zoetrope.domain.KeyFrameImage;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** Stores pictures as a job does that takes a checkpoint after them. */
public final class TestingKeyFrames {
    private TestingKeyFrames() {}

    public static void store(String root, KeyFrameImage... images) throws Exception {
        try (KeyFrameWriter writer = open(root)) {
            for (KeyFrameImage image : images) {
                writer.write(image, null);
            }
            writer.flush(false);
        }
    }

    static KeyFrameWriter open(String root) throws Exception {
        return new KeyFrameWriter(
                ObjectFolder.open(root), 4, UnregisteredMetricsGroup.createSinkWriterMetricGroup());
    }
}
