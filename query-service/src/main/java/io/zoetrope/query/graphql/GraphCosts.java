package io.zoetrope.query.graphql;

import graphql.ExecutionResult;
import graphql.analysis.FieldComplexityCalculator;
import graphql.analysis.FieldComplexityEnvironment;
import graphql.analysis.MaxQueryDepthInstrumentation;
import graphql.analysis.QueryComplexityCalculator;
import graphql.execution.AbortExecutionException;
import graphql.execution.ExecutionContext;
import graphql.execution.instrumentation.ChainedInstrumentation;
import graphql.execution.instrumentation.Instrumentation;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimpleInstrumentationContext;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import java.util.List;
import java.util.Map;

/**
 * What a query may cost, before it runs: each field one, and a list as often as it may be long; and
 * what it asks the index. So what asks for 50 videos with 100 moments each, and 100 objects to each
 * of these, is refused, and so are ten searches by other names.
 */
final class GraphCosts extends SimplePerformantInstrumentation {
    /** Twenty videos with fifty moments of ten fields cost half of it; nine searches nearly all. */
    static final int MOST = 20_000;

    /** What tools ask of the schema needs thirteen. */
    static final int DEEPEST = 15;

    private static final int SEARCH = 2_000;

    /** A video, a list, or a kind of what is found, of all videos beside each other at once. */
    private static final int READ = 50;

    /** By what they ask the index, once for all that they stand below. */
    private static final Map<String, Integer> QUESTIONS =
            Map.of(
                    "Query.search",
                    SEARCH,
                    "Query.searchPage",
                    SEARCH,
                    "Query.videos",
                    READ,
                    "Query.video",
                    READ,
                    "Video.moments",
                    READ,
                    "Video.dialogue",
                    READ,
                    "Video.texts",
                    READ,
                    "Video.objects",
                    READ,
                    "Moment.objects",
                    READ,
                    "Moment.lines",
                    READ);

    /** Lists, and how long they are if nobody says; a search's list is as long as the search. */
    private static final Map<String, Integer> LISTS =
            Map.of(
                    "Query.videos",
                    20,
                    "Query.search",
                    10,
                    "Query.searchPage",
                    10,
                    "Video.moments",
                    50,
                    "Video.dialogue",
                    50,
                    "Video.texts",
                    50,
                    "Video.objects",
                    50,
                    "Moment.objects",
                    50,
                    "Moment.lines",
                    50);

    private GraphCosts() {}

    static Instrumentation bounds() {
        return new ChainedInstrumentation(
                List.of(new MaxQueryDepthInstrumentation(DEEPEST), new GraphCosts()));
    }

    @Override
    public InstrumentationContext<ExecutionResult> beginExecuteOperation(
            InstrumentationExecuteOperationParameters parameters, InstrumentationState state) {
        ExecutionContext query = parameters.getExecutionContext();
        long cost = (long) sum(query, GraphCosts::items) + sum(query, GraphCosts::questions);
        if (cost > MOST) {
            throw new AbortExecutionException(
                    "a query may cost " + MOST + ", and this one costs " + cost + " or more");
        }
        return SimpleInstrumentationContext.noOp();
    }

    private static int sum(ExecutionContext query, FieldComplexityCalculator cost) {
        return QueryComplexityCalculator.newCalculator()
                .fieldComplexityCalculator(cost)
                .schema(query.getGraphQLSchema())
                .document(query.getDocument())
                .operationName(query.getExecutionInput().getOperationName())
                .variables(query.getCoercedVariables())
                .build()
                .calculate();
    }

    private static int items(FieldComplexityEnvironment field, int below) {
        Integer usual = LISTS.get(name(field));
        if (usual == null) {
            return bounded(1L + below);
        }
        Object limit = field.getArguments().get("limit");
        long times = limit instanceof Integer given ? Math.max(1, given) : usual;
        return bounded(1 + times * below);
    }

    private static int questions(FieldComplexityEnvironment field, int below) {
        return bounded((long) QUESTIONS.getOrDefault(name(field), 0) + below);
    }

    /** Too much is too much: a sum of as many fields as a query may have stays a number. */
    private static int bounded(long cost) {
        return (int) Math.min(MOST + 1L, cost);
    }

    private static String name(FieldComplexityEnvironment field) {
        String of = field.getParentType() == null ? "" : field.getParentType().getName();
        return of + "." + field.getField().getName();
    }
}
