package io.zoetrope.query.embed;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.Vector;

/**
 * Brings a sound into the space in which windows of sound lie. Thread-safe; its opener closes it.
 */
public interface SoundEncoder extends ServedEncoder {
    /**
     * Normalised vector of a WAV or AIFF file; of a long one, of its loudest stretch that the model
     * can take.
     *
     * @throws RejectedInput if the bytes are no such sound
     */
    Vector sound(byte[] bytes) throws RejectedInput;

    /** As {@link QueryEncoder#space}. */
    String space();
}
