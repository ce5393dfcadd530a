package io.zoetrope.operators.parse;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.VideoArrival;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What has been found in one message so far, in its order. */
final class Findings {
    /**
     * One of {@code arrival} and {@code rejection} is set.
     *
     * @param again makes a message of this finding alone
     */
    record Finding(VideoArrival arrival, RejectedInput rejection, Supplier<JsonNode> again) {}

    private final List<Finding> found = new ArrayList<>();
    private int ignored;

    void add(VideoArrival arrival, Supplier<JsonNode> again) throws RejectedInput {
        checkRoom();
        found.add(new Finding(arrival, null, again));
    }

    void reject(RejectedInput why, Supplier<JsonNode> again) throws RejectedInput {
        checkRoom();
        found.add(new Finding(null, why, again));
    }

    void ignore() {
        ignored++;
    }

    List<Finding> found() {
        return found;
    }

    int ignored() {
        return ignored;
    }

    private void checkRoom() throws RejectedInput {
        if (found.size() == ParseLimits.MAX_VIDEOS) {
            throw new RejectedInput(
                    Reason.EVENT_TOO_LARGE,
                    "The message names more than %s videos; split it."
                            .formatted(Integer.toString(ParseLimits.MAX_VIDEOS)));
        }
    }
}
