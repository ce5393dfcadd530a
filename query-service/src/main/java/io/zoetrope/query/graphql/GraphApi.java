package io.zoetrope.query.graphql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import graphql.ExecutionInput;
import graphql.GraphQL;
import io.javalin.http.Context;
import io.zoetrope.query.access.Caller;
import io.zoetrope.query.access.MediaLinks;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.http.Bodies;
import io.zoetrope.query.search.Searches;
import io.zoetrope.query.videos.VideosApi;
import io.zoetrope.query.videos.VideosTogether;
import java.util.Map;

/** {@code POST /graphql}: reads only, as the caller's tenant. */
public final class GraphApi {
    /** What is null is said: a field that was asked for stands in the answer. */
    private static final ObjectMapper WITH_NULLS = new ObjectMapper();

    private final VideosTogether videos;
    private final GraphQL graph;

    public GraphApi(VideosTogether videos, VideosApi one, Searches searches) {
        this.videos = videos;
        this.graph = new GraphSchema(videos, one, searches).graph(SearchLengths.of(searches));
    }

    /** Answers 200 with {@code data} and {@code errors}, and 400 for a body that is no request. */
    public void post(Context ctx) throws JsonProcessingException {
        GraphRequest request = Bodies.json(ctx, GraphRequest.class);
        if (request.query() == null || request.query().isBlank()) {
            throw ApiError.invalid("query is empty", "query");
        }
        Caller caller = Caller.of(ctx);
        MediaLinks links = MediaLinks.of(ctx);
        Deadline deadline = Deadline.in(Deadline.LONGEST);
        ExecutionInput input =
                ExecutionInput.newExecutionInput(request.query())
                        .operationName(request.operationName())
                        .variables(request.variables() == null ? Map.of() : request.variables())
                        .dataLoaderRegistry(Loaders.of(videos, caller.tenant(), links, deadline))
                        .graphQLContext(
                                Map.of(
                                        GraphSchema.CALLER,
                                        caller,
                                        GraphSchema.LINKS,
                                        links,
                                        GraphSchema.DEADLINE,
                                        deadline))
                        .build();
        Map<String, Object> answer = GraphErrors.specification(graph.execute(input));
        ctx.contentType("application/json").result(WITH_NULLS.writeValueAsString(answer));
    }
}
