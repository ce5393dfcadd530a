package io.zoetrope.query.generate.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.query.generate.Answer;
import io.zoetrope.query.generate.GeneratorProblem;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.options.QueryServiceOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks an OpenAI-compatible endpoint for completions. One that is busy, fails or cannot be reached
 * before it answers is asked again after a while; one that is silent is not. Thread-safe.
 */
final class ChatEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(ChatEndpoint.class);
    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** Doubled each time. */
    private static final long FIRST_WAIT_MS = 250;

    /** An endpoint that wants more time is busy. */
    private static final long LONGEST_WAIT_MS = 10_000;

    private static final int TOO_MANY = 429;
    private static final Set<Integer> ASK_AGAIN = Set.of(408, 425, TOO_MANY, 500, 502, 503, 504);

    private final QueryServiceOptions.Chat options;
    private final URI address;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .connectTimeout(CONNECT)
                    .followRedirects(Redirect.NEVER)
                    .version(Version.HTTP_1_1)
                    .build();

    ChatEndpoint(QueryServiceOptions.Chat options) {
        this.options = options;
        this.address =
                URI.create(options.uri().toString().replaceAll("/+$", "") + "/chat/completions");
    }

    /**
     * The beginning of its answer, with status 200.
     *
     * @param answer whose end ends this
     * @throws GeneratorProblem if it gives none
     */
    HttpResponse<InputStream> ask(ObjectNode body, Answer answer) throws GeneratorProblem {
        CountDownLatch unwanted = new CountDownLatch(1);
        answer.whenUnwanted(unwanted::countDown);
        HttpRequest request = request(body);
        for (int left = options.retries(); ; left--) {
            long waitMs = FIRST_WAIT_MS << (options.retries() - left);
            try {
                HttpResponse<InputStream> response = send(request, answer);
                int status = response.statusCode();
                if (status == 200) {
                    return response;
                }
                response.body().close();
                waitMs = Math.max(waitMs, retryAfterMs(response));
                if (left == 0 || !ASK_AGAIN.contains(status) || waitMs > LONGEST_WAIT_MS) {
                    throw refusal(status);
                }
                LOG.info("the chat endpoint answered {}; asking again", status);
            } catch (HttpTimeoutException e) {
                throw silent(e);
            } catch (IOException e) {
                if (left == 0) {
                    throw new GeneratorProblem(
                            "chat_unavailable", "the chat endpoint does not answer", e);
                }
                LOG.info("the chat endpoint cannot be reached; asking again", e);
            }
            await(unwanted, waitMs);
        }
    }

    private HttpRequest request(ObjectNode body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address)
                        .timeout(options.silence())
                        .header("Content-Type", "application/json")
                        .header("Accept", "text/event-stream, application/json")
                        .POST(BodyPublishers.ofByteArray(Json.bytes(body)));
        if (!options.key().isEmpty()) {
            request.header("Authorization", "Bearer " + options.key());
        }
        return request.build();
    }

    private HttpResponse<InputStream> send(HttpRequest request, Answer answer)
            throws IOException, GeneratorProblem {
        CompletableFuture<HttpResponse<InputStream>> response =
                client.sendAsync(request, BodyHandlers.ofInputStream());
        answer.whenUnwanted(() -> response.cancel(true));
        try {
            return response.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            throw new IOException(e.getCause());
        } catch (CancellationException e) {
            throw ended(e);
        } catch (InterruptedException e) {
            response.cancel(true);
            Thread.currentThread().interrupt();
            throw ended(e);
        }
    }

    /** Nobody hears of it. */
    private static GeneratorProblem ended(Exception e) {
        return new GeneratorProblem("ended", "the answer is not wanted any more", e);
    }

    static GeneratorProblem silent(Exception e) {
        return new GeneratorProblem(
                "chat_unavailable", "the chat endpoint has said nothing for too long", e);
    }

    private static GeneratorProblem refusal(int status) {
        if (status == TOO_MANY) {
            return new GeneratorProblem("chat_busy", "the chat endpoint has too much to do");
        }
        return ASK_AGAIN.contains(status)
                ? new GeneratorProblem(
                        "chat_unavailable", "the chat endpoint fails: status " + status)
                : new GeneratorProblem(
                        "chat_refused", "the chat endpoint refuses: status " + status);
    }

    /** In seconds only; a date is not waited for. */
    private static long retryAfterMs(HttpResponse<?> response) {
        try {
            String seconds = response.headers().firstValue("Retry-After").orElse("0");
            return Math.multiplyExact(Long.parseLong(seconds.strip()), 1_000L);
        } catch (NumberFormatException | ArithmeticException e) {
            return 0;
        }
    }

    private static void await(CountDownLatch unwanted, long waitMs) throws GeneratorProblem {
        long jitter = ThreadLocalRandom.current().nextLong(FIRST_WAIT_MS / 2);
        try {
            if (unwanted.await(waitMs + jitter, TimeUnit.MILLISECONDS)) {
                throw ended(null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ended(e);
        }
    }
}
