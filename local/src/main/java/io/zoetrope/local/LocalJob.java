package io.zoetrope.local;

import io.zoetrope.jobs.IndexVideosJob;
import io.zoetrope.jobs.IndexVideosOptions;
import io.zoetrope.testing.process.FreePort;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The job on a Flink of its own inside this process. It goes on where the last run with the same
 * models left off. The run closes it.
 */
final class LocalJob implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalJob.class);
    private static final String LOOPBACK = "127.0.0.1";
    private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(3);
    private static final long STOP_SECONDS = 15;
    private static final int FAILURES = 3;

    /** Those of a model that hangs count together: each comes observe.timeout after the last. */
    private static final Duration FAILURES_WITHIN = Duration.ofHours(1);

    private static final Duration SILENCE = Duration.ofHours(24);

    private final JobClient client;
    private final CompletableFuture<JobExecutionResult> result;
    private final Path savepoints;
    private final URI rest;
    private final BooleanSupplier serversAlive;

    private LocalJob(JobClient client, Path savepoints, URI rest, BooleanSupplier serversAlive) {
        this.client = client;
        this.result = client.getJobExecutionResult();
        this.savepoints = savepoints;
        this.rest = rest;
        this.serversAlive = serversAlive;
    }

    /**
     * @param options of the job, see {@link IndexVideosOptions}
     * @param folder of its checkpoints and savepoints
     * @param restPort of Flink's dashboard and REST; 0 for a free one
     * @param serversAlive whether what it reads and writes is still there when it is closed
     * @throws Exception as the job's own definition
     */
    static LocalJob start(
            Configuration options, Path folder, int restPort, BooleanSupplier serversAlive)
            throws Exception {
        // Flink does not tell which port it took if it may choose.
        int port = restPort == 0 ? FreePort.find() : restPort;
        URI rest = URI.create("http://" + LOOPBACK + ":" + port);
        Configuration flink = flink(folder, rest);
        Optional<Path> from = Restore.newest(folder);
        from.ifPresent(
                path -> flink.set(StateRecoveryOptions.SAVEPOINT_PATH, path.toUri().toString()));
        LOG.info("job starts {}", from.map(path -> "from " + path).orElse("afresh"));
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(flink);
        env.setParallelism(Math.min(4, Runtime.getRuntime().availableProcessors()));
        IndexVideosJob.define(env, options);
        return new LocalJob(
                env.executeAsync("zoetrope"), folder.resolve("savepoints"), rest, serversAlive);
    }

    /** Of Flink's dashboard; it answers what {@link io.zoetrope.local.rest.ReadOnlyRest} lets. */
    URI rest() {
        return rest;
    }

    /**
     * @throws IllegalStateException if the job ended; nobody but {@link #close} may end it
     */
    void checkAlive() {
        if (result.isDone()) {
            Throwable cause = result.handle((ok, error) -> error).join();
            throw new IllegalStateException("the job ended: " + deepest(cause), cause);
        }
    }

    /**
     * Takes a savepoint, so that archives are complete and the next run goes on from here. Without
     * its servers the job could not finish one: the last checkpoint has to do.
     */
    @Override
    public void close() {
        if (!serversAlive.getAsBoolean()) {
            client.cancel();
            return;
        }
        try {
            Files.createDirectories(savepoints);
            client.stopWithSavepoint(
                            false, savepoints.toUri().toString(), SavepointFormatType.NATIVE)
                    .get(STOP_SECONDS, TimeUnit.SECONDS);
            result.get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (IOException | ExecutionException | TimeoutException e) {
            LOG.warn("no savepoint; the next run goes on from the last checkpoint", e);
            client.cancel();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            client.cancel();
        }
    }

    static Configuration flink(Path folder, URI rest) {
        Configuration c = new Configuration();
        c.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_INTERVAL);
        c.set(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
        c.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                folder.resolve("checkpoints").toUri().toString());
        c.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        c.set(StateBackendOptions.STATE_BACKEND, "hashmap");
        // What fails again and again ends the run, what fails now and then in weeks does not.
        c.set(RestartStrategyOptions.RESTART_STRATEGY, "failure-rate");
        c.set(
                RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_MAX_FAILURES_PER_INTERVAL,
                FAILURES);
        c.set(
                RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_FAILURE_RATE_INTERVAL,
                FAILURES_WITHIN);
        c.set(RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_DELAY, Duration.ofSeconds(1));
        // All is one process: who is silent sleeps with the laptop, or waits for a processor.
        c.set(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT, SILENCE);
        c.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(64));
        c.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(64));
        c.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(16));
        for (var address :
                List.of(
                        RestOptions.ADDRESS,
                        RestOptions.BIND_ADDRESS,
                        JobManagerOptions.ADDRESS,
                        JobManagerOptions.BIND_HOST,
                        TaskManagerOptions.BIND_HOST)) {
            c.set(address, LOOPBACK);
        }
        c.set(RestOptions.BIND_PORT, Integer.toString(rest.getPort()));
        // What the dashboard shows; what REST answers is narrower still, see ReadOnlyRest.
        c.set(WebOptions.SUBMIT_ENABLE, false);
        c.set(WebOptions.CANCEL_ENABLE, false);
        c.set(WebOptions.RESCALE_ENABLE, false);
        c.set(WebOptions.ACCESS_CONTROL_ALLOW_ORIGIN, rest.toString());
        c.set(BlobServerOptions.PORT, "0");
        return c;
    }

    private static String deepest(Throwable error) {
        Throwable t = error;
        while (t != null && t.getCause() != null) {
            t = t.getCause();
        }
        return t == null ? "without a reason" : t.getMessage();
    }
}
