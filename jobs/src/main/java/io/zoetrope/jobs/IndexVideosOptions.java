package io.zoetrope.jobs;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;

/**
 * Every option of the job, declared once, in a class for each thing that they are about. {@code
 * docs/options.md} is made from them and tested against them. Flink's own settings (checkpoints,
 * state, memory) stay in its {@code config.yaml}.
 */
public final class IndexVideosOptions {
    /** In the order in which the docs list them. */
    private static final List<Class<?>> GROUPS =
            List.of(
                    TopicOptions.class,
                    IndexOptions.class,
                    SourceOptions.class,
                    SamplingOptions.class,
                    AnalyserOptions.class,
                    ParallelismOptions.class,
                    DecoderOptions.class,
                    PlaybackOptions.class,
                    LifecycleOptions.class);

    private IndexVideosOptions() {}

    /** All, in the order in which they are declared. */
    static List<ConfigOption<?>> all() {
        List<ConfigOption<?>> options = new ArrayList<>();
        for (Class<?> group : GROUPS) {
            for (Field field : group.getDeclaredFields()) {
                if (Modifier.isPublic(field.getModifiers())) {
                    options.add(read(field));
                }
            }
        }
        return options;
    }

    private static ConfigOption<?> read(Field field) {
        try {
            return (ConfigOption<?>) field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(field + " is public", e);
        }
    }
}
