package io.zoetrope.operators;

import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.store.MediaSource;
import io.zoetrope.domain.store.MediaSourceOpener;
import java.io.Serializable;

/**
 * How a step gets at caption files.
 *
 * @param sources opens only what the configuration allows
 * @param beside whether files beside a video are looked for, if its store makes that cheap
 */
public record CaptionAccess(MediaSourceOpener sources, boolean beside) implements Serializable {
    /** There are none. */
    public static final CaptionAccess NONE = new CaptionAccess(CaptionAccess::nothing, false);

    private static MediaSource nothing(String uri) throws RejectedInput {
        throw new RejectedInput(Reason.NOT_FOUND, "no captions are read here: " + uri);
    }
}
