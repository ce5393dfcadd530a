package io.zoetrope.connectors.opensearch.write;

import java.util.LinkedHashMap;
import java.util.Map;

/** Maps that forget what was not used for longest. */
final class BoundedMaps {
    private BoundedMaps() {}

    static <K, V> Map<K, V> ofSize(int max) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > max;
            }
        };
    }
}
