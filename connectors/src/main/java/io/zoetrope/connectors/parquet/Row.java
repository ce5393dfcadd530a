package io.zoetrope.connectors.parquet;

import io.zoetrope.domain.Vector;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;

/**
 * The fields of one group, written in the schema's order: each call writes the next one, and its
 * name is checked against the schema by Parquet's own validation in tests.
 */
final class Row {
    private final RecordConsumer out;
    private int next;

    Row(RecordConsumer out) {
        this.out = out;
    }

    Row text(String name, String value) {
        return field(name, () -> out.addBinary(Binary.fromString(value == null ? "" : value)));
    }

    Row number(String name, int value) {
        return field(name, () -> out.addInteger(value));
    }

    Row number(String name, long value) {
        return field(name, () -> out.addLong(value));
    }

    Row number(String name, float value) {
        return field(name, () -> out.addFloat(value));
    }

    Row flag(String name, boolean value) {
        return field(name, () -> out.addBoolean(value));
    }

    Row numbers(String name, List<Float> values) {
        return repeated(
                name, "list", values.size(), i -> new Row(out).number("element", values.get(i)));
    }

    Row vector(String name, Vector vector) {
        float[] values = vector == null ? new float[0] : vector.values();
        return repeated(
                name, "list", values.length, i -> new Row(out).number("element", values[i]));
    }

    Row texts(String name, List<String> values) {
        List<String> known = values == null ? List.of() : values;
        return repeated(
                name, "list", known.size(), i -> new Row(out).text("element", known.get(i)));
    }

    Row map(String name, Map<String, String> values) {
        List<Map.Entry<String, String>> entries = List.copyOf(values.entrySet());
        return repeated(
                name,
                "key_value",
                entries.size(),
                i ->
                        new Row(out)
                                .text("key", entries.get(i).getKey())
                                .text("value", entries.get(i).getValue()));
    }

    <T> Row groups(String name, List<T> values, BiConsumer<Row, T> fields) {
        List<T> known = values == null ? List.of() : values;
        return repeated(
                name,
                "list",
                known.size(),
                i ->
                        new Row(out)
                                .field(
                                        "element",
                                        () -> group(row -> fields.accept(row, known.get(i)))));
    }

    // Parquet's three levels: the outer group, the repeated group, and in it the element. An empty
    // repetition is written by leaving the repeated field out.
    private Row repeated(String name, String inner, int size, IndexedWrite element) {
        return field(
                name,
                () ->
                        group(
                                list -> {
                                    if (size > 0) {
                                        list.field(inner, () -> each(size, element));
                                    }
                                }));
    }

    private void each(int size, IndexedWrite element) {
        for (int i = 0; i < size; i++) {
            out.startGroup();
            element.write(i);
            out.endGroup();
        }
    }

    private void group(Consumer<Row> fields) {
        out.startGroup();
        fields.accept(new Row(out));
        out.endGroup();
    }

    private Row field(String name, Runnable value) {
        out.startField(name, next);
        value.run();
        out.endField(name, next);
        next++;
        return this;
    }

    private interface IndexedWrite {
        void write(int index);
    }
}
