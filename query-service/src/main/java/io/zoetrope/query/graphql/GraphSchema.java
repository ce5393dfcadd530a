package io.zoetrope.query.graphql;

import graphql.GraphQL;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import io.zoetrope.query.access.Caller;
import io.zoetrope.query.access.MediaLinks;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.search.SearchResponse;
import io.zoetrope.query.search.Searches;
import io.zoetrope.query.videos.VideosApi;
import io.zoetrope.query.videos.VideosTogether;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;

/** What the fields of {@code schema.graphqls} read. */
final class GraphSchema {
    static final String CALLER = "caller";
    static final String LINKS = "links";
    static final String DEADLINE = "deadline";

    private static final String VIDEO_ID = "video_id";
    private static final int NOT_FOUND = 404;

    private final VideosTogether videos;
    private final VideosApi one;
    private final Searches searches;

    GraphSchema(VideosTogether videos, VideosApi one, Searches searches) {
        this.videos = videos;
        this.one = one;
        this.searches = searches;
    }

    /**
     * @param lengths of searches, to tell what a query costs
     */
    GraphQL graph(SearchLengths lengths) {
        RuntimeWiring wiring =
                RuntimeWiring.newRuntimeWiring()
                        .codeRegistry(
                                GraphQLCodeRegistry.newCodeRegistry()
                                        .defaultDataFetcher(env -> GraphSchema::field))
                        .type(
                                "Query",
                                type ->
                                        type.dataFetcher("videos", inTime(this::videos))
                                                .dataFetcher("video", inTime(this::video))
                                                .dataFetcher("search", inTime(this::search))
                                                .dataFetcher("searchPage", inTime(this::page)))
                        .type(
                                "Video",
                                type ->
                                        type.dataFetcher("moments", of(Loaders.MOMENTS))
                                                .dataFetcher("objects", of(Loaders.OBJECTS))
                                                .dataFetcher("dialogue", of(Loaders.DIALOGUE))
                                                .dataFetcher("texts", of(Loaders.TEXTS)))
                        .type(
                                "Moment",
                                type ->
                                        type.dataFetcher("objects", within(Loaders.OBJECTS_IN))
                                                .dataFetcher("lines", within(Loaders.DIALOGUE_IN)))
                        .build();
        try (Reader schema =
                new InputStreamReader(
                        GraphSchema.class.getResourceAsStream("schema.graphqls"),
                        StandardCharsets.UTF_8)) {
            return GraphQL.newGraphQL(
                            new SchemaGenerator()
                                    .makeExecutableSchema(new SchemaParser().parse(schema), wiring))
                    .instrumentation(new GraphCosts(lengths))
                    .defaultDataFetcherExceptionHandler(new GraphErrors())
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException("schema.graphqls", e);
        }
    }

    /** One that is not begun when the query's time is over. */
    private static DataFetcher<Object> inTime(DataFetcher<Object> fetcher) {
        return env -> {
            Deadline deadline = env.getGraphQlContext().get(DEADLINE);
            deadline.check();
            return fetcher.get(env);
        };
    }

    private static Object field(DataFetchingEnvironment env) {
        Map<String, Object> source = env.getSource();
        return source.get(Values.name(env.getField().getName()));
    }

    private Object videos(DataFetchingEnvironment env) throws IOException {
        return videos
                .videos(
                        tenant(env),
                        env.getArgumentOrDefault("status", List.of()),
                        env.getArgumentOrDefault("collection", List.of()),
                        env.getArgumentOrDefault("uri", List.of()),
                        env.getArgument("limit"))
                .stream()
                .map(video -> Values.of(video.linked(links(env))))
                .toList();
    }

    private Object video(DataFetchingEnvironment env) throws IOException {
        try {
            return Values.of(
                    one.find(tenant(env), env.<String>getArgument("videoId")).linked(links(env)));
        } catch (ApiError e) {
            if (e.status() == NOT_FOUND) {
                return null;
            }
            throw e;
        }
    }

    private Object search(DataFetchingEnvironment env) throws IOException {
        return result(
                env, searches.first(caller(env), Values.search(env.getArguments()), Map.of()));
    }

    private Object page(DataFetchingEnvironment env) throws IOException {
        return result(env, searches.next(tenant(env), env.getArgument("token")));
    }

    private static Object result(DataFetchingEnvironment env, SearchResponse answer) {
        Map<String, Object> result = Values.of(answer.linked(links(env)));
        result.put("next_page_token", answer.page().nextPageToken());
        return result;
    }

    /** Of a video, so many. */
    private static DataFetcher<?> of(String kind) {
        return env -> load(env, kind, env.getArgument("limit"));
    }

    /** Of a moment: what has some time in common with it. */
    private static DataFetcher<?> within(String kind) {
        return env -> {
            Map<String, Object> moment = env.getSource();
            DataLoader<VideosTogether.Stretch, List<Map<String, Object>>> loader =
                    env.getDataLoader(kind);
            return loader.load(
                    new VideosTogether.Stretch(
                            (String) moment.get(VIDEO_ID),
                            ms(moment, "start_ms"),
                            ms(moment, "end_ms")));
        };
    }

    private static CompletableFuture<List<Map<String, Object>>> load(
            DataFetchingEnvironment env, String kind, int limit) {
        Map<String, Object> source = env.getSource();
        DataLoader<Loaders.Of, List<Map<String, Object>>> loader = env.getDataLoader(kind);
        int most = Math.max(1, Math.min(VideosTogether.MOST_OF_EACH, limit));
        return loader.load(new Loaders.Of((String) source.get(VIDEO_ID), most));
    }

    private static long ms(Map<String, Object> item, String field) {
        return ((Number) item.get(field)).longValue();
    }

    private static Caller caller(DataFetchingEnvironment env) {
        return env.getGraphQlContext().get(CALLER);
    }

    private static String tenant(DataFetchingEnvironment env) {
        return caller(env).tenant();
    }

    private static MediaLinks links(DataFetchingEnvironment env) {
        return env.getGraphQlContext().get(LINKS);
    }
}
