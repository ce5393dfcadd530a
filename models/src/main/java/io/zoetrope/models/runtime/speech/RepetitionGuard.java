package io.zoetrope.models.runtime.speech;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.Deflater;

/**
 * Whether a recogniser has begun to repeat itself, as it does where it hears nothing that it knows.
 */
final class RepetitionGuard {
    /** Tokens of the longest phrase that is looked for. */
    private static final int LONGEST = 32;

    private static final int TIMES = 4;

    /** So that a word may be said several times. */
    private static final int LEAST = 12;

    /** Whisper's (Radford et al. 2022, arXiv:2212.04356, section 4.5): speech is packed to less. */
    private static final double MAX_COMPRESSION = 2.4;

    private RepetitionGuard() {}

    /**
     * @param words tokens of a text, timestamps left out
     * @return tokens of the phrase that its end says over and over; 0 if it does not
     */
    static int phrase(List<Integer> words) {
        for (int phrase = 1; phrase <= LONGEST; phrase++) {
            int extra = extra(phrase);
            if (words.size() >= phrase + extra && isRepeated(words, phrase, extra)) {
                return phrase;
            }
        }
        return 0;
    }

    /** Tokens that say once more what was said before, at the end of a text that is repeated. */
    static int extra(int phrase) {
        int times = Math.max(TIMES, (LEAST + phrase - 1) / phrase);
        return phrase * (times - 1);
    }

    private static boolean isRepeated(List<Integer> words, int phrase, int extra) {
        for (int i = words.size() - extra; i < words.size(); i++) {
            if (!words.get(i).equals(words.get(i - phrase))) {
                return false;
            }
        }
        return true;
    }

    /** Whether a text says the same over and over. */
    static boolean isMonotonous(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Deflater deflater = new Deflater();
        try {
            deflater.setInput(bytes);
            deflater.finish();
            int packed = deflater.deflate(new byte[bytes.length + 64]);
            return bytes.length > MAX_COMPRESSION * packed;
        } finally {
            deflater.end();
        }
    }
}
