package io.zoetrope.query.search;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.zoetrope.domain.Vector;
import io.zoetrope.query.embed.WordEncoder;
import io.zoetrope.query.question.SearchRequest;
import io.zoetrope.query.question.Words;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Searches to try next: what else the tenant asked that found something and means nearly the same,
 * and what is often seen, said, written and taught among the results. Thread-safe.
 */
final class RelatedSearches {
    static final int MOST = 8;

    /** Of a tenant; the one that was not asked for the longest time goes first. */
    static final int REMEMBERED = 200;

    private static final int TENANTS = 1_000;
    private static final int LONGEST = 100;
    private static final int OF_PAST = 4;

    /** Cosine of sentences, or share of words in common, from which on two mean nearly the same. */
    private static final double NEAR = 0.5;

    /** Of the results; what is in fewer says little. */
    private static final int OFTEN = 2;

    private static final int SHORTEST_WORD = 4;

    private final Optional<WordEncoder> sentences;
    private final Cache<String, Past> past = Caffeine.newBuilder().maximumSize(TENANTS).build();

    /**
     * What was asked.
     *
     * @param meaning empty if nothing here tells it
     */
    private record Asked(String text, Optional<Vector> meaning) {}

    /** By their words in lower case, the latest last. */
    private static final class Past extends LinkedHashMap<String, Asked> {
        private static final long serialVersionUID = 1L;

        /** What was near, by the words as they were asked, as long as nothing else comes. */
        private final transient Map<String, List<String>> near = new HashMap<>();

        private Past() {
            super(16, 0.75f, true);
        }

        /** Asked again while nothing new was asked, it is not compared with all of them again. */
        private synchronized List<String> near(String key, Asked asked) {
            if (near.size() >= REMEMBERED) {
                near.clear();
            }
            return near.computeIfAbsent(
                    asked.text(), text -> RelatedSearches.near(asked, others(key)));
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Asked> eldest) {
            return size() > REMEMBERED;
        }

        private List<Asked> others(String key) {
            return entrySet().stream()
                    .filter(e -> !e.getKey().equals(key))
                    .map(Map.Entry::getValue)
                    .toList();
        }

        private synchronized void remember(String key, Asked asked) {
            Asked before = put(key, asked);
            if (before == null || !before.text().equals(asked.text())) {
                near.clear();
            }
        }
    }

    RelatedSearches(Optional<WordEncoder> sentences) {
        this.sentences = sentences;
    }

    /**
     * At most {@link #MOST}, those that were asked before first.
     *
     * @param good whether it found something; only then it is offered to others
     */
    List<String> to(
            String tenant, SearchRequest request, List<SearchResponse.Found> found, boolean good) {
        String text = request.query() == null ? null : request.query().text();
        Set<String> related = new LinkedHashSet<>();
        List<String> words = text == null ? List.of() : Words.of(text);
        if (text != null && text.length() <= LONGEST) {
            Past others = past.get(tenant, name -> new Past());
            String key = String.join(" ", words);
            Asked asked = new Asked(text.strip(), sentences.map(encoder -> encoder.text(text)));
            related.addAll(others.near(key, asked));
            if (good) {
                others.remember(key, asked);
            }
        }
        related.addAll(often(found, new HashSet<>(words)));
        return related.stream().limit(MOST).toList();
    }

    private static List<String> near(Asked asked, List<Asked> others) {
        Map<String, Double> nearness = new LinkedHashMap<>();
        for (Asked other : others) {
            double near = nearness(asked, other);
            if (near >= NEAR) {
                nearness.put(other.text(), near);
            }
        }
        return nearness.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .limit(OF_PAST)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static double nearness(Asked one, Asked other) {
        if (one.meaning().isPresent() && other.meaning().isPresent()) {
            return one.meaning().get().dot(other.meaning().get());
        }
        Set<String> words = new HashSet<>(Words.telling(one.text()));
        Set<String> others = new HashSet<>(Words.telling(other.text()));
        long common = words.stream().filter(others::contains).count();
        return common / (double) Math.max(words.size(), others.size());
    }

    /** What is in several of the results and was not asked for. */
    private static List<String> often(List<SearchResponse.Found> found, Set<String> asked) {
        Map<String, Integer> names = new LinkedHashMap<>();
        Map<String, Integer> words = new LinkedHashMap<>();
        for (SearchResponse.Found each : found) {
            List<String> named = new ArrayList<>(each.labels());
            named.addAll(each.classes());
            count(names, named, asked);
            count(words, telling(each.dialogue() + " " + each.text()), asked);
        }
        List<String> often = new ArrayList<>(most(names));
        most(words).stream().filter(word -> !often.contains(word)).forEach(often::add);
        return often;
    }

    private static List<String> telling(String text) {
        return Words.all(text).stream()
                .filter(word -> word.length() >= SHORTEST_WORD && !Words.isSilent(word))
                .toList();
    }

    private static void count(
            Map<String, Integer> counts, Collection<String> names, Set<String> asked) {
        names.stream()
                .filter(name -> !asked.contains(name.toLowerCase(Locale.ROOT)))
                .distinct()
                .forEach(name -> counts.merge(name, 1, Integer::sum));
    }

    private static List<String> most(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .filter(e -> e.getValue() >= OFTEN)
                .sorted(
                        Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                                .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .limit(MOST / 2)
                .toList();
    }
}
