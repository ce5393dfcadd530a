package io.zoetrope.query.graphql;

import graphql.analysis.FieldComplexityEnvironment;
import graphql.analysis.MaxQueryComplexityInstrumentation;
import graphql.analysis.MaxQueryDepthInstrumentation;
import graphql.execution.instrumentation.ChainedInstrumentation;
import graphql.execution.instrumentation.Instrumentation;
import java.util.List;
import java.util.Map;

/**
 * What a query may cost, before it runs: each field one, and a list as often as it may be long. So
 * what asks for 50 videos with 100 moments each, and 100 objects to each of these, is refused.
 */
final class GraphCosts {
    /** Twenty videos with fifty moments of ten fields cost half of it. */
    static final int MOST = 20_000;

    /** What tools ask of the schema needs thirteen. */
    static final int DEEPEST = 15;

    /** Lists, and how long they are if nobody says. */
    private static final Map<String, Integer> LISTS =
            Map.of(
                    "videos",
                    20,
                    "search",
                    10,
                    "searchPage",
                    10,
                    "moments",
                    50,
                    "dialogue",
                    50,
                    "texts",
                    50,
                    "objects",
                    50,
                    "lines",
                    50);

    private GraphCosts() {}

    static Instrumentation bounds() {
        return new ChainedInstrumentation(
                List.of(
                        new MaxQueryDepthInstrumentation(DEEPEST),
                        new MaxQueryComplexityInstrumentation(MOST, GraphCosts::cost)));
    }

    private static int cost(FieldComplexityEnvironment field, int below) {
        String name = field.getField().getName();
        boolean list = LISTS.containsKey(name) && below > 0;
        // A search's own list of moments is as long as the search.
        boolean ofSearch =
                name.equals("moments")
                        && field.getParentType() != null
                        && field.getParentType().toString().contains("SearchResult");
        if (!list || ofSearch) {
            return 1 + below;
        }
        Object limit = field.getArguments().get("limit");
        long times = limit instanceof Integer given ? Math.max(1, given) : LISTS.get(name);
        return (int) Math.min(Integer.MAX_VALUE / 1_000, 1 + times * below);
    }
}
