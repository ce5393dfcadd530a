package io.zoetrope.query.searchers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.PlainText;
import io.zoetrope.domain.index.DialogueFields;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.index.IndexReader;
import io.zoetrope.query.index.TermFilter;
import io.zoetrope.query.question.Modality;
import io.zoetrope.query.question.Scope;
import io.zoetrope.query.question.Sought;
import io.zoetrope.query.question.Subject;
import io.zoetrope.query.question.Words;
import java.io.IOException;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Finds lines of dialogue, or words on the screen, by what they say: the words as they follow each
 * other, all of them, all but the last one's end, or most of them nearly. The score says which.
 * Thread-safe.
 */
public final class WordSearcher implements Searcher {
    private static final String MOST = "2<75%";

    /** In each language these are conditions, of which a query may have 1,024. */
    private static final int MOST_WORDS = 24;

    /** So are words that are nearly like them. */
    private static final int MOST_NEAR_WORDS = 192;

    private static final int MOST_NEAR_A_WORD = 50;

    /** And those of a phrase whose last word may go on; longer ones are not quoted by heart. */
    private static final int MOST_OF_A_PHRASE = 64;

    /** The ways in which words may be found, the surest first. */
    private enum Way {
        PHRASE(0.95, 8),
        ALL(0.8, 4),
        BEGINNING(0.65, 2),
        MOST_NEARLY(0.5, 1);

        private final double score;
        private final int boost;

        Way(double score, int boost) {
            this.score = score;
            this.boost = boost;
        }

        static Stream<Way> of(JsonNode names) {
            return StreamSupport.stream(names.spliterator(), false)
                    .map(name -> Way.valueOf(name.asText()));
        }
    }

    private final FindingSource source;

    private WordSearcher(FindingSource source) {
        this.source = source;
    }

    /** What is said. */
    public static WordSearcher ofDialogue(IndexReader reader) {
        return new WordSearcher(new FindingSource(reader, FindingKind.LINE, Modality.DIALOGUE));
    }

    /** What is written on the screen. */
    public static WordSearcher ofTexts(IndexReader reader) {
        return new WordSearcher(new FindingSource(reader, FindingKind.TEXT, Modality.TEXT));
    }

    @Override
    public String modality() {
        return source.modality();
    }

    @Override
    public boolean knows(Subject subject) {
        return subject instanceof Subject.Words;
    }

    @Override
    public Hits find(Scope scope, Sought sought, int depth) throws IOException {
        Subject.Words words = (Subject.Words) sought.subject();
        Optional<TermFilter> allowed =
                source.allowed(scope)
                        .map(all -> all.notSaying(DialogueFields.TEXT, words.notSaid()));
        return source.any(ways(words.said()), allowed, scope, depth, this::hit);
    }

    private static ArrayNode ways(String said) {
        String text =
                Words.terms(said) <= MOST_OF_A_PHRASE
                        ? PlainText.composed(said)
                        : Words.beginning(Words.all(said), MOST_OF_A_PHRASE);
        String telling = Words.beginning(Words.telling(said), MOST_WORDS);
        int terms = Math.max(1, Words.terms(telling));
        ArrayNode ways = Json.MAPPER.createArrayNode();
        way(ways, Way.PHRASE, text, true).put("type", "phrase");
        way(ways, Way.ALL, telling, true).put("operator", "and");
        way(ways, Way.BEGINNING, text, false).put("type", "phrase_prefix");
        way(ways, Way.MOST_NEARLY, telling, false)
                .put("fuzziness", "AUTO")
                .put("prefix_length", 1)
                .put("max_expansions", Math.min(MOST_NEAR_A_WORD, MOST_NEAR_WORDS / terms))
                .put("minimum_should_match", MOST);
        return ways;
    }

    /**
     * @param inflected whether other forms of a word count, in each language that is indexed
     */
    private static ObjectNode way(ArrayNode ways, Way way, String text, boolean inflected) {
        ObjectNode match = ways.addObject().putObject("multi_match");
        ArrayNode fields = match.put("query", text).putArray("fields").add(DialogueFields.TEXT);
        if (inflected) {
            fields.add(DialogueFields.TEXT + ".*");
        }
        return match.put("boost", way.boost).put("_name", way.name());
    }

    private Hit hit(JsonNode found) {
        JsonNode document = found.path("_source");
        double score =
                Way.of(found.path("matched_queries"))
                        .map(way -> way.score)
                        .max(Comparator.naturalOrder())
                        .orElse(Way.MOST_NEARLY.score);
        String text = document.path(DialogueFields.TEXT).asText();
        return new Hit(
                source.kind(), found.path("_score").asDouble(), score, score, text, document);
    }
}
