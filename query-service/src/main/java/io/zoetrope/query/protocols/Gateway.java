package io.zoetrope.query.protocols;

import io.zoetrope.query.access.Admission.Admitted;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.http.Role;
import io.zoetrope.query.http.Unavailable;
import io.zoetrope.query.labels.examples.LookAlike;
import io.zoetrope.query.labels.examples.LookAlikes;
import io.zoetrope.query.question.SearchRequest;
import io.zoetrope.query.search.SearchResponse;
import io.zoetrope.query.videos.VideoView;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The service as another protocol than HTTP sees it: the same callers, searches and answers.
 * Answers carry links that their caller may follow. What is wrong with a question is an {@link
 * ApiError}; {@link Unavailable} means that the index does not answer. Thread-safe.
 */
public interface Gateway {
    /**
     * Lets a caller in and counts the request.
     *
     * @param key as it was sent; empty if none was
     * @throws ApiError 401, 403, 429, 503
     */
    Admitted admit(Optional<String> key, Role needs);

    /**
     * The first page of a search.
     *
     * @param media pictures, sounds and clips, by the name of the clause that looks for them, or
     *     {@code image}, {@code audio}, {@code video} without clauses
     */
    SearchResponse search(Admitted by, SearchRequest request, Map<String, byte[]> media)
            throws IOException;

    /** A later page. */
    SearchResponse page(Admitted by, String token) throws IOException;

    /**
     * What looks like something indexed, nearest first.
     *
     * @param limit clamped to 1 to {@link LookAlikes#MOST}
     */
    List<LookAlike> similar(Admitted by, LookAlikes.Example example, int limit) throws IOException;

    /**
     * @throws ApiError 404 if the caller's tenant has no such video
     */
    VideoView video(Admitted by, String id) throws IOException;

    /**
     * Follows the videos of the caller's tenant from now on.
     *
     * @param listener hears of each new state of each; must not block
     * @return ends it; of no effect after the first time
     * @throws ApiError 429 if the tenant follows too much at once, 503 if all do
     */
    Runnable watch(Admitted by, Consumer<VideoView> listener);

    /** Whether what the service needs answered when it was last asked. */
    boolean isReady();
}
