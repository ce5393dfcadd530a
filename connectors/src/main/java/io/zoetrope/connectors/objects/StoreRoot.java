package io.zoetrope.connectors.objects;

import io.zoetrope.domain.store.ShownUri;
import java.io.IOException;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.UnsupportedFileSystemSchemeException;

/** The folder of the object store below which everything is written. */
public final class StoreRoot {
    /** Clients of stores try again for minutes by themselves. */
    private static final long PATIENCE_S = 60;

    private StoreRoot() {}

    /**
     * Writes a small object below a root and deletes it.
     *
     * @param root as {@link ThumbnailSink#create(String)} has it
     * @throws IOException if that does not work, or takes more than a minute; one sentence that
     *     names the root says why
     */
    public static void requireWritable(String root) throws IOException, InterruptedException {
        FutureTask<Void> trial =
                new FutureTask<>(
                        () -> {
                            write(root);
                            return null;
                        });
        Thread thread = new Thread(trial, "store-root");
        thread.setDaemon(true);
        thread.start();
        try {
            trial.get(PATIENCE_S, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            trial.cancel(true);
            throw new IOException(
                    String.format(
                            Locale.ROOT,
                            "store.root %s did not answer within %d s",
                            ShownUri.in(root),
                            PATIENCE_S),
                    e);
        } catch (ExecutionException e) {
            throw new IOException(
                    "store.root %s cannot be used: %s"
                            .formatted(ShownUri.in(root), why(e.getCause())),
                    e.getCause());
        }
    }

    private static void write(String root) throws IOException {
        if (ShownUri.hasLogin(root)) {
            // Clients would repeat it in what they say.
            throw new IOException("it holds a login; set it in the cluster's configuration");
        }
        Path folder = new Path(root);
        if (folder.toUri().getScheme() == null) {
            // It would be another folder in each process.
            throw new IOException("it has no scheme; write file:///… or s3a://…");
        }
        Path path = new Path(folder, ".zoetrope-" + UUID.randomUUID());
        FileSystem files = path.getFileSystem();
        try (FSDataOutputStream out = files.create(path, WriteMode.NO_OVERWRITE)) {
            out.write(1);
        }
        files.delete(path, false);
    }

    private static String why(Throwable e) {
        if (e instanceof UnsupportedFileSystemSchemeException) {
            return "Flink has no file system for it here; put the plugin of its store into a folder"
                    + " below plugins/, or correct the uri's scheme";
        }
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }
}
