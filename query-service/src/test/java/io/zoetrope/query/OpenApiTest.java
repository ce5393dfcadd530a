package io.zoetrope.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.zoetrope.domain.VideoIds;
import io.zoetrope.query.access.SessionApi;
import io.zoetrope.query.admin.DocsApi;
import io.zoetrope.query.admin.HealthApi;
import io.zoetrope.query.admin.InfoApi;
import io.zoetrope.query.events.EventsApi;
import io.zoetrope.query.generate.Citation;
import io.zoetrope.query.generate.GenerateRequest;
import io.zoetrope.query.generate.Usage;
import io.zoetrope.query.generate.api.GenerateApi;
import io.zoetrope.query.graphql.GraphApi;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.http.Role;
import io.zoetrope.query.http.Route;
import io.zoetrope.query.labels.LabelParts;
import io.zoetrope.query.labels.LabelView;
import io.zoetrope.query.labels.LabelsApi;
import io.zoetrope.query.labels.SaidView;
import io.zoetrope.query.labels.examples.LookAlike;
import io.zoetrope.query.labels.examples.SimilarApi;
import io.zoetrope.query.media.HlsApi;
import io.zoetrope.query.media.HlsExtrasApi;
import io.zoetrope.query.media.LocalSources;
import io.zoetrope.query.options.QueryServiceOptions;
import io.zoetrope.query.question.Modality;
import io.zoetrope.query.question.SearchRequest;
import io.zoetrope.query.search.SearchApi;
import io.zoetrope.query.search.SearchResponse;
import io.zoetrope.query.videos.AddVideoApi;
import io.zoetrope.query.videos.ClipApi;
import io.zoetrope.query.videos.FindingsApi;
import io.zoetrope.query.videos.MediaApi;
import io.zoetrope.query.videos.NewVideo;
import io.zoetrope.query.videos.UploadsApi;
import io.zoetrope.query.videos.VideoView;
import io.zoetrope.query.videos.VideosApi;
import io.zoetrope.query.videos.findings.BoxView;
import io.zoetrope.query.videos.findings.LineView;
import io.zoetrope.query.videos.findings.ObjectView;
import io.zoetrope.query.videos.findings.ShotView;
import io.zoetrope.query.videos.findings.SoundView;
import io.zoetrope.query.videos.findings.TextView;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The written API and the served one are the same. */
class OpenApiTest {
    private final JsonNode document = document();

