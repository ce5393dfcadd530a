package io.zoetrope.operators.observe.run;

import io.zoetrope.domain.Problem;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.Stage;
import io.zoetrope.operators.decode.DecodedSegment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What of one part of a segment was not observed, and why: one problem for each analyser. */
final class Refusals {
    private final DecodedSegment decoded;
    private final Map<String, Problem> byAnalyser = new LinkedHashMap<>();

    Refusals(DecodedSegment decoded) {
        this.decoded = decoded;
    }

    /** The first that an analyser refuses is the one that is told. */
    void refused(String analyser, RejectedInput why) {
        byAnalyser.putIfAbsent(
                analyser,
                why.at(Stage.OBSERVE)
                        .saying(
                                String.format(
                                        Locale.ROOT,
                                        "Analyser '%s', segment %d: %s",
                                        analyser,
                                        decoded.segment().index(),
                                        why.getMessage())));
    }

    /**
     * Nothing is said of 0.
     *
     * @param things that were found, and that stay without a vector
     */
    void withoutVector(String analyser, long things) {
        if (things > 0) {
            refused(
                    analyser,
                    new RejectedInput(
                            Reason.NO_VECTOR,
                            things
                                    + " of what was found have no vector: the model's is not finite."));
        }
    }

    /** The arrival asks for an analyser that there is not. */
    void unknown(String analyser) {
        byAnalyser.put(
                analyser,
                Problem.of(
                        Stage.OBSERVE,
                        Reason.UNKNOWN_ANALYSER,
                        "The arrival asks for analyser '%s', which this job does not have."
                                .formatted(analyser)));
    }

    /** With that of the captions beside the video, if there is one. */
    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>(byAnalyser.values());
        if (decoded.sidecar().problem() != null) {
            problems.add(decoded.sidecar().problem());
        }
        return List.copyOf(problems);
    }
}
