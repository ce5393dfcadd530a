package io.zoetrope.operators.sound;

import java.util.ArrayList;
import java.util.List;

/**
 * What a recogniser is given at once: runs of speech that follow each other closely, with the
 * pauses between them, since a call costs the same however little is said in it.
 *
 * @param runs in order, at least one
 */
public record SpeechPiece(List<SpeechRun> runs) {
    private static final long CLOSE = 2L * SampledSound.RATE;

    /**
     * @param runs in order
     * @param most samples of a piece
     * @param together whether runs may be joined: only if the recogniser tells when what was said
     */
    public static List<SpeechPiece> join(List<SpeechRun> runs, long most, boolean together) {
        List<SpeechPiece> pieces = new ArrayList<>();
        List<SpeechRun> open = new ArrayList<>();
        for (SpeechRun run : runs) {
            boolean joins =
                    together
                            && !open.isEmpty()
                            && run.to() - open.get(0).from() <= most
                            && run.from() - open.get(open.size() - 1).to() <= CLOSE;
            if (!open.isEmpty() && !joins) {
                pieces.add(new SpeechPiece(List.copyOf(open)));
                open.clear();
            }
            open.add(run);
        }
        if (!open.isEmpty()) {
            pieces.add(new SpeechPiece(List.copyOf(open)));
        }
        return pieces;
    }

    public long from() {
        return runs.get(0).from();
    }

    public long to() {
        return runs.get(runs.size() - 1).to();
    }

    /** Whether somebody speaks at some time of a range of samples. */
    public boolean speaks(long from, long to) {
        return runs.stream().anyMatch(run -> run.from() < to && from < run.to());
    }
}
