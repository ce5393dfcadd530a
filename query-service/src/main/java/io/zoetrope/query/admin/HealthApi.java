package io.zoetrope.query.admin;

import io.javalin.http.Context;
import io.zoetrope.query.index.IndexReader;
import io.zoetrope.query.options.QueryServiceOptions;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;

/**
 * {@code GET /healthz}: this process answers. {@code GET /readyz}: OpenSearch and Kafka did, when
 * they were last asked; 503 if one of them did not. They are asked in the background, so no answer
 * waits for a server that is away.
 */
public final class HealthApi implements AutoCloseable {
    private static final int PATIENCE_MS = 3_000;
    private static final int EVERY_MS = 2_000;

    /** What {@code /healthz} answers. */
    record Alive(String status) {}

    /** What {@code /readyz} answers. */
    record Health(String status, Map<String, Check> checks) {}

    record Check(boolean ok, long tookMs, String problem) {}

    /** One question; throws if there is no good answer. */
    private interface Question {
        void ask() throws IOException, InterruptedException, ExecutionException, TimeoutException;
    }

    private final IndexReader reader;
    private final Admin kafka;
    private final CountDownLatch asked = new CountDownLatch(2);
    private final ScheduledExecutorService asking = Executors.newScheduledThreadPool(2, this::name);
    private volatile Check openSearchCheck = new Check(false, 0, "not asked yet");
    private volatile Check kafkaCheck = openSearchCheck;

    /**
     * @param reader of its own, closed by the caller
     * @param kafka closed with this
     */
    public HealthApi(IndexReader reader, Admin kafka) {
        this.reader = reader;
        this.kafka = kafka;
    }

    private Thread name(Runnable task) {
        Thread thread = new Thread(task, "health");
        thread.setDaemon(true);
        return thread;
    }

    /** Begins to ask. */
    public HealthApi start() {
        every(() -> openSearchCheck = check("OpenSearch", this::askOpenSearch));
        every(() -> kafkaCheck = check("Kafka", this::askKafka));
        return this;
    }

    private void every(Runnable check) {
        asking.scheduleWithFixedDelay(
                () -> {
                    check.run();
                    asked.countDown();
                },
                0,
                EVERY_MS,
                TimeUnit.MILLISECONDS);
    }

    /** A client that gives up soon. */
    public static Admin kafka(QueryServiceOptions.Kafka options) {
        return Admin.create(
                options.client(
                        Map.of(
                                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS,
                                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS)));
    }

    public void alive(Context ctx) {
        ctx.json(new Alive("ok"));
    }

    /** Waits only for the very first answers. */
    public void ready(Context ctx) throws InterruptedException {
        asked.await(PATIENCE_MS, TimeUnit.MILLISECONDS);
        Map<String, Check> checks =
                new TreeMap<>(Map.of("opensearch", openSearchCheck, "kafka", kafkaCheck));
        boolean ok = checks.values().stream().allMatch(Check::ok);
        ctx.status(ok ? 200 : 503).json(new Health(ok ? "ok" : "unavailable", checks));
    }

    /** Whether both answered when they were last asked. */
    public boolean isReady() {
        return openSearchCheck.ok() && kafkaCheck.ok();
    }

    private void askOpenSearch() throws IOException {
        if (reader.health().equals("red")) {
            throw new IOException("the cluster is red");
        }
    }

    private void askKafka() throws InterruptedException, ExecutionException, TimeoutException {
        kafka.describeCluster(new DescribeClusterOptions().timeoutMs(PATIENCE_MS))
                .nodes()
                .get(PATIENCE_MS, TimeUnit.MILLISECONDS);
    }

    private static Check check(String server, Question question) {
        long start = System.nanoTime();
        String problem = null;
        try {
            question.ask();
        } catch (IOException | ExecutionException | TimeoutException | RuntimeException e) {
            problem = server + " does not answer";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            problem = "the service is stopping";
        }
        return new Check(problem == null, (System.nanoTime() - start) / 1_000_000, problem);
    }

    @Override
    public void close() {
        asking.shutdownNow();
        kafka.close();
    }
}
