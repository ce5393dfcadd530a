package io.zoetrope.query.generate;

/**
 * What an answer took.
 *
 * @param evidence stretches of videos that were looked at
 * @param sentences in the answer
 * @param dropped sentences that cited nothing that there is, and were left out
 * @param pictures that a chat endpoint was sent
 * @param promptTokens as the endpoint counts them; null if it does not say, or none was asked
 */
public record Usage(
        int evidence,
        int sentences,
        int dropped,
        int pictures,
        Long promptTokens,
        Long completionTokens) {

    /** Of an answer that asked nobody. */
    public static Usage own(int evidence, int sentences) {
        return new Usage(evidence, sentences, 0, 0, null, null);
    }
}
