package io.zoetrope.domain.store;

import io.zoetrope.domain.RejectedInput;
import java.io.IOException;
import java.io.Serializable;

/** Opens what a uri names, if the configuration allows it. Thread-safe. */
@FunctionalInterface
public interface MediaSourceOpener extends Serializable {
    /**
     * @throws RejectedInput {@code forbidden_uri}, {@code not_found}, {@code access_denied} or
     *     {@code bad_uri}
     * @throws IOException if the store cannot be reached now
     */
    MediaSource open(String uri) throws RejectedInput, IOException;
}
