package io.zoetrope.query.embed;

import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.Vector;

/** Nothing is near a query whose vector has no direction: it is empty, or zero. */
final class Direction {
    private Direction() {}

    /**
     * @throws IllegalStateException if it has none
     */
    static Vector ofText(Vector vector, ModelRef model) {
        if (!has(vector)) {
            throw new IllegalStateException(model.name() + " gives no vector of this text");
        }
        return vector;
    }

    /**
     * @throws RejectedInput if it has none
     */
    static Vector ofMedia(Vector vector, ModelRef model) throws RejectedInput {
        if (!has(vector)) {
            throw new RejectedInput(
                    Reason.NO_VECTOR, model.name() + " gives no vector of it; send another.");
        }
        return vector;
    }

    private static boolean has(Vector vector) {
        return vector.dot(vector) > 0;
    }
}
