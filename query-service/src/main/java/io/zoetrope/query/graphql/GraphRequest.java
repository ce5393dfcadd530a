package io.zoetrope.query.graphql;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;

/**
 * What is sent to {@code /graphql}, as the specification of GraphQL over HTTP names it.
 *
 * @param extensions of the client; nobody reads them
 */
record GraphRequest(
        String query,
        Map<String, Object> variables,
        @JsonProperty("operationName") String operationName,
        Map<String, Object> extensions) {}
