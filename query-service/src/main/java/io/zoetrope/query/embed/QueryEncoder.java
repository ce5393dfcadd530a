package io.zoetrope.query.embed;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.Vector;

/** Brings words and pictures into the space in which the moments lie. Thread-safe. */
public interface QueryEncoder extends WordEncoder {
    /**
     * Normalised vector of a JPEG or PNG picture.
     *
     * @throws RejectedInput if the bytes are no picture, or one too large
     */
    Vector image(byte[] bytes) throws RejectedInput;

    /** Models of the same space give vectors that can be compared, as a sound's with a text's. */
    default String space() {
        return model().name();
    }
}
