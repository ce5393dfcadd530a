package io.zoetrope.connectors.parquet;

import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;

/** Writes one record per call through a function that fills a {@link Row}. */
final class RecordWriteSupport<T> extends WriteSupport<T> {
    private final MessageType schema;
    private final BiConsumer<Row, T> fields;
    private RecordConsumer out;

    RecordWriteSupport(MessageType schema, BiConsumer<Row, T> fields) {
        this.schema = schema;
        this.fields = fields;
    }

    @Override
    public WriteContext init(Configuration hadoop) {
        return context();
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
        return context();
    }

    private WriteContext context() {
        return new WriteContext(schema, Map.of(ArchiveSchema.VERSION_KEY, ArchiveSchema.VERSION));
    }

    @Override
    public void prepareForWrite(RecordConsumer consumer) {
        out = consumer;
    }

    @Override
    public void write(T value) {
        out.startMessage();
        fields.accept(new Row(out), value);
        out.endMessage();
    }
}
