package io.zoetrope.query.searchers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.domain.FindingKind;
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
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
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
    private static final int MOST_WORDS = 32;

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
        List<String> unwanted =
                words.notSaid().stream().flatMap(not -> Words.spellings(not).stream()).toList();
        Optional<TermFilter> allowed =
                source.allowed(scope).map(all -> all.notSaying(DialogueFields.TEXT, unwanted));
        return source.any(ways(words.said()), allowed, scope, depth, this::hit);
    }

    private static ArrayNode ways(String said) {
        List<String> texts = Words.spellings(said);
        List<String> telling =
                texts.stream().map(text -> telling(text, MOST_WORDS / texts.size())).toList();
        ArrayNode ways = Json.MAPPER.createArrayNode();
        way(ways, Way.PHRASE, texts, true, how().put("type", "phrase"));
        way(ways, Way.ALL, telling, true, how().put("operator", "and"));
        way(ways, Way.BEGINNING, texts, false, how().put("type", "phrase_prefix"));
        way(
                ways,
                Way.MOST_NEARLY,
                telling,
                false,
                how().put("fuzziness", "AUTO")
                        .put("prefix_length", 1)
                        .put("minimum_should_match", MOST));
        return ways;
    }

    private static String telling(String text, int most) {
        return Words.tellingAsItStands(text).stream().limit(most).collect(Collectors.joining(" "));
    }

    private static ObjectNode how() {
        return Json.MAPPER.createObjectNode();
    }

    /**
     * @param texts of which one will do
     * @param inflected whether other forms of a word count, in each language that is indexed
     * @param how a text is compared
     */
    private static void way(
            ArrayNode ways, Way way, List<String> texts, boolean inflected, ObjectNode how) {
        ObjectNode best = ways.addObject().putObject("dis_max");
        // Two queries of one name would be told as one of them only.
        ArrayNode queries =
                best.put("boost", way.boost).put("_name", way.name()).putArray("queries");
        for (String text : texts) {
            ObjectNode match = queries.addObject().putObject("multi_match");
            match.setAll(how);
            ArrayNode fields = match.put("query", text).putArray("fields").add(DialogueFields.TEXT);
            if (inflected) {
                fields.add(DialogueFields.TEXT + ".*");
            }
        }
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
