package io.zoetrope.operators.decode;

import io.zoetrope.domain.Problem;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.Stage;
import io.zoetrope.domain.store.StoreName;
import java.io.IOException;

/** The store of a caption file does not answer. */
final class CaptionsAway extends IOException {
    private static final long serialVersionUID = 1L;

    private final String uri;

    CaptionsAway(String uri, IOException why) {
        super(
                "the store of the captions '%s' did not answer: %s"
                        .formatted(uri, why.getMessage()),
                why);
        this.uri = uri;
    }

    /** See {@link StoreName}. */
    String store() {
        return StoreName.of(uri);
    }

    /** What the video goes on with. */
    Sidecar givenUp() {
        return Sidecar.unreadable(
                Problem.of(Stage.DECODE, Reason.CAPTIONS_UNREADABLE, getMessage()));
    }
}
