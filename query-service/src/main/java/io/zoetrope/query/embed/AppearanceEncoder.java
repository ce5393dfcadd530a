package io.zoetrope.query.embed;

import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.Vector;

/** Says how the thing on a picture looks, as the job says it of objects. Thread-safe. */
public interface AppearanceEncoder extends AutoCloseable {
    /**
     * Normalised vector of what is seen best on a JPEG or PNG picture; empty if nothing is.
     *
     * @throws RejectedInput if the bytes are no picture, or one too large
     */
    Vector look(byte[] bytes) throws RejectedInput;

    ModelRef model();

    @Override
    void close();
}
