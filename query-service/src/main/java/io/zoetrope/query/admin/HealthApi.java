package io.zoetrope.query.admin;

import io.javalin.http.Context;
import io.zoetrope.query.index.IndexReader;
import io.zoetrope.query.options.QueryServiceOptions;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;

/** {@code GET /healthz}: asks OpenSearch and Kafka; 503 where one of them does not answer. */
public final class HealthApi implements AutoCloseable {
    private static final int PATIENCE_MS = 3_000;

    /** What is answered. */
    record Health(String status, Map<String, Check> checks) {}

    record Check(boolean ok, long tookMs, String problem) {}

    /** One question; throws where there is no good answer. */
    private interface Question {
        void ask() throws IOException, InterruptedException, ExecutionException, TimeoutException;
    }

    private final IndexReader reader;
    private final Admin kafka;

    /**
     * @param kafka closed with this
     */
    public HealthApi(IndexReader reader, Admin kafka) {
        this.reader = reader;
        this.kafka = kafka;
    }

    /** A client that gives up soon. */
    public static Admin kafka(QueryServiceOptions.Kafka options) {
        return Admin.create(
                Map.of(
                        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, options.bootstrap(),
                        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS,
                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS));
    }

    public void get(Context ctx) {
        Map<String, Check> checks = new TreeMap<>();
        checks.put("opensearch", check("OpenSearch", this::askOpenSearch));
        checks.put("kafka", check("Kafka", this::askKafka));
        boolean ok = checks.values().stream().allMatch(Check::ok);
        ctx.status(ok ? 200 : 503).json(new Health(ok ? "ok" : "unavailable", checks));
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
        } catch (IOException | ExecutionException | TimeoutException e) {
            problem = server + " does not answer";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            problem = "the service is stopping";
        }
        return new Check(problem == null, (System.nanoTime() - start) / 1_000_000, problem);
    }

    @Override
    public void close() {
        kafka.close();
    }
}
