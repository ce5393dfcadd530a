package io.zoetrope.operators.decode;

import io.zoetrope.operators.CaptionAccess;
import io.zoetrope.operators.dispatch.Segment;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The caption files of the videos that one subtask works on, each read with the first segment that
 * it has of the video; one that is there and cannot be read is not tried again. For one thread.
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

    /**
     * All that the file says of the video that a segment is of.
     *
     * @throws CaptionsAway if its store does not answer, unless that was waited for long enough
     */
    Sidecar of(Segment segment) throws CaptionsAway {
        String key = segment.video().key() + '\n' + segment.generation();
        Sidecar sidecar = known.remove(key);
        if (sidecar == null) {
            sidecar = read(segment);
            weight += sidecar.weight();
        }
        known.put(key, sidecar);
        forgetOldest();
        return sidecar;
    }

    private Sidecar read(Segment segment) throws CaptionsAway {
        try {
            return files.read(segment.video().uri(), segment.captionsUri());
        } catch (CaptionsAway e) {
            if (segment.captionsGivenUp()) {
                return e.givenUp();
            }
            throw e;
        }
    }

    private void forgetOldest() {
        Iterator<Sidecar> oldest = known.values().iterator();
        while (known.size() > 1 && (known.size() > MOST || weight > MOST_WEIGHT)) {
            weight -= oldest.next().weight();
            oldest.remove();
        }
    }
}
