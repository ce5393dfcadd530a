package io.zoetrope.models.pull;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Files that this machine reaches by path. */
final class FileSource implements ByteSource {
    @Override
    public Body open(java.net.URI uri, long from) throws PullException, IOException {
        try {
            FileChannel file = FileChannel.open(Path.of(uri));
            long start = from <= file.size() ? from : 0;
            file.position(start);
            return new Body(Channels.newInputStream(file), start, file.size());
        } catch (NoSuchFileException e) {
            throw new PullException(uri + ": there is no such file", e);
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            throw new PullException(uri + ": not a file url: " + e.getMessage(), e);
        }
    }
}
