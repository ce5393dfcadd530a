package io.zoetrope.models.runtime.speech;

import io.zoetrope.models.packages.manifest.SpeechRule;
import io.zoetrope.models.tokenize.Tokenizer;
import java.util.ArrayList;
import java.util.List;

/** Turns what a recogniser wrote into lines with times. */
final class SpokenLines {
    private final SpeechRule rule;
    private final Tokenizer tokenizer;
    private final long pieceUs;
    private final List<TranscriptLine> lines = new ArrayList<>();

    private SpokenLines(SpeechRule rule, Tokenizer tokenizer, long pieceUs) {
        this.rule = rule;
        this.tokenizer = tokenizer;
        this.pieceUs = pieceUs;
    }

    /**
     * @param pieceUs length of the piece, without the silence behind it
     * @return none if the text is no speech
     */
    static Transcript read(SpokenTokens text, SpeechRule rule, Tokenizer tokenizer, long pieceUs) {
        SpokenLines lines = new SpokenLines(rule, tokenizer, pieceUs);
        if (!text.isSilence()) {
            lines.cut(text);
        }
        Transcript transcript = new Transcript(text.language(), List.copyOf(lines.lines));
        return RepetitionGuard.isMonotonous(transcript.text())
                ? new Transcript(text.language(), List.of())
                : transcript;
    }

    private void cut(SpokenTokens text) {
        long startUs = 0;
        List<Integer> line = new ArrayList<>();
        for (int token : text.written()) {
            if (text.isTimestamp(token)) {
                long us = (token - rule.timestamps()) * SpeechRule.TIMESTAMP_US;
                add(startUs, us, line);
                line.clear();
                startUs = us;
            } else {
                line.add(token);
            }
        }
        add(startUs, pieceUs, line);
    }

    /** What begins in the silence behind the piece was not said. */
    private void add(long startUs, long endUs, List<Integer> line) {
        if (line.isEmpty() || (startUs > 0 && startUs >= pieceUs)) {
            return;
        }
        String text =
                tokenizer.decode(line.stream().mapToLong(Integer::longValue).toArray()).strip();
        if (!text.isEmpty()) {
            lines.add(new TranscriptLine(startUs, Math.min(endUs, pieceUs), text));
        }
    }
}
