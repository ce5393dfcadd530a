package io.zoetrope.query.nearness;

import java.util.Locale;

/**
 * How an index scores normalised vectors, and the way back to the cosine. The formulas are those of
 * the k-NN plugin's documentation ("Spaces").
 */
public enum Similarity {
    /** Score is {@code (1 + cos) / 2}. */
    COSINE {
        @Override
        public double cosine(double score) {
            return 2 * score - 1;
        }
    },
    /** Score is {@code 1 + cos} from 0 up, {@code 1 / (1 - cos)} below. */
    INNER_PRODUCT {
        @Override
        public double cosine(double score) {
            return score >= 1 ? score - 1 : 1 - 1 / score;
        }
    },
    /** Score is {@code 1 / (1 + d²)}, and {@code d² = 2 - 2 cos}. */
    EUCLIDEAN {
        @Override
        public double cosine(double score) {
            return 1 - (1 / score - 1) / 2;
        }
    };

    public abstract double cosine(double score);

    /** The API's score: the cosine moved from [-1,1] to [0,1]. */
    public double apiScore(double score) {
        return Math.max(0, Math.min(1, (1 + cosine(score)) / 2));
    }

    public static Similarity ofSpace(String space) {
        return switch (space.toLowerCase(Locale.ROOT)) {
            case "cosinesimil" -> COSINE;
            case "innerproduct" -> INNER_PRODUCT;
            default -> EUCLIDEAN;
        };
    }
}
