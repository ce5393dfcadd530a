package io.zoetrope.connectors.parquet;

import io.zoetrope.domain.FrameRecord;
import io.zoetrope.domain.Moment;
import io.zoetrope.domain.Shot;
import io.zoetrope.domain.TrackedObject;
import java.io.IOException;
import org.apache.flink.formats.parquet.ParquetWriterFactory;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;

/** Parquet files of each kind, ZSTD, without Avro and without a Hadoop configuration. */
final class ArchiveWriters {
    /** What one open file holds in memory at most; a bucket has one open file per subtask. */
    private static final long ROW_GROUP_BYTES = 8L << 20;

    private ArchiveWriters() {}

    static ParquetWriterFactory<FrameRecord> frames() {
        return new ParquetWriterFactory<>(
                out ->
                        new Builder<>(
                                        out,
                                        new RecordWriteSupport<>(
                                                ArchiveSchema.FRAMES, ArchiveRows::frame))
                                .open());
    }

    static ParquetWriterFactory<Moment> moments() {
        return new ParquetWriterFactory<>(
                out ->
                        new Builder<>(
                                        out,
                                        new RecordWriteSupport<>(
                                                ArchiveSchema.MOMENTS, ArchiveRows::moment))
                                .open());
    }

    static ParquetWriterFactory<TrackedObject> tracks() {
        return new ParquetWriterFactory<>(
                out ->
                        new Builder<>(
                                        out,
                                        new RecordWriteSupport<>(
                                                ArchiveSchema.TRACKS, ArchiveRows::track))
                                .open());
    }

    static ParquetWriterFactory<Shot> shots() {
        return new ParquetWriterFactory<>(
                out ->
                        new Builder<>(
                                        out,
                                        new RecordWriteSupport<>(
                                                ArchiveSchema.SHOTS, ArchiveRows::shot))
                                .open());
    }

    static ParquetWriterFactory<ArchivedRemoval> removals() {
        return new ParquetWriterFactory<>(
                out ->
                        new Builder<>(
                                        out,
                                        new RecordWriteSupport<>(
                                                ArchiveSchema.REMOVALS, ArchiveRows::removal))
                                .open());
    }

    private static final class Builder<T> extends ParquetWriter.Builder<T, Builder<T>> {
        private final WriteSupport<T> support;

        Builder(OutputFile out, WriteSupport<T> support) {
            super(out);
            this.support = support;
        }

        ParquetWriter<T> open() throws IOException {
            for (String column : ArchiveSchema.VECTOR_COLUMNS) {
                withDictionaryEncoding(column, false);
                withByteStreamSplitEncoding(column, true);
            }
            for (String column : ArchiveSchema.DISTINCT_COLUMNS) {
                withDictionaryEncoding(column, false);
            }
            return withConf(new PlainParquetConfiguration())
                    .withCompressionCodec(CompressionCodecName.ZSTD)
                    .withRowGroupSize(ROW_GROUP_BYTES)
                    .build();
        }

        @Override
        protected Builder<T> self() {
            return this;
        }

        @Override
        protected WriteSupport<T> getWriteSupport(Configuration hadoop) {
            return support;
        }

        @Override
        protected WriteSupport<T> getWriteSupport(ParquetConfiguration configuration) {
            return support;
        }
    }
}
