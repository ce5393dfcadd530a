package io.zoetrope.models.pull;

import io.zoetrope.models.packages.Checksums;
import io.zoetrope.models.packages.manifest.PackageFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * One file: bytes go to {@code NAME.part}, which is taken up again after a break, in this run or
 * the next; only when size and checksum are right does the file get its name. {@link #fetch} comes
 * before {@link #keep}. For one thread.
 */
final class Download {
    private static final int CHUNK = 1 << 16;

    /** Bounds a file whose manifest gives no size. */
    private static final long MAX_BYTES = 64L << 30;

    private final ByteSource source;
    private final URI uri;
    private final PackageFile file;
    private final Path target;
    private final Path part;
    private final PullOptions options;
    private final PullProgress progress;

    Download(
            ByteSource source,
            URI uri,
            PackageFile file,
            Path target,
            PullOptions options,
            PullProgress progress) {
        this.source = source;
        this.uri = uri;
        this.file = file;
        this.target = target;
        this.part = target.resolveSibling(target.getFileName() + ".part");
        this.options = options;
        this.progress = progress;
    }

    /**
     * Brings the whole file to {@code .part}; what has the file's name stays.
     *
     * @throws PullException if the file cannot be had; what came so far stays in {@code .part},
     *     unless it is wrong
     */
    void fetch() throws PullException {
        try {
            Files.createDirectories(target.getParent());
            try (FileChannel out =
                            FileChannel.open(
                                    part,
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.READ,
                                    StandardOpenOption.WRITE);
                    FileLock lock = lock(out)) {
                fetchVerified(out);
                out.force(true);
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** Gives what was fetched its name, in place of what had it. */
    void keep() throws PullException {
        try {
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private PullException unwritable(IOException e) {
        return new PullException(target + ": cannot be written: " + e.getMessage(), e);
    }

    private FileLock lock(FileChannel out) throws IOException, PullException {
        try {
            FileLock lock = out.tryLock();
            if (lock != null) {
                return lock;
            }
        } catch (OverlappingFileLockException e) {
            throw busy();
        }
        throw busy();
    }

    private PullException busy() {
        return new PullException(part + ": another pull is writing this file");
    }

    private void fetchVerified(FileChannel out) throws PullException, IOException {
        if (file.bytes() > 0 && out.size() > file.bytes()) {
            out.truncate(0);
        }
        boolean pieced = fetchThroughBreaks(out);
        String found = checksum(out);
        if (!found.equals(file.sha256()) && pieced) {
            progress.note(file.path() + ": the part from before does not fit; starting again");
            out.truncate(0);
            fetchThroughBreaks(out);
            found = checksum(out);
        }
        if (!found.equals(file.sha256())) {
            out.truncate(0);
            Files.delete(part);
            throw new PullException(
                    String.format(
                            "%s: wrong checksum: expected sha256 %s, got %s; nothing was kept",
                            uri, file.sha256(), found));
        }
    }

    /**
     * Until the source has no more.
     *
     * @return whether end and beginning came by different answers, which may be of different files
     */
    private boolean fetchThroughBreaks(FileChannel out) throws PullException, IOException {
        int fruitless = 0;
        // A source without ranges starts anew each time: only more than ever before is progress.
        long most = out.size();
        while (true) {
            try {
                return transfer(out) > 0;
            } catch (DiskFull e) {
                throw new PullException(
                        target + ": " + e.getMessage() + "; " + out.size() + " bytes are kept", e);
            } catch (IOException e) {
                fruitless = out.size() > most ? 1 : fruitless + 1;
                most = Math.max(most, out.size());
                if (fruitless >= options.attempts()) {
                    throw new PullException(uri + ": gave up: " + reason(e), e);
                }
                progress.note(file.path() + ": " + reason(e) + "; trying again");
                pause(fruitless);
            }
        }
    }

    private static String reason(IOException e) {
        if (e instanceof java.net.SocketTimeoutException) {
            return "no byte came in time";
        }
        if (e instanceof java.net.UnknownHostException) {
            return "unknown host " + e.getMessage();
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private void pause(int fruitless) throws PullException {
        try {
            Thread.sleep(options.pause().toMillis() << Math.min(fruitless - 1, 6));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PullException(uri + ": interrupted", e);
        }
    }

    /** One answer. Returns where it began: what lies before came by an earlier one. */
    private long transfer(FileChannel out) throws PullException, IOException {
        if (file.bytes() > 0 && out.size() == file.bytes()) {
            return out.size();
        }
        ByteSource.Body body = source.open(uri, out.size());
        try (InputStream in = body.in()) {
            checkSize(body);
            out.truncate(body.from());
            out.position(body.from());
            checkSpace(body);
            copy(in, out);
            long whole = Math.max(file.bytes(), body.total());
            if (out.size() < whole) {
                throw new IOException("broke off after " + out.size() + " of " + whole + " bytes");
            }
            return body.from();
        }
    }

    private void checkSize(ByteSource.Body body) throws PullException {
        if (file.bytes() > 0 && body.total() >= 0 && body.total() != file.bytes()) {
            throw new PullException(
                    uri
                            + ": wrong size: expected "
                            + file.bytes()
                            + " bytes, the source has "
                            + body.total());
        }
    }

    private void checkSpace(ByteSource.Body body) throws IOException {
        long needed = Math.max(file.bytes(), body.total()) - body.from();
        if (needed > 0 && Files.getFileStore(part).getUsableSpace() < needed) {
            throw new DiskFull("no space left for " + needed + " bytes");
        }
    }

    private void copy(InputStream in, FileChannel out) throws PullException, IOException {
        long most = file.bytes() > 0 ? file.bytes() : MAX_BYTES;
        byte[] chunk = new byte[CHUNK];
        long done = out.position();
        progress.at(done);
        for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
            if (done + n > most) {
                out.truncate(0);
                throw new PullException(uri + ": more than the expected " + most + " bytes came");
            }
            write(out, ByteBuffer.wrap(chunk, 0, n));
            done += n;
            progress.at(done);
            if (Thread.interrupted()) {
                Thread.currentThread().interrupt();
                throw new PullException(uri + ": interrupted", new InterruptedIOException());
            }
        }
    }

    private static void write(FileChannel out, ByteBuffer bytes) throws DiskFull {
        try {
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
        } catch (IOException e) {
            throw new DiskFull(e.getMessage());
        }
    }

    private static String checksum(FileChannel out) throws IOException {
        MessageDigest sha256 = Checksums.sha256();
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
        out.position(0);
        while (out.read(chunk.clear()) >= 0) {
            sha256.update(chunk.flip());
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    /** The disk takes no more: another try would end the same. */
    private static final class DiskFull extends IOException {
        private static final long serialVersionUID = 1L;

        DiskFull(String message) {
            super(message);
        }
    }
}
