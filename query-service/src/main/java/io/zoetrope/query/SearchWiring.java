package io.zoetrope.query;

import io.zoetrope.domain.ModelRef;
import io.zoetrope.query.embed.AppearanceEncoder;
import io.zoetrope.query.embed.Encoders;
import io.zoetrope.query.index.IndexReader;
import io.zoetrope.query.search.ClauseSearch;
import io.zoetrope.query.search.MomentView;
import io.zoetrope.query.searchers.AppearanceSearcher;
import io.zoetrope.query.searchers.AudioSearcher;
import io.zoetrope.query.searchers.DescribedVideos;
import io.zoetrope.query.searchers.LabelSearcher;
import io.zoetrope.query.searchers.MeaningSearcher;
import io.zoetrope.query.searchers.MomentClassSearcher;
import io.zoetrope.query.searchers.MomentVectors;
import io.zoetrope.query.searchers.MomentsAt;
import io.zoetrope.query.searchers.ObjectSearcher;
import io.zoetrope.query.searchers.Searcher;
import io.zoetrope.query.searchers.SoundClassSearcher;
import io.zoetrope.query.searchers.VisualSearcher;
import io.zoetrope.query.searchers.WordSearcher;
import io.zoetrope.query.searchers.route.Router;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The searchers, and what asks them.
 *
 * @param router its maker closes it
 */
record SearchWiring(VisualSearcher visual, Router router, ClauseSearch clauses) {
    /** Of each source. */
    private static final int CONNECTIONS = 64;

    private static final int MOMENT_CONNECTIONS = 48;
    private static final Duration DEADLINE = Duration.ofSeconds(4);

    /** Opens what reads for one source. */
    @FunctionalInterface
    interface Readers {
        IndexReader open(String source, int connections);
    }

    /**
     * @param opened embeds what is asked once
     * @param encoders remember what they were asked
     */
    static SearchWiring of(Readers readers, Encoders opened, Encoders encoders, MomentView view) {
        VisualSearcher visual =
                new VisualSearcher(
                        readers.open("visual", CONNECTIONS), encoders.visual(), opened.visual());
        Router router = new Router(searchers(visual, encoders, readers), DEADLINE);
        ModelRef model = encoders.visual().model();
        return new SearchWiring(visual, router, clauseSearch(router, view, model, readers));
    }

    private static ClauseSearch clauseSearch(
            Router router, MomentView view, ModelRef model, Readers readers) {
        IndexReader moments = readers.open("moments", MOMENT_CONNECTIONS);
        return new ClauseSearch(
                router,
                new DescribedVideos(moments),
                new MomentsAt(moments, model),
                new MomentVectors(moments, model),
                view);
    }

    /** A source is a class and a line. */
    private static List<Searcher> searchers(
            VisualSearcher visual, Encoders encoders, Readers readers) {
        IndexReader objects = readers.open("object", CONNECTIONS);
        IndexReader sounds = readers.open("audio", CONNECTIONS);
        IndexReader dialogue = readers.open("dialogue", CONNECTIONS);
        IndexReader texts = readers.open("text", CONNECTIONS);
        Optional<ModelRef> looks = encoders.appearance().map(AppearanceEncoder::model);
        List<Searcher> searchers = new ArrayList<>();
        searchers.add(visual);
        searchers.add(new ObjectSearcher(objects));
        searchers.add(new MomentClassSearcher(objects, encoders.visual().model()));
        searchers.add(new AppearanceSearcher(objects, looks));
        searchers.add(new LabelSearcher(objects, encoders.visual().model()));
        searchers.add(new SoundClassSearcher(sounds));
        encoders.sounds()
                .ifPresent(e -> searchers.add(new AudioSearcher(sounds, e, encoders.visual())));
        searchers.add(WordSearcher.ofDialogue(dialogue));
        searchers.add(WordSearcher.ofTexts(texts));
        encoders.sentences()
                .ifPresent(
                        e -> {
                            searchers.add(MeaningSearcher.ofDialogue(dialogue, e));
                            searchers.add(MeaningSearcher.ofTexts(texts, e));
                        });
        return searchers;
    }
}
