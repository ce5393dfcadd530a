package io.zoetrope.models.runtime.speech;

import io.zoetrope.models.packages.manifest.SpeechRule;
import io.zoetrope.models.tokenize.Tokenizer;
import java.util.ArrayList;
import java.util.List;

/** Turns what a recogniser wrote into lines with times. */
final class SpokenLines {
    /** About as long as one is spoken, if nothing tells how long a line takes. */
    private static final long TOKEN_US = 400_000;

    private final SpeechRule rule;
    private final Tokenizer tokenizer;
    private final long pieceUs;
    private final List<TranscriptLine> lines = new ArrayList<>();
    private final List<TranscriptLine> open = new ArrayList<>();
    private long restUs = Long.MAX_VALUE;

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
        Transcript transcript =
                Transcript.whole(text.language(), List.copyOf(lines.lines))
                        .upTo(lines.restUs)
                        .withOpen(lines.open);
        return RepetitionGuard.isMonotonous(transcript.text())
                ? Transcript.whole(text.language(), List.of())
                : transcript;
    }

    private void cut(SpokenTokens text) {
        long startUs = 0;
        int timestamps = 0;
        List<Integer> line = new ArrayList<>();
        for (int token : text.written()) {
            if (text.isTimestamp(token)) {
                long us = (token - rule.timestamps()) * SpeechRule.TIMESTAMP_US;
                add(startUs, us, line);
                line.clear();
                startUs = us;
                timestamps++;
            } else {
                line.add(token);
            }
        }
        if (line.isEmpty()) {
            // Whisper's sign for going on: the next line's timestamp stands behind the last one's.
            boolean next = timestamps > 2 && timestamps % 2 == 1 && text.phrase() == 0;
            restUs = next || !text.ended() ? startUs : restUs;
        } else {
            addOpen(text, startUs, line, timestamps > 1);
        }
    }

    /** The last line, which has no end of its own. */
    private void addOpen(SpokenTokens text, long startUs, List<Integer> line, boolean goesOn) {
        if (!text.ended() && goesOn) {
            // Cut off in its midst: asked again from its start, it is written whole.
            restUs = startUs;
            add(open, startUs, startUs + line.size() * TOKEN_US, line);
        } else if (text.phrase() == 0 || !rule.tellsTimes()) {
            add(startUs, pieceUs, line);
        } else if (line.size() > text.phrase()) {
            add(startUs, startUs + line.size() * TOKEN_US, line);
        }
    }

    private void add(long startUs, long endUs, List<Integer> line) {
        add(lines, startUs, endUs, line);
    }

    /** What begins in the silence behind the piece was not said. */
    private void add(List<TranscriptLine> to, long startUs, long endUs, List<Integer> line) {
        if (line.isEmpty() || (startUs > 0 && startUs >= pieceUs)) {
            return;
        }
        String text =
                tokenizer.decode(line.stream().mapToLong(Integer::longValue).toArray()).strip();
        if (!text.isEmpty()) {
            to.add(new TranscriptLine(startUs, Math.min(endUs, pieceUs), text));
        }
    }
}
