package io.zoetrope.query.graphql;

import graphql.ErrorClassification;
import graphql.ErrorType;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.DataFetcherExceptionHandlerParameters;
import graphql.execution.DataFetcherExceptionHandlerResult;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.http.Unavailable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Errors with the API's codes in {@code extensions}, and nothing of the inside. */
final class GraphErrors implements DataFetcherExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(GraphErrors.class);

    @Override
    public CompletableFuture<DataFetcherExceptionHandlerResult> handleException(
            DataFetcherExceptionHandlerParameters at) {
        Throwable failure = at.getException();
        while (failure instanceof CompletionException && failure.getCause() != null) {
            failure = failure.getCause();
        }
        ApiError told = told(failure);
        GraphQLError error =
                GraphqlErrorBuilder.newError(at.getDataFetchingEnvironment())
                        .message("%s", told.getMessage())
                        .errorType(ErrorType.DataFetchingException)
                        .extensions(extensions(told))
                        .build();
        return CompletableFuture.completedFuture(
                DataFetcherExceptionHandlerResult.newResult(error).build());
    }

    private static ApiError told(Throwable failure) {
        if (failure instanceof ApiError known) {
            return known;
        }
        if (failure instanceof Unavailable) {
            return ApiError.unavailable(failure.getMessage());
        }
        LOG.error("a field of a graph could not be read", failure);
        return new ApiError(500, "internal", "this could not be answered");
    }

    private static Map<String, Object> extensions(ApiError error) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("code", error.code());
        said.put("status", error.status());
        if (error.detail() != null) {
            said.put("detail", error.detail());
        }
        return said;
    }

    /** As the specification has it, each error with a code. */
    static Map<String, Object> specification(ExecutionResult result) {
        Map<String, Object> answer = new LinkedHashMap<>(result.toSpecification());
        if (!result.getErrors().isEmpty()) {
            List<Map<String, Object>> errors = new ArrayList<>();
            for (GraphQLError error : result.getErrors()) {
                Map<String, Object> said = new LinkedHashMap<>(error.toSpecification());
                if (error.getExtensions() == null || !error.getExtensions().containsKey("code")) {
                    said.put("extensions", Map.of("code", code(error.getErrorType())));
                }
                errors.add(said);
            }
            answer.put("errors", errors);
        }
        return answer;
    }

    private static String code(ErrorClassification type) {
        if (type == ErrorType.ExecutionAborted) {
            return "too_costly";
        }
        return type == ErrorType.NullValueInNonNullableField ? "missing" : "invalid_query";
    }
}
