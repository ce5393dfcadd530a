package io.zoetrope.query.graphql;

import graphql.GraphQLContext;
import graphql.execution.ExecutionContext;
import graphql.execution.conditional.ConditionalNodes;
import graphql.introspection.Introspection;
import graphql.language.Argument;
import graphql.language.DirectivesContainer;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.IntValue;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.language.VariableReference;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import io.zoetrope.query.access.Caller;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What a query costs, from its text: a fragment as often as it is spread, though it is counted
 * once. Of one query that was found valid, so fragments do not lead back to themselves.
 */
final class QueryCost {
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

    /** As long as the caller's profile says. */
    private static final int OF_THE_CALLER = -1;

    /** As long as the search was that the token goes on with. */
    private static final int OF_THE_TOKEN = -2;

    /** Lists, and how long they are if nobody says; a search's list is as long as the search. */
    private static final Map<String, Integer> LISTS =
            Map.of(
                    "Query.videos",
                    20,
                    "Query.search",
                    OF_THE_CALLER,
                    "Query.searchPage",
                    OF_THE_TOKEN,
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

    /** A search that is to have more has as many. */
    private static final int LONGEST_SEARCH = 100;

    /** So many pages cost too much, whatever they hold: there is no need to look at more tokens. */
    private static final int MOST_PAGES = GraphCosts.MOST / SEARCH;

    /**
     * Of a set of fields.
     *
     * @param items fields, each as often as it may come, at most {@link GraphCosts#MOST} + 1
     * @param questions to the index
     * @param depth of the deepest field; 0 for none
     */
    record Sum(long items, long questions, int depth) {
        static final Sum NOTHING = new Sum(0, 0, 0);

        private static Sum of(long items, long questions, int depth) {
            return new Sum(bounded(items), bounded(questions), depth);
        }

        private Sum and(Sum other) {
            return of(
                    items + other.items, questions + other.questions, Math.max(depth, other.depth));
        }

        /** Of both kinds; more than {@link GraphCosts#MOST} is not told apart. */
        long all() {
            return items + questions;
        }

        /** Too much is too much: it stays a number however often it is multiplied. */
        private static long bounded(long cost) {
            return Math.min(GraphCosts.MOST + 1L, cost);
        }
    }

    private final GraphQLSchema schema;
    private final Map<String, FragmentDefinition> fragments;
    private final Map<String, Object> variables;
    private final GraphQLContext context;
    private final ConditionalNodes conditions = new ConditionalNodes();
    private final SearchLengths lengths;
    private final Map<String, Sum> counted = new HashMap<>();
    private final Map<String, Integer> pages = new HashMap<>();

    private QueryCost(ExecutionContext query, SearchLengths lengths) {
        this.lengths = lengths;
        this.schema = query.getGraphQLSchema();
        this.fragments = query.getFragmentsByName();
        this.variables = query.getCoercedVariables().toMap();
        this.context = query.getGraphQLContext();
    }

    static Sum of(ExecutionContext query, SearchLengths lengths) {
        return new QueryCost(query, lengths)
                .of(
                        query.getOperationDefinition().getSelectionSet(),
                        query.getGraphQLSchema().getQueryType());
    }

    private Sum of(SelectionSet set, GraphQLType type) {
        Sum sum = Sum.NOTHING;
        if (set != null && type instanceof GraphQLFieldsContainer parent) {
            for (Selection<?> selection : set.getSelections()) {
                if (isIncluded(selection)) {
                    sum = sum.and(of(selection, parent));
                }
            }
        }
        return sum;
    }

    private boolean isIncluded(Selection<?> selection) {
        return !(selection instanceof DirectivesContainer<?> said)
                || conditions.shouldInclude(said, variables, schema, context);
    }

    private Sum of(Selection<?> selection, GraphQLFieldsContainer parent) {
        if (selection instanceof Field field) {
            return of(field, parent);
        }
        if (selection instanceof InlineFragment inline) {
            return of(
                    inline.getSelectionSet(),
                    inline.getTypeCondition() == null
                            ? parent
                            : schema.getType(inline.getTypeCondition().getName()));
        }
        return ofFragment(((FragmentSpread) selection).getName());
    }

    private Sum ofFragment(String name) {
        Sum known = counted.get(name);
        if (known == null) {
            FragmentDefinition fragment = fragments.get(name);
            GraphQLType type = schema.getType(fragment.getTypeCondition().getName());
            known = of(fragment.getSelectionSet(), type);
            counted.put(name, known);
        }
        return known;
    }

    private Sum of(Field field, GraphQLFieldsContainer parent) {
        GraphQLType type =
                Introspection.getFieldDefinition(schema, parent, field.getName()).getType();
        Sum below = of(field.getSelectionSet(), GraphQLTypeUtil.unwrapAll(type));
        String name = parent.getName() + "." + field.getName();
        return Sum.of(
                1 + times(name, field) * below.items(),
                QUESTIONS.getOrDefault(name, 0) + below.questions(),
                1 + below.depth());
    }

    private long times(String name, Field field) {
        Integer usual = LISTS.get(name);
        if (usual == null) {
            return 1;
        }
        if (usual == OF_THE_TOKEN) {
            return ofPage(field);
        }
        OptionalLong said = limit(field);
        if (usual == OF_THE_CALLER) {
            return Math.min(LONGEST_SEARCH, said.orElseGet(() -> lengths.usual(caller())));
        }
        return said.orElse(usual);
    }

    private Caller caller() {
        return context.get(GraphSchema.CALLER);
    }

    /** What is no text runs into an error, and nothing comes of it. */
    private long ofPage(Field field) {
        if (!(value(field, "token") instanceof String token)) {
            return 0;
        }
        if (!pages.containsKey(token) && pages.size() > MOST_PAGES) {
            return LONGEST_SEARCH;
        }
        return pages.computeIfAbsent(token, t -> lengths.ofPage(caller(), t));
    }

    /** Empty if nothing is said, or something wrong, which runs into an error. */
    private OptionalLong limit(Field field) {
        Object value = value(field, "limit");
        if (value instanceof BigInteger number) {
            return OptionalLong.of(atLeastOne(number));
        }
        return value instanceof Integer given
                ? OptionalLong.of(Math.max(1, given))
                : OptionalLong.empty();
    }

    /** As it is written, or of its variable; null if it is neither number nor text. */
    private Object value(Field field, String name) {
        for (Argument argument : field.getArguments()) {
            if (argument.getName().equals(name)) {
                Value<?> value = argument.getValue();
                if (value instanceof VariableReference variable) {
                    return variables.get(variable.getName());
                }
                if (value instanceof IntValue number) {
                    return number.getValue();
                }
                return value instanceof StringValue text ? text.getValue() : null;
            }
        }
        return null;
    }

    private static long atLeastOne(BigInteger given) {
        return given.max(BigInteger.ONE).min(BigInteger.valueOf(Integer.MAX_VALUE)).longValue();
    }
}
