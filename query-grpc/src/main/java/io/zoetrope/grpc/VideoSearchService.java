package io.zoetrope.grpc;

import io.grpc.stub.StreamObserver;
import io.zoetrope.grpc.v1.GetVideoRequest;
import io.zoetrope.grpc.v1.SearchPageRequest;
import io.zoetrope.grpc.v1.SearchRequest;
import io.zoetrope.grpc.v1.SearchResponse;
import io.zoetrope.grpc.v1.SimilarRequest;
import io.zoetrope.grpc.v1.SimilarResponse;
import io.zoetrope.grpc.v1.Video;
import io.zoetrope.grpc.v1.VideoEvent;
import io.zoetrope.grpc.v1.VideoSearchGrpc;
import io.zoetrope.grpc.v1.WatchVideosRequest;
import io.zoetrope.query.labels.examples.LookAlikes;
import io.zoetrope.query.protocols.Gateway;

/** The methods of {@code VideoSearch}; each asks the gateway and says its answer in messages. */
final class VideoSearchService extends VideoSearchGrpc.VideoSearchImplBase {
    private final Gateway gateway;
    private final Calls calls;
    private final VideoStreams streams;

    VideoSearchService(Gateway gateway, Calls calls, VideoStreams streams) {
        this.gateway = gateway;
        this.calls = calls;
        this.streams = streams;
    }

    @Override
    public void search(SearchRequest request, StreamObserver<SearchResponse> answer) {
        calls.answer(
                "Search",
                answer,
                by ->
                        Answers.of(
                                gateway.search(by, Requests.of(request), Requests.media(request))));
    }

    @Override
    public void searchPage(SearchPageRequest request, StreamObserver<SearchResponse> answer) {
        calls.answer("SearchPage", answer, by -> Answers.of(gateway.page(by, request.getToken())));
    }

    @Override
    public void similar(SimilarRequest request, StreamObserver<SimilarResponse> answer) {
        int limit = request.hasLimit() ? request.getLimit() : LookAlikes.USUAL;
        calls.answer(
                "Similar",
                answer,
                by -> Answers.of(gateway.similar(by, Requests.example(request), limit)));
    }

    @Override
    public void getVideo(GetVideoRequest request, StreamObserver<Video> answer) {
        calls.answer("GetVideo", answer, by -> Answers.of(gateway.video(by, request.getVideoId())));
    }

    @Override
    public void watchVideos(WatchVideosRequest request, StreamObserver<VideoEvent> answer) {
        streams.open(LetIn.BY.get(), answer);
    }
}
