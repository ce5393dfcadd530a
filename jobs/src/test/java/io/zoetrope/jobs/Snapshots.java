package io.zoetrope.jobs;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.CheckpointException;
import org.apache.flink.runtime.checkpoint.CheckpointFailureReason;
import org.apache.flink.util.ExceptionUtils;

/** Snapshots of a job that runs, taken as soon as all its tasks have begun. */
final class Snapshots {
    private static final Executor LATER =
            CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS);

    private Snapshots() {}

    /**
     * Returns at once; the job goes on. In its native format: for a canonical one Flink copies the
     * serializers of all records anew for each key group, which takes it ten seconds.
     *
     * @param folder to write it below
     * @return where it is, once it is whole
     */
    static CompletableFuture<String> take(JobClient job, Path folder) {
        return job.triggerSavepoint(folder.toUri().toString(), SavepointFormatType.NATIVE)
                .handle(
                        (written, failure) ->
                                isTooEarly(failure)
                                        ? CompletableFuture.supplyAsync(() -> folder, LATER)
                                                .thenCompose(below -> take(job, below))
                                        : completed(written, failure))
                .thenCompose(next -> next);
    }

    /** A video may end before all tasks of the job have begun. */
    private static boolean isTooEarly(Throwable failure) {
        return ExceptionUtils.findThrowable(failure, CheckpointException.class)
                .map(CheckpointException::getCheckpointFailureReason)
                .filter(CheckpointFailureReason.NOT_ALL_REQUIRED_TASKS_RUNNING::equals)
                .isPresent();
    }

    private static CompletableFuture<String> completed(String written, Throwable failure) {
        return failure == null
                ? CompletableFuture.completedFuture(written)
                : CompletableFuture.failedFuture(failure);
    }
}
