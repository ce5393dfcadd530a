package io.zoetrope.operators.decode;

import io.zoetrope.operators.CaptionAccess;
import io.zoetrope.operators.dispatch.Segment;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The caption files of the videos that one subtask works on, each read with the first segment that
 * it has of the video; one that could not be read is not tried again. For one thread.
 */
final class Sidecars {
    private static final int MOST = 32;

    /** Characters of all together, about. */
    private static final long MOST_WEIGHT = 16L << 20;

    private final CaptionFiles files;

    /** By video and life, the one used last at the end. */
    private final Map<String, Sidecar> known = new LinkedHashMap<>();

    private long weight;

    Sidecars(CaptionAccess access) {
        this.files = new CaptionFiles(access);
    }

    /** All that the file says of the video that a segment is of. */
    Sidecar of(Segment segment) {
        String key = segment.video().key() + '\n' + segment.generation();
        Sidecar sidecar = known.remove(key);
        if (sidecar == null) {
            sidecar = files.read(segment.video().uri(), segment.captionsUri());
            weight += sidecar.weight();
        }
        known.put(key, sidecar);
        forgetOldest();
        return sidecar;
    }

    private void forgetOldest() {
        Iterator<Sidecar> oldest = known.values().iterator();
        while (known.size() > 1 && (known.size() > MOST || weight > MOST_WEIGHT)) {
            weight -= oldest.next().weight();
            oldest.remove();
        }
    }
}
