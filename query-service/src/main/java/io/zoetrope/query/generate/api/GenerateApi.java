package io.zoetrope.query.generate.api;

import io.javalin.http.Context;
import io.zoetrope.query.access.Caller;
import io.zoetrope.query.embed.QueryEncoder;
import io.zoetrope.query.generate.GenerateRequest;
import io.zoetrope.query.generate.Generator;
import io.zoetrope.query.generate.GeneratorProblem;
import io.zoetrope.query.generate.Material;
import io.zoetrope.query.generate.Question;
import io.zoetrope.query.generate.Usage;
import io.zoetrope.query.generate.chat.ChatGenerator;
import io.zoetrope.query.generate.evidence.CaptionSigns;
import io.zoetrope.query.generate.evidence.Captions;
import io.zoetrope.query.generate.evidence.Retrieval;
import io.zoetrope.query.generate.evidence.SceneReader;
import io.zoetrope.query.generate.grounded.GroundedGenerator;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.http.Bodies;
import io.zoetrope.query.http.EventStream;
import io.zoetrope.query.http.TenantShares;
import io.zoetrope.query.index.IndexReader;
import io.zoetrope.query.media.Thumbnails;
import io.zoetrope.query.options.QueryServiceOptions;
import io.zoetrope.query.question.SearchProfiles;
import io.zoetrope.query.search.ClauseSearch;
import io.zoetrope.query.searchers.route.Router;
import io.zoetrope.query.videos.VideoView;
import io.zoetrope.query.videos.VideosApi;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /v1/generate}: answers as server-sent events. What is wrong with a request, and what
 * cannot be looked at, is told by the status, before the first event.
 */
