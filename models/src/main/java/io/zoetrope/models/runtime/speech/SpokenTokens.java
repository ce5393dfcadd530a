package io.zoetrope.models.runtime.speech;

import io.zoetrope.models.packages.manifest.DecodingRule;
import io.zoetrope.models.packages.manifest.SpeechRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The text of one piece of speech while it is written, each step the likeliest token that may come.
 * For one thread.
 */
final class SpokenTokens {
    /**
     * Whisper's (Radford et al. 2022, arXiv:2212.04356, section 4.5): nobody speaks if it is so
     * likely and the text so unlikely.
     */
    private static final double NO_SPEECH = 0.6;

    private static final double LEAST_LOG_PROBABILITY = -1;

    private final DecodingRule rule;
    private final SpeechRule speech;
    private final TimestampRule timestamps;
    private final List<Integer> written = new ArrayList<>();
    private final List<Integer> words = new ArrayList<>();
    private String language;
    private double noSpeech;
    private double logProbability;
    private int steps;
    private boolean ended;
    private int phrase;

    SpokenTokens(DecodingRule rule) {
        this.rule = rule;
        this.speech = rule.speech();
        this.timestamps =
                new TimestampRule(
                        speech.tellsTimes() ? speech.timestamps() : Integer.MAX_VALUE, rule.end());
        this.language = speech.language();
    }

    /**
     * @param logits of what follows the first start token
     */
    void begin(float[] logits) {
        if (speech.noSpeech() > 0) {
            double all = Logits.logSumExp(logits, 0, logits.length);
            noSpeech = Math.exp(logits[speech.noSpeech()] - all);
        }
    }

    /**
     * Takes the likeliest language; the texts are in it.
     *
     * @return its token
     */
    int chooseLanguage(float[] logits) {
        int best = -1;
        for (Map.Entry<String, Integer> known : speech.languages().entrySet()) {
            int token = known.getValue();
            if (best < 0
                    || logits[token] > logits[best]
                    || (logits[token] == logits[best] && token < best)) {
                best = token;
                language = known.getKey();
            }
        }
        return best;
    }

    /**
     * @param logits of the next token; changed
     * @return the token that was chosen; the end token from the end on
     */
    int choose(float[] logits) {
        if (ended) {
            return rule.end();
        }
        int token = likeliest(logits);
        steps++;
        logProbability += logits[token] - Logits.logSumExp(logits, 0, logits.length);
        if (token == rule.end()) {
            ended = true;
        } else {
            write(token);
        }
        return token;
    }

    private int likeliest(float[] logits) {
        rule.suppress().forEach(token -> Logits.forbid(logits, token, token + 1));
        if (written.isEmpty()) {
            speech.suppressFirst().forEach(token -> Logits.forbid(logits, token, token + 1));
        }
        if (speech.tellsTimes()) {
            timestamps.apply(logits, written);
        }
        return Logits.argMax(logits, rule.end());
    }

    private void write(int token) {
        written.add(token);
        if (timestamps.isTimestamp(token)) {
            return;
        }
        words.add(token);
        phrase = RepetitionGuard.phrase(words);
        if (phrase > 0) {
            ended = true;
            takeBack(RepetitionGuard.extra(phrase));
        }
    }

    private void takeBack(int count) {
        int left = words.size() - count;
        while (words.size() > left) {
            int token = written.remove(written.size() - 1);
            if (!timestamps.isTimestamp(token)) {
                words.remove(words.size() - 1);
            }
        }
    }

    boolean ended() {
        return ended;
    }

    /** Tokens at the end that remain of what was said over and over; 0 if nothing was. */
    int phrase() {
        return phrase;
    }

    /** BCP-47 tag, or empty. */
    String language() {
        return language;
    }

    /** What was written, without the tokens of start and end. */
    List<Integer> written() {
        return List.copyOf(written);
    }

    boolean isTimestamp(int token) {
        return timestamps.isTimestamp(token);
    }

    /** Whether nobody spoke after all. */
    boolean isSilence() {
        return noSpeech > NO_SPEECH && logProbability < LEAST_LOG_PROBABILITY * Math.max(1, steps);
    }
}
