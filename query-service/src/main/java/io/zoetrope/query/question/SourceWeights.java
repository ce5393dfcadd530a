package io.zoetrope.query.question;

import io.zoetrope.query.http.ApiError;
import java.util.Collection;
import java.util.Map;

/**
 * How much each source of a question counts.
 *
 * @param byModality above 0; what is not named has 1
 */
public record SourceWeights(Map<String, Double> byModality) {
    public static final SourceWeights EQUAL = new SourceWeights(Map.of());

    private static final double MAX_WEIGHT = 1_000;

    /**
     * @param asked null for none
     * @throws ApiError 400 for what is wrong
     */
    static SourceWeights of(Map<String, Double> asked) {
        if (asked == null) {
            return EQUAL;
        }
        asked.forEach(
                (modality, weight) -> {
                    if (!Modality.ALL.contains(modality)) {
                        throw ApiError.invalid(
                                "weights are of " + String.join(", ", Modality.ALL), "weights");
                    }
                    if (weight == null || !(weight > 0 && weight <= MAX_WEIGHT)) {
                        throw ApiError.invalid("a weight is above 0", "weights." + modality);
                    }
                });
        return new SourceWeights(Map.copyOf(asked));
    }

    /**
     * A likelihood as it counts: {@code 1 - (1 - likelihood)^share}, with the share of the largest
     * weight among the sources that are asked. A sure source stays sure.
     *
     * @param likelihood in [0,1]
     * @param asked modalities, this one among them
     */
    public double weighed(double likelihood, String modality, Collection<String> asked) {
        if (byModality.isEmpty()) {
            return likelihood;
        }
        double most = asked.stream().mapToDouble(this::of).max().orElse(1);
        double share = of(modality) / most;
        return share == 1 ? likelihood : 1 - Math.pow(1 - likelihood, share);
    }

    private double of(String modality) {
        return byModality.getOrDefault(modality, 1.0);
    }
}
