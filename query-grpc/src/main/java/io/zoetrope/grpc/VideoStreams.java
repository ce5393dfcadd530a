package io.zoetrope.grpc;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.zoetrope.grpc.v1.VideoEvent;
import io.zoetrope.query.access.Admission.Admitted;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.protocols.Gateway;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Those who follow the ingestion; a stream ends after a while, so that its key is looked at again.
 */
final class VideoStreams implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(VideoStreams.class);
    static final Duration LONGEST = Duration.ofMinutes(5);

    private final Gateway gateway;
    private final Duration longest;
    private final Set<VideoStream> open = ConcurrentHashMap.newKeySet();

    VideoStreams(Gateway gateway) {
        this(gateway, LONGEST);
    }

    VideoStreams(Gateway gateway, Duration longest) {
        this.gateway = gateway;
        this.longest = longest;
    }

    /**
     * @param observer of the call that runs now
     */
    void open(Admitted by, StreamObserver<VideoEvent> observer) {
        VideoStream stream = new VideoStream((ServerCallStreamObserver<VideoEvent>) observer);
        try {
            Runnable stop = gateway.watch(by, stream);
            open.add(stream);
            stream.begin(
                    () -> {
                        stop.run();
                        open.remove(stream);
                    });
        } catch (ApiError e) {
            observer.onError(Errors.of(e));
        }
    }

    /** Ends what has been open for long. */
    void endOld() {
        open.stream().filter(stream -> stream.isOlderThan(longest)).forEach(VideoStreams::finish);
    }

    /** One that fails must not keep the others open. */
    private static void finish(VideoStream stream) {
        try {
            stream.finish();
        } catch (RuntimeException e) {
            LOG.warn("a stream of videos could not be ended in order", e);
        }
    }

    @Override
    public void close() {
        open.forEach(VideoStreams::finish);
    }
}
