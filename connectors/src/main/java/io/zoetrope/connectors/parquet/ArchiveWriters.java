package io.zoetrope.connectors.parquet;

import io.zoetrope.domain.finding.DialogueLine;
import io.zoetrope.domain.finding.FrameRecord;
import io.zoetrope.domain.finding.Moment;
import io.zoetrope.domain.finding.ScreenText;
import io.zoetrope.domain.finding.Shot;
import io.zoetrope.domain.finding.SoundWindow;
import io.zoetrope.domain.finding.TrackedObject;
import java.io.IOException;
import java.util.function.BiConsumer;
import org.apache.flink.formats.parquet.ParquetWriterFactory;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.schema.MessageType;

/** Parquet files of each kind, ZSTD, without Avro and without a Hadoop configuration. */
final class ArchiveWriters {
    /** What one open file holds in memory at most; a bucket has one open file per subtask. */
    private static final long ROW_GROUP_BYTES = 8L << 20;

    private ArchiveWriters() {}

    static ParquetWriterFactory<FrameRecord> frames() {
        return new ParquetWriterFactory<>(
                out -> open(out, ArchiveSchema.FRAMES, ArchiveRows::frame));
    }

    static ParquetWriterFactory<Moment> moments() {
        return new ParquetWriterFactory<>(
                out -> open(out, ArchiveSchema.MOMENTS, ArchiveRows::moment));
    }

    static ParquetWriterFactory<TrackedObject> tracks() {
        return new ParquetWriterFactory<>(
                out -> open(out, ArchiveSchema.TRACKS, ArchiveRows::track));
    }

    static ParquetWriterFactory<Shot> shots() {
        return new ParquetWriterFactory<>(out -> open(out, ArchiveSchema.SHOTS, ArchiveRows::shot));
    }

    static ParquetWriterFactory<SoundWindow> sounds() {
        return new ParquetWriterFactory<>(
                out -> open(out, ArchiveSchema.SOUNDS, ArchiveRows::sound));
    }

    static ParquetWriterFactory<DialogueLine> dialogue() {
        return new ParquetWriterFactory<>(
                out -> open(out, ArchiveSchema.DIALOGUE, ArchiveRows::line));
    }

    static ParquetWriterFactory<ScreenText> text() {
        return new ParquetWriterFactory<>(out -> open(out, ArchiveSchema.TEXT, ArchiveRows::text));
    }

    static ParquetWriterFactory<ArchivedRemoval> removals() {
        return new ParquetWriterFactory<>(
                out -> open(out, ArchiveSchema.REMOVALS, ArchiveRows::removal));
    }

    private static <T> ParquetWriter<T> open(
            OutputFile out, MessageType schema, BiConsumer<Row, T> fields) throws IOException {
        return new Builder<>(out, new RecordWriteSupport<>(schema, fields)).open();
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
