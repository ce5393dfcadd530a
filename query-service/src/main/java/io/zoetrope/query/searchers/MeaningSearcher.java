package io.zoetrope.query.searchers;

import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.index.DialogueFields;
import io.zoetrope.query.embed.WordEncoder;
import io.zoetrope.query.index.IndexReader;
import io.zoetrope.query.index.TermFilter;
import io.zoetrope.query.nearness.Certainty;
import io.zoetrope.query.nearness.VectorIndex;
import io.zoetrope.query.question.Modality;
import io.zoetrope.query.question.Scope;
import io.zoetrope.query.question.Sought;
import io.zoetrope.query.question.Subject;
import java.io.IOException;
import java.util.Optional;

/** Finds lines of dialogue, or words on the screen, by what they mean. Thread-safe. */
public final class MeaningSearcher implements Searcher {
    /** Of cosines: what stands out of a line's background tells less here (docs/decisions/0017). */
    private static final Certainty LIKENESS = new Certainty(0.37, 28);

    /** With fewer it is a number, a key or a mark: it has a vector, and means nothing. */
    private static final int LETTERS = 3;

    /** A letter that is a syllable or a word, or whose vowel is none, counts as so many. */
    private static final int OF_A_SYLLABLE = 2;

    private final FindingSource source;
    private final VectorIndex index;
    private final WordEncoder sentences;

    private MeaningSearcher(
            IndexReader reader, FindingKind kind, String modality, WordEncoder sentences) {
        this.source = new FindingSource(reader, kind, modality);
        this.index =
                new VectorIndex(
                        reader,
                        kind,
                        DialogueFields.VECTOR,
                        sentences.model(),
                        sentences.dimension());
        this.sentences = sentences;
    }

    /** What is said. */
    public static MeaningSearcher ofDialogue(IndexReader reader, WordEncoder sentences) {
        return new MeaningSearcher(reader, FindingKind.LINE, Modality.DIALOGUE, sentences);
    }

    /** What is written on the screen. */
    public static MeaningSearcher ofTexts(IndexReader reader, WordEncoder sentences) {
        return new MeaningSearcher(reader, FindingKind.TEXT, Modality.TEXT, sentences);
    }

    @Override
    public String modality() {
        return source.modality();
    }

    @Override
    public boolean knows(Subject subject) {
        return subject instanceof Subject.Words words && meansSomething(words.said());
    }

    /** Whether there are letters enough for a word. */
    static boolean meansSomething(String text) {
        int letters =
                text.codePoints()
                        .filter(Character::isLetter)
                        .map(c -> isSyllable(c) ? OF_A_SYLLABLE : 1)
                        .sum();
        return letters >= LETTERS;
    }

    private static boolean isSyllable(int c) {
        return switch (Character.UnicodeScript.of(c)) {
            case LATIN, GREEK, CYRILLIC, COMMON -> false;
            default -> true;
        };
    }

    @Override
    public Hits find(Scope scope, Sought sought, int depth) throws IOException {
        Optional<VectorIndex.Shape> shape = index.shape();
        if (shape.isEmpty()) {
            return Hits.NONE;
        }
        Subject.Words words = (Subject.Words) sought.subject();
        Optional<TermFilter> allowed =
                source.allowed(scope)
                        .map(all -> all.notSaying(DialogueFields.TEXT, words.notSaid()));
        FindingSource.ToHit toHit =
                source.nearness(shape.get().similarity(), LIKENESS::of, DialogueFields.TEXT);
        return source.near(index, allowed, scope, sentences.text(words.said()), depth, toHit)
                .where(hit -> meansSomething(hit.why()));
    }
}
