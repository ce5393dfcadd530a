package io.zoetrope.jobs;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Keeps what it is given, under a name. What it keeps is static, because sinks are copied before
 * they run: one job at a time.
 */
public final class TestingSink<T> implements Sink<T> {
    private static final long serialVersionUID = 1L;
    private static final Map<String, List<Object>> KEPT = new ConcurrentHashMap<>();

    private final String name;

    TestingSink(String name) {
        this.name = name;
    }

    /** Forgets what earlier tests did. */
    static void reset() {
        KEPT.clear();
    }

    public static <T> List<T> kept(String name, Class<T> type) {
        return KEPT.getOrDefault(name, List.of()).stream().map(type::cast).toList();
    }

    /** Returns null if it has not kept so many. */
    public static <T> T kept(String name, int index, Class<T> type) {
        List<Object> all = KEPT.getOrDefault(name, List.of());
        return index < all.size() ? type.cast(all.get(index)) : null;
    }

    static void keep(String name, Object element) {
        KEPT.computeIfAbsent(name, unused -> new CopyOnWriteArrayList<>()).add(element);
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
        return new SinkWriter<>() {
            @Override
            public void write(T element, Context at) {
                keep(name, element);
            }

            @Override
            public void flush(boolean endOfInput) {}

            @Override
            public void close() {}
        };
    }
}
