package io.zoetrope.grpc;

import io.zoetrope.query.access.Admission.Admitted;
import io.zoetrope.query.access.Caller;
import io.zoetrope.query.access.MediaLinks;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.http.Role;
import io.zoetrope.query.labels.examples.LookAlike;
import io.zoetrope.query.labels.examples.LookAlikes;
import io.zoetrope.query.protocols.Gateway;
import io.zoetrope.query.question.SearchRequest;
import io.zoetrope.query.search.SearchResponse;
import io.zoetrope.query.videos.VideoView;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A service of two keys, each its own tenant, that remembers what it was asked. */
final class TestingGateway implements Gateway {
    static final String KEY = "zk_mine";
    static final String OTHER_KEY = "zk_theirs";

    final List<SearchRequest> asked = new CopyOnWriteArrayList<>();
    final List<Map<String, byte[]>> media = new CopyOnWriteArrayList<>();
    final List<Consumer<VideoView>> listeners = new CopyOnWriteArrayList<>();
    final AtomicInteger begun = new AtomicInteger();
    volatile SearchResponse answer =
            new SearchResponse(
                    List.of(), new SearchResponse.Page(null), 1, List.of(), List.of(), true);
    volatile VideoView video;
    volatile IOException failure;
    volatile Error fault;
    volatile ApiError refusal;
    volatile CountDownLatch hold = new CountDownLatch(0);
    volatile BooleanSupplier ready = () -> true;

    @Override
    public Admitted admit(Optional<String> key, Role needs) {
        String sent = key.orElseThrow(() -> new ApiError(401, "key_required", "send an API key"));
        String tenant =
                switch (sent) {
                    case KEY -> "mine";
                    case OTHER_KEY -> "theirs";
                    default -> throw new ApiError(401, "unknown_key", "not one of ours");
                };
        Caller caller = new Caller(tenant, Role.READ, sent, Caller.NO_PROFILE);
        caller.check(needs);
        return new Admitted(caller, MediaLinks.plain());
    }

    @Override
    public SearchResponse search(Admitted by, SearchRequest request, Map<String, byte[]> sent)
            throws IOException {
        begun.incrementAndGet();
        asked.add(request);
        media.add(sent);
        await();
        if (fault != null) {
            throw fault;
        }
        if (failure != null) {
            throw failure;
        }
        return answer;
    }

    private void await() throws IOException {
        try {
            hold.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public SearchResponse page(Admitted by, String token) {
        throw new ApiError(410, "page_token_expired", "search again", token);
    }

    @Override
    public List<LookAlike> similar(Admitted by, LookAlikes.Example example, int limit) {
        return List.of(
                new LookAlike(
                        example.id(), null, "v", "car", limit, 0, 1, null, List.of(), List.of()));
    }

    @Override
    public VideoView video(Admitted by, String id) {
        if (!by.tenant().equals("mine")) {
            throw ApiError.notFound("this video");
        }
        return video;
    }

    @Override
    public Runnable watch(Admitted by, Consumer<VideoView> listener) {
        if (refusal != null) {
            throw refusal;
        }
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public boolean isReady() {
        return ready.getAsBoolean();
    }
}
