package io.zoetrope.models.runtime.onnx;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How models run.
 *
 * @param providers tried in this order: the next one is taken only if the one before cannot load.
 *     With one entry there is no fall-back
 * @param deviceId GPU number, from 0
 * @param intraOpThreads threads inside one call, at least 1. On CPU one thread with several callers
 *     is faster than several threads
 */
public record RuntimeOptions(
        List<Provider> providers, int deviceId, int intraOpThreads, Variant variant)
        implements Serializable {

    /** CPU, one thread a call, fp32. */
    public static final RuntimeOptions CPU =
            new RuntimeOptions(List.of(Provider.CPU), 0, 1, Variant.FP32);

    public RuntimeOptions {
        if (providers.isEmpty() || deviceId < 0 || intraOpThreads < 1) {
            throw new IllegalArgumentException(
                    "expected a provider, a device id >= 0 and at least one thread");
        }
        providers = List.copyOf(providers);
    }

    /**
     * @param providers comma-separated, such as {@code cuda,cpu}
     * @param variant {@code fp32}, {@code int8} or {@code fp16}
     * @throws IllegalArgumentException if a name is unknown
     */
    public static RuntimeOptions parse(
            String providers, int deviceId, int intraOpThreads, String variant) {
        List<Provider> parsed = new ArrayList<>();
        for (String name : providers.split(",")) {
            parsed.add(named(Provider.class, name));
        }
        return new RuntimeOptions(parsed, deviceId, intraOpThreads, named(Variant.class, variant));
    }

    private static <E extends Enum<E>> E named(Class<E> type, String name) {
        for (E value : type.getEnumConstants()) {
            if (value.name().toLowerCase(Locale.ROOT).equals(name.strip())) {
                return value;
            }
        }
        throw new IllegalArgumentException(
                type.getSimpleName().toLowerCase(Locale.ROOT)
                        + " '"
                        + name.strip()
                        + "' is none of "
                        + List.of(type.getEnumConstants()).toString().toLowerCase(Locale.ROOT));
    }
}
