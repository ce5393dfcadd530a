package io.zoetrope.models.packages.manifest;

/**
 * How a sentence encoder is asked, and how the vectors of a text's tokens become one.
 *
 * @param pooling which of them make the text's vector
 * @param queryPrefix goes before what is searched for, as some families were trained; or empty
 * @param passagePrefix goes before what is found; or empty
 */
public record SentenceRule(Pooling pooling, String queryPrefix, String passagePrefix) {

    /** From vectors of tokens to one of the text. */
    public enum Pooling {
        /** The mean over those that the mask keeps: Reimers and Gurevych 2019. */
        MEAN("mean"),
        /** The first token's, which BERT calls CLS. */
        FIRST("first"),
        /** The graph has done it. */
        NONE("none");

        private final String wireName;

        Pooling(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }
    }
}
