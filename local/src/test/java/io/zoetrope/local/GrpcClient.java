package io.zoetrope.local;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.zoetrope.grpc.v1.GetVideoRequest;
import io.zoetrope.grpc.v1.Query;
import io.zoetrope.grpc.v1.SearchRequest;
import io.zoetrope.grpc.v1.SearchResponse;
import io.zoetrope.grpc.v1.Video;
import io.zoetrope.grpc.v1.VideoEvent;
import io.zoetrope.grpc.v1.VideoSearchGrpc;
import io.zoetrope.grpc.v1.VideoSearchGrpc.VideoSearchBlockingStub;
import io.zoetrope.grpc.v1.WatchVideosRequest;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;

/** Asks a run by gRPC, and follows what it indexes. */
final class GrpcClient implements AutoCloseable {
    private static final int PATIENCE_S = 120;

    private final ManagedChannel channel;
    private final VideoSearchBlockingStub searches;
    private final Iterator<VideoEvent> events;

    /** Follows from now on. */
    GrpcClient(String address) {
        channel = NettyChannelBuilder.forTarget(address).usePlaintext().build();
        searches = VideoSearchGrpc.newBlockingStub(channel);
        events = inTime().watchVideos(WatchVideosRequest.getDefaultInstance());
        events.next();
    }

    private VideoSearchBlockingStub inTime() {
        return searches.withDeadlineAfter(PATIENCE_S, TimeUnit.SECONDS);
    }

    /** The video in which a class of objects is found best. */
    Video best(String name) {
        Query query = Query.newBuilder().setClass_(name).build();
        SearchResponse found = inTime().search(SearchRequest.newBuilder().setQuery(query).build());
        return inTime().getVideo(
                        GetVideoRequest.newBuilder()
                                .setVideoId(found.getMoments(0).getVideoId())
                                .build());
    }

    /** Returns when it has heard that a video is ready. */
    void awaitReady(String uri) {
        Video video;
        do {
            video = events.next().getVideo();
        } while (!video.getUri().equals(uri) || !video.getStatus().equals("ready"));
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
