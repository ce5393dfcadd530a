package io.zoetrope.sources;

import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;

/** Object stores for tests that reach none. */
final class TestingObjects {
    static final ObjectOpener NONE =
            (uri, policy) -> {
                throw new RejectedInput(Reason.BAD_URI, "no object store here for " + uri);
            };

    private TestingObjects() {}
}
