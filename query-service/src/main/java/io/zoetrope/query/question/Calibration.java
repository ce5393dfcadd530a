package io.zoetrope.query.question;

import io.zoetrope.query.http.ApiError;
import java.util.Map;

/**
 * How what sources say of a likelihood is set right for somebody's own videos or models: their
 * curves were fitted on others. A scale and a shift of the log-odds (Platt, "Probabilistic Outputs
 * for Support Vector Machines", 1999), so what is likelier stays likelier, and what is certain
 * stays certain.
 *
 * @param byModality of those that are not named nothing is changed
 */
public record Calibration(Map<String, Curve> byModality) {
    public static final Calibration NONE = new Calibration(Map.of());

    private static final double MAX_SCALE = 10;
    private static final double MAX_SHIFT = 20;

    /**
     * As it is asked for.
     *
     * @param scale of the log-odds, above 0; null for 1
     * @param shift added to them then; null for 0
     */
    public record Curve(Double scale, Double shift) {
        private double apply(double likelihood) {
            double odds = Math.log(likelihood / (1 - likelihood));
            double moved = (scale == null ? 1 : scale) * odds + (shift == null ? 0 : shift);
            return 1 / (1 + Math.exp(-moved));
        }
    }

    /**
     * @param asked null for none
     * @throws ApiError 400 for what is wrong
     */
    static Calibration of(Map<String, Curve> asked) {
        if (asked == null) {
            return NONE;
        }
        asked.forEach(
                (modality, curve) -> {
                    if (!Modality.ALL.contains(modality)) {
                        throw ApiError.invalid(
                                "calibration is of " + String.join(", ", Modality.ALL),
                                "calibration");
                    }
                    String field = "calibration." + modality;
                    if (curve == null) {
                        throw ApiError.invalid("a scale and a shift", field);
                    }
                    if (curve.scale() != null
                            && !(curve.scale() > 0 && curve.scale() <= MAX_SCALE)) {
                        throw ApiError.invalid("above 0, at most 10", field + ".scale");
                    }
                    if (curve.shift() != null && !(Math.abs(curve.shift()) <= MAX_SHIFT)) {
                        throw ApiError.invalid("from -20 to 20", field + ".shift");
                    }
                });
        return new Calibration(Map.copyOf(asked));
    }

    /** Whether it changes what a source says. */
    public boolean isOf(String modality) {
        return byModality.containsKey(modality);
    }

    /**
     * @param likelihood in [0,1]
     * @return in [0,1]; the same if nothing is said of the modality
     */
    public double apply(String modality, double likelihood) {
        Curve curve = byModality.get(modality);
        return curve == null ? likelihood : curve.apply(likelihood);
    }
}
