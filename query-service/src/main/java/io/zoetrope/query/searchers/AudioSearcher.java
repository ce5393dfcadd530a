package io.zoetrope.query.searchers;

import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.Vector;
import io.zoetrope.domain.index.SoundFields;
import io.zoetrope.query.embed.QueryEncoder;
import io.zoetrope.query.embed.SoundEncoder;
import io.zoetrope.query.index.IndexReader;
import io.zoetrope.query.nearness.Certainty;
import io.zoetrope.query.nearness.Confidence;
import io.zoetrope.query.nearness.Subtraction;
import io.zoetrope.query.nearness.VectorIndex;
import io.zoetrope.query.question.Modality;
import io.zoetrope.query.question.Scope;
import io.zoetrope.query.question.Sought;
import io.zoetrope.query.question.Subject;
import java.io.IOException;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * Finds windows of sound by how they sound: like a sound, or like words if the model knows them.
 * Thread-safe.
 */
public final class AudioSearcher implements Searcher {
    private static final Certainty BY_WORDS = new Certainty(0.58, 24);
    private static final Confidence BY_SOUND = new Confidence(0.3, 1, 0.9);

    private final FindingSource source;
    private final VectorIndex index;
    private final Optional<QueryEncoder> words;

    /**
     * @param words used if it shares the sounds' space
     */
    public AudioSearcher(IndexReader reader, SoundEncoder sounds, QueryEncoder words) {
        this.source = new FindingSource(reader, FindingKind.SOUND, Modality.AUDIO);
        this.index =
                new VectorIndex(
                        reader,
                        FindingKind.SOUND,
                        SoundFields.VECTOR,
                        sounds.model(),
                        sounds.dimension());
        boolean same =
                words.space().equals(sounds.space()) && words.dimension() == sounds.dimension();
        this.words = same ? Optional.of(words) : Optional.empty();
    }

    @Override
    public String modality() {
        return Modality.AUDIO;
    }

    @Override
    public boolean knows(Subject subject) {
        return subject instanceof Subject.Sound
                || (subject instanceof Subject.Clip clip && clip.sound().dimension() > 0)
                || (subject instanceof Subject.Words && words.isPresent());
    }

    @Override
    public Hits find(Scope scope, Sought sought, int depth) throws IOException {
        Optional<VectorIndex.Shape> shape = index.shape();
        if (shape.isEmpty()) {
            return Hits.NONE;
        }
        Optional<Vector> vector = vector(sought.subject());
        if (vector.isEmpty()) {
            return Hits.NONE;
        }
        DoubleUnaryOperator likelihood =
                sought.subject() instanceof Subject.Words ? BY_WORDS::of : BY_SOUND::of;
        FindingSource.ToHit toHit =
                source.nearness(shape.get().similarity(), likelihood, SoundFields.SOUND_CLASSES);
        return source.near(index, scope, vector.get(), depth, toHit);
    }

    private Optional<Vector> vector(Subject subject) {
        if (subject instanceof Subject.Sound sound) {
            return Optional.of(sound.vector());
        }
        if (subject instanceof Subject.Clip clip) {
            return Optional.of(clip.sound());
        }
        if (subject instanceof Subject.Words asked) {
            return words.map(encoder -> Subtraction.of(encoder, asked));
        }
        return Optional.empty();
    }
}
