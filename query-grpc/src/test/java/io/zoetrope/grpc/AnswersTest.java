package io.zoetrope.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.labels.examples.LookAlike;
import io.zoetrope.query.question.Degraded;
import io.zoetrope.query.question.SearchRequest;
import io.zoetrope.query.search.SearchResponse;
import io.zoetrope.query.videos.VideoView;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Whoever adds a field to the HTTP API is told of gRPC. */
class AnswersTest {
    @Test
    void messagesHaveTheFieldsOfTheHttpApi() {
        assertFields(
                SearchRequest.class, io.zoetrope.grpc.v1.SearchRequest.getDescriptor(), "media");
        assertFields(SearchRequest.Query.class, io.zoetrope.grpc.v1.Query.getDescriptor());
        assertFields(SearchRequest.Clause.class, io.zoetrope.grpc.v1.Clause.getDescriptor());
        assertFields(SearchRequest.Filter.class, io.zoetrope.grpc.v1.Filter.getDescriptor());
        assertFields(SearchRequest.Range.class, io.zoetrope.grpc.v1.Range.getDescriptor());
        assertFields(SearchRequest.Period.class, io.zoetrope.grpc.v1.Period.getDescriptor());
        assertFields(SearchResponse.Found.class, io.zoetrope.grpc.v1.Moment.getDescriptor());
        assertFields(SearchResponse.Match.class, io.zoetrope.grpc.v1.Match.getDescriptor());
        assertFields(Degraded.class, io.zoetrope.grpc.v1.Degraded.getDescriptor());
        assertFields(LookAlike.class, io.zoetrope.grpc.v1.LookAlike.getDescriptor());
        assertFields(VideoView.class, io.zoetrope.grpc.v1.Video.getDescriptor());
        assertFields(VideoView.Progress.class, io.zoetrope.grpc.v1.Progress.getDescriptor());
        assertFields(VideoView.Rendition.class, io.zoetrope.grpc.v1.Rendition.getDescriptor());
        assertFields(VideoView.Error.class, io.zoetrope.grpc.v1.Problem.getDescriptor());
    }

    private static void assertFields(Class<?> type, Descriptor message, String... besides) {
        Set<String> fields = new TreeSet<>(Set.of(besides));
        Json.MAPPER
                .getSerializationConfig()
                .introspect(Json.MAPPER.constructType(type))
                .findProperties()
                .forEach(property -> fields.add(property.getName()));
        assertThat(message.getFields().stream().map(FieldDescriptor::getName))
                .as(message.getFullName())
                .containsExactlyInAnyOrderElementsOf(fields);
    }

    @Test
    void saysAllOfAMoment() {
        SearchResponse.Found found =
                new SearchResponse.Found(
                        "v",
                        "m",
                        1,
                        2,
                        3,
                        .5,
                        Map.of("visual", .25),
                        "title",
                        "collection",
                        4,
                        "/t",
                        "/p",
                        "/c",
                        "said",
                        "written",
                        List.of("label"),
                        List.of("car"),
                        List.of(
                                new SearchResponse.Match(
                                        "a", "visual", "m", "o", 1, 2, .25, .75, "car")));
        assertAllSet(Answers.of(found));
        assertThat(Answers.of(found).getMatches(0).getConfidence()).isEqualTo(.75);
    }

    @Test
    void saysAllOfAVideo() {
        VideoView.Error error = new VideoView.Error("decode", "truncated", "at 3 s");
        VideoView video =
                new VideoView(
                        "v",
                        "file:///v.mp4",
                        "title",
                        "collection",
                        "tenant",
                        Map.of("a", "b"),
                        1,
                        2,
                        3,
                        "h264",
                        4,
                        "partial",
                        new VideoView.Progress(1, 2, "decode", 3L, 4.5),
                        5,
                        Map.of("objects", 6),
                        "2026-01-31T12:00:00Z",
                        "2026-01-31T12:00:01Z",
                        "2026-01-31T12:00:02Z",
                        "2026-01-31T12:00:03Z",
                        "2026-01-31T12:00:04Z",
                        error,
                        error,
                        error,
                        "/t",
                        "/s",
                        "/p",
                        List.of(new VideoView.Rendition("720p", 1280, 720, "avc1.64001f", 7, 8)));
        assertAllSet(Answers.of(video));
        assertAllSet(Answers.of(video).getProgress());
        assertAllSet(Answers.of(video).getRenditions(0));
        assertAllSet(Answers.of(video).getError());
    }

    private static void assertAllSet(com.google.protobuf.Message message) {
        assertThat(message.getAllFields().keySet())
                .as(message.getDescriptorForType().getFullName())
                .containsExactlyInAnyOrderElementsOf(message.getDescriptorForType().getFields());
    }

    @Test
    void whatIsNotKnownIsNotSet() {
        SearchResponse answer =
                new SearchResponse(
                        List.of(), new SearchResponse.Page(null), 0, List.of(), List.of(), null);
        assertThat(Answers.of(answer).hasGoodMatch()).isFalse();
        assertThat(Answers.of(answer).hasNextPageToken()).isFalse();
    }
}
