package io.zoetrope.connectors.parquet;

import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.finding.Found;
import io.zoetrope.domain.finding.FrameRecord;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;

/**
 * Hive-style partitions {@code model=<id>/date=<UTC date of the arrival>}, which DuckDB and Spark
 * read as columns. A replayed video falls into the same partition, because its arrival does.
 */
final class ModelAndDate<T> implements BucketAssigner<T, String> {
    private static final long serialVersionUID = 1L;

    private final Partition<T> partition;

    private ModelAndDate(Partition<T> partition) {
        this.partition = partition;
    }

    static ModelAndDate<FrameRecord> ofFrames() {
        return new ModelAndDate<>(frame -> path(frame.model(), frame.arrivedMs()));
    }

    static <T extends Found> ModelAndDate<T> ofFindings() {
        return new ModelAndDate<>(found -> path(found.model(), found.arrivedMs()));
    }

    /** By the date alone: a removal concerns all models. */
    static ModelAndDate<ArchivedRemoval> ofRemovals() {
        return new ModelAndDate<>(removal -> date(removal.removedMs()));
    }

    static String path(ModelRef model, long arrivedMs) {
        return "model=" + model.id().replaceAll("[^A-Za-z0-9._-]", "_") + "/" + date(arrivedMs);
    }

    private static String date(long epochMs) {
        return "date=" + LocalDate.ofInstant(Instant.ofEpochMilli(epochMs), ZoneOffset.UTC);
    }

    @Override
    public String getBucketId(T element, Context context) {
        return partition.of(element);
    }

    @Override
    public SimpleVersionedSerializer<String> getSerializer() {
        return SimpleVersionedStringSerializer.INSTANCE;
    }

    @FunctionalInterface
    private interface Partition<T> extends Serializable {
        String of(T element);
    }
}