    @Test
    void everyRouteIsDescribedAndNothingElse() {
        List<String> described = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            path.getValue()
                    .fieldNames()
                    .forEachRemaining(method -> described.add(method + " " + path.getKey()));
        }
        assertThat(described).containsExactlyInAnyOrderElementsOf(served());
    }

    /** What is refused and what is described is the same list. */
    @Test
    void parametersOfEachRouteAreThoseThatItTakes() {
        for (Route route : routes()) {
            List<String> said = new ArrayList<>();
            String method = route.method().name().toLowerCase(Locale.ROOT);
            for (JsonNode of :
                    document.path("paths").path(route.path()).at("/" + method + "/parameters")) {
                JsonNode parameter =
                        of.has("$ref") ? document.at(of.path("$ref").asText().substring(1)) : of;
                if (parameter.path("in").asText().equals("query")) {
                    said.add(parameter.path("name").asText());
                }
            }
            assertThat(said)
                    .as(named(route))
                    .containsExactlyInAnyOrderElementsOf(route.parameters());
        }
    }

    @Test
    void whatNeedsNoKeyIsSaid() {
        List<String> free = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                if (operation.getValue().path("security").isArray()) {
                    free.add(operation.getKey() + " " + path.getKey());
                }
            }
        }
        assertThat(free)
                .containsExactlyInAnyOrderElementsOf(
                        routes().stream()
                                .filter(route -> route.needs() == Role.NONE)
                                .map(OpenApiTest::named)
                                .toList());
        assertThat(document.path("security")).isNotEmpty();
    }

    @Test
    void whatAnIdLooksLikeIsSaidAsItIs() {
        assertThat(document.findValuesAsText("pattern")).contains(VideoIds.PATTERN);
    }

    /** And in docs/api.md: whoever adds a searcher is told of both. */
    @Test
    void waysToLookAreThoseThatThereAre() throws IOException {
        List<List<String>> said = new ArrayList<>();
        for (JsonNode names : document.findValues("enum")) {
            List<String> values = new ArrayList<>();
            names.forEach(name -> values.add(name.asText()));
            if (values.contains(Modality.VISUAL)) {
                said.add(values);
            }
        }
        assertThat(said).isNotEmpty().containsOnly(Modality.ALL);
        assertThat(Files.readString(Path.of("..", "docs", "api.md")))
                .contains(Modality.ALL.stream().map("  | `%s` |"::formatted).toList());
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        for (String reference : document.findValuesAsText("$ref")) {
            assertThat(document.at(reference.substring(1)).isMissingNode()).as(reference).isFalse();
        }
    }

    @Test
    void answersHaveTheFieldsThatAreDescribed() {
        assertFields(SearchResponse.Found.class, "Moment");
        assertFields(VideoView.class, "Video");
        assertFields(VideoView.Rendition.class, "Video/properties/renditions/items");
        assertFields(ShotView.class, "Shot");
        assertFields(ObjectView.class, "Object");
        assertFields(SoundView.class, "Sound");
        assertFields(LineView.class, "Line");
        assertFields(HlsExtrasApi.TrackView.class, "Track");
        assertFields(TextView.class, "Text");
        assertFields(BoxView.class, "Box");
        assertFields(LookAlike.class, "LookAlike");
        assertFields(LabelView.class, "Label");
        assertFields(LabelView.Spreading.class, "Label/properties/spreading");
        assertFields(SaidView.class, "Said");
        assertFields(LabelsApi.Teach.class, "Teach");
        assertFields(NewVideo.class, "NewVideo");
        assertFields(AddVideoApi.NewVideos.class, "NewVideos");
        assertFields(UploadsApi.NewUpload.class, "NewUpload");
        assertFields(UploadsApi.Upload.class, "Upload");
        assertFields(SearchRequest.class, "SearchRequest");
        assertFields(SearchRequest.Clause.class, "Clause");
        assertFields(SearchResponse.Match.class, "Moment/properties/matches/items");
        assertFields(SearchResponse.class, "SearchResponse");
        assertFields(GenerateRequest.class, "GenerateRequest");
        assertFields(
                GenerateRequest.ResponseFormat.class, "GenerateRequest/properties/response_format");
        assertFields(Citation.class, "Citation");
        assertFields(Usage.class, "AnswerDone/properties/usage");
    }

    private void assertFields(Class<?> type, String schema) {
        List<String> properties = new ArrayList<>();
        document.at("/components/schemas/" + schema + "/properties")
                .fieldNames()
                .forEachRemaining(properties::add);
        List<String> fields =
                Json.MAPPER
                        .getSerializationConfig()
                        .introspect(Json.MAPPER.constructType(type))
                        .findProperties()
                        .stream()
                        .map(property -> property.getName())
                        .toList();
        assertThat(properties).as(schema).containsExactlyInAnyOrderElementsOf(fields);
    }

    /**
     * A number that cannot be missing is no surprise to those who make a client of the document.
     */
    @Test
    void whatIsAlwaysThereIsSaid() {
        assertRequired(SearchResponse.class, "SearchResponse");
        assertRequired(SearchResponse.Found.class, "Moment");
        assertRequired(SearchResponse.Match.class, "Moment/properties/matches/items");
        assertRequired(VideoView.class, "Video");
        assertRequired(VideoView.Progress.class, "Video/properties/progress");
        assertRequired(ShotView.class, "Shot");
        assertRequired(ObjectView.class, "Object");
        assertRequired(SoundView.class, "Sound");
        assertRequired(LineView.class, "Line");
        assertRequired(TextView.class, "Text");
        assertRequired(BoxView.class, "Box");
        assertRequired(LookAlike.class, "LookAlike");
        assertRequired(LabelView.class, "Label");
        assertRequired(LabelView.Spreading.class, "Label/properties/spreading");
        assertRequired(SaidView.class, "Said");
        assertRequired(Citation.class, "Citation");
        assertRequired(Usage.class, "AnswerDone/properties/usage");
    }

    private void assertRequired(Class<?> type, String schema) {
        List<String> required = new ArrayList<>();
        document.at("/components/schemas/" + schema + "/required")
                .forEach(name -> required.add(name.asText()));
        List<String> always =
                Json.MAPPER
                        .getSerializationConfig()
                        .introspect(Json.MAPPER.constructType(type))
                        .findProperties()
                        .stream()
                        .filter(property -> property.getRawPrimaryType().isPrimitive())
                        .map(property -> property.getName())
                        .toList();
        assertThat(required).as(schema).containsAll(always);
    }

    private static List<String> served() {
        return routes().stream().map(OpenApiTest::named).toList();
    }

    private static String named(Route route) {
        return route.method().name().toLowerCase(Locale.ROOT) + " " + route.path();
    }

    private static List<Route> routes() {
        LocalSources sources = new LocalSources(QueryServiceOptions.of(Map.of()).media());
        UploadsApi.Places uploads = new UploadsApi.Places(Optional.empty(), Optional.empty());
        VideosApi videos = new VideosApi(null, null, null, null, null, uploads, sources);
        List<Route> routes = new ArrayList<>(Routes.ofSession(new SessionApi(null, null)));
        routes.addAll(Routes.ofDocs(new DocsApi()));
        routes.addAll(Routes.ofExtras(new HlsExtrasApi(null, Optional.empty())));
        routes.addAll(Routes.ofClips(new ClipApi(videos, null, null, null)));
        routes.addAll(Routes.ofGraph(new GraphApi(null, null, null)));
        routes.addAll(
                Routes.ofLabels(
                        new SimilarApi(null, null),
                        LabelParts.of(null, null, (k, v) -> {}, null, new SimpleMeterRegistry())));
        routes.addAll(
                Routes.of(
                        new SearchApi(null, null),
                        videos,
                        new FindingsApi(videos, null, null),
                        new AddVideoApi(Optional.empty(), 0, null, null),
                        new UploadsApi(uploads, 0, null),
                        new MediaApi(videos, Optional.empty(), sources),
                        new HlsApi(Optional.empty(), null, Optional.empty()),
                        new EventsApi(null, null, sources, new SimpleMeterRegistry()),
                        generate(),
                        new HealthApi(null, null),
                        new InfoApi(null, new PrometheusMeterRegistry(PrometheusConfig.DEFAULT))));
        return routes;
    }

    private static GenerateApi generate() {
        return GenerateApi.of(
                QueryServiceOptions.of(Map.of()).generating(),
                new GenerateApi.Parts(
                        null, null, null, null, null, new TestingQueryEncoder(), Optional.empty()),
                Optional.empty());
    }

    private static JsonNode document() {
        try (InputStream in = OpenApiTest.class.getResourceAsStream("openapi.json")) {
            return Json.MAPPER.readTree(in);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
