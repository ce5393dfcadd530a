package io.zoetrope.sources;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.store.MediaSource;
import java.io.IOException;
import java.io.Serializable;

/** Opens uris of the schemes that are read neither from disk nor over http(s). Thread-safe. */
@FunctionalInterface
public interface ObjectOpener extends Serializable {
    /**
     * @param uri of a scheme that the policy allows
     * @param policy whose prefixes the opener requires of the normalised uri
     * @throws RejectedInput if this uri cannot be opened, or must not be
     * @throws IOException if the store failed in a way that may pass
     */
    MediaSource open(String uri, SourcePolicy policy) throws RejectedInput, IOException;
}
