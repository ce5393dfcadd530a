package io.zoetrope.query.graphql;

import graphql.ExecutionResult;
import graphql.execution.AbortExecutionException;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimpleInstrumentationContext;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;

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

    private final SearchLengths lengths;

    GraphCosts(SearchLengths lengths) {
        this.lengths = lengths;
    }

    @Override
    public InstrumentationContext<ExecutionResult> beginExecuteOperation(
            InstrumentationExecuteOperationParameters parameters, InstrumentationState state) {
        QueryCost.Sum cost = QueryCost.of(parameters.getExecutionContext(), lengths);
        if (cost.depth() > DEEPEST) {
            throw new AbortExecutionException(
                    "a query may be " + DEEPEST + " deep, and this one is " + cost.depth());
        }
        if (cost.all() > MOST) {
            throw new AbortExecutionException(
                    "a query may cost " + MOST + ", and this one costs " + cost.all() + " or more");
        }
        return SimpleInstrumentationContext.noOp();
    }
}