public final class GenerateApi implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GenerateApi.class);
    private static final int AT_ONCE = 16;
    private static final int WAITING = 32;
    private static final int IDLE_SECONDS = 30;
    private static final int MOST_WAITING_BYTES = 1 << 20;

    /** A client that left is noticed by the second. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(2);

    /** For a client to take what waits for it when all is said. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(30);

    private static final Duration END = Duration.ofSeconds(5);

    private final VideosApi videos;
    private final SearchProfiles profiles;
    private final Retrieval retrieval;
    private final List<Generator> generators;
    private final Duration deadline;
    private final Set<AnswerStream> open = ConcurrentHashMap.newKeySet();
    private final TenantShares shares = new TenantShares(AT_ONCE + WAITING);
    private final ExecutorService threads = pool();
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(work -> daemon(work, "answers-clock"));

    /**
     * What answers are made with.
     *
     * @param reader closed by the caller
     */
    public record Parts(
            VideosApi videos,
            SearchProfiles profiles,
            ClauseSearch search,
            Router router,
            IndexReader reader,
            QueryEncoder encoder,
            Optional<Thumbnails> thumbnails) {}

    /**
     * @param captions closed by the caller
     */
    public static GenerateApi of(
            QueryServiceOptions.Generating options, Parts parts, Optional<Captions> captions) {
        SceneReader reader = new SceneReader(parts.reader(), parts.encoder().model());
        return new GenerateApi(
                parts.videos(),
                parts.profiles(),
                new Retrieval(
                        parts.search(),
                        reader,
                        new CaptionSigns(captions, parts.encoder(), reader, parts.router())),
                generators(options, parts.thumbnails()),
                options.longest());
    }

    private static List<Generator> generators(
            QueryServiceOptions.Generating options, Optional<Thumbnails> thumbnails) {
        Generator grounded = new GroundedGenerator();
        return options.chat()
                .map(chat -> List.of(new ChatGenerator(chat, thumbnails), grounded))
                .orElse(List.of(grounded));
    }

    /**
     * @param generators the service's choice first
     * @param deadline for all of an answer
     */
    private GenerateApi(
            VideosApi videos,
            SearchProfiles profiles,
            Retrieval retrieval,
            List<Generator> generators,
            Duration deadline) {
        this.videos = videos;
        this.profiles = profiles;
        this.retrieval = retrieval;
        this.generators = List.copyOf(generators);
        this.deadline = deadline;
        clock.scheduleWithFixedDelay(
                () -> open.forEach(AnswerStream::alive),
                HEARTBEAT.toMillis(),
                HEARTBEAT.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private static ExecutorService pool() {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(
                        AT_ONCE,
                        AT_ONCE,
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(WAITING),
                        work -> daemon(work, "answers"));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    public void post(Context ctx) throws IOException {
        GenerateRequest request = Bodies.json(ctx, GenerateRequest.class);
        Question question = GenerateRules.of(Caller.of(ctx), profiles, request);
        Generator generator =
                generator(question.wantsPreset() ? GroundedGenerator.NAME : request.generator());
        if (question.video().isPresent()) {
            refuseUnsearchable(videos.find(question.tenant(), question.video().get().videoId()));
        }
        CompletableFuture<Void> answered = new CompletableFuture<>();
        ctx.future(
                () -> {
                    start(ctx, question, generator, answered);
                    return answered;
                });
    }

    private Generator generator(String name) {
        return generators.stream()
                .filter(g -> name == null || g.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                ApiError.invalid(
                                        "generator is one of "
                                                + generators.stream()
                                                        .map(Generator::name)
                                                        .collect(Collectors.joining(", ")),
                                        "generator"));
    }

    /**
     * What is not indexed goes its usual way first, and nobody waits for it here.
     *
     * @throws ApiError 409
     */
    private static void refuseUnsearchable(VideoView video) {
        if (video.searchableAt() == null && video.found().values().stream().allMatch(n -> n == 0)) {
            throw ApiError.notIndexed(video.status());
        }
    }

    private void start(
            Context ctx, Question question, Generator generator, CompletableFuture<Void> answered) {
        String tenant = question.tenant();
        if (!shares.take(tenant)) {
            answered.completeExceptionally(
                    ApiError.overShare(
                            "busy", "your tenant asks too much at once; wait for its answers"));
            return;
        }
        CompletableFuture<Void> worked = new CompletableFuture<>();
        CompletableFuture.allOf(worked, answered)
                .whenComplete((done, failure) -> shares.giveBack(tenant));
        try {
            threads.execute(
                    () -> {
                        try {
                            answer(ctx, question, generator, answered);
                        } catch (IOException | RuntimeException | Error e) {
                            answered.completeExceptionally(e);
                        } finally {
                            worked.complete(null);
                        }
                    });
        } catch (RejectedExecutionException e) {
            answered.completeExceptionally(ApiError.busy());
            worked.complete(null);
        }
    }

    private void answer(
            Context ctx, Question question, Generator generator, CompletableFuture<Void> answered)
            throws IOException {
        Material material = retrieval.find(question);
        EventStream events = EventStream.of(ctx, MOST_WAITING_BYTES);
        AnswerStream answer = new AnswerStream(events);
        open.add(answer);
        events.ended()
                .whenComplete(
                        (done, failure) -> {
                            open.remove(answer);
                            answered.complete(null);
                        });
        endIn(deadline, answer::late, events);
        endIn(deadline.plus(LAST_WORDS), events::cut, events);
        events.start();
        try {
            tell(question, generator, material, answer);
        } catch (GeneratorProblem e) {
            LOG.info("{} gave no whole answer: {}", generator.name(), e.getMessage(), e.getCause());
            answer.fail(e.code(), e.getMessage());
        } catch (IOException | RuntimeException | Error e) {
            LOG.error("an answer by {} failed", generator.name(), e);
            answer.fail("internal", "something went wrong; it has been logged");
        }
    }

    private void endIn(Duration time, Runnable end, EventStream events) {
        Future<?> later = clock.schedule(end, time.toMillis(), TimeUnit.MILLISECONDS);
        events.ended().whenComplete((done, failure) -> later.cancel(false));
    }

    private static void tell(
            Question question, Generator generator, Material material, AnswerStream answer)
            throws GeneratorProblem, IOException {
        Usage usage =
                material.scenes().isEmpty()
                        ? Usage.own(0, 0)
                        : generator.answer(question, material, answer);
        answer.done(
                new AnswerStream.Done(
                        generator.name(),
                        usage,
                        answer.hasBegun() ? null : AnswerStream.NO_EVIDENCE,
                        material.degraded()));
    }

    /** Ends every answer, and waits a little for who works on one. */
    @Override
    public void close() {
        clock.shutdownNow();
        open.forEach(AnswerStream::cut);
        generators.forEach(Generator::close);
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(END.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("answers are still worked on");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
