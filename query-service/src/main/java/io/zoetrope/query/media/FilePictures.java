package io.zoetrope.query.media;

import io.zoetrope.query.http.content.Content;
import io.zoetrope.query.http.content.FileContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Pictures in a folder of this machine. */
record FilePictures(Path root) implements PictureStore {
    @Override
    public Optional<Content> find(String path) throws IOException {
        return stream(path).filter(picture -> picture.size() <= MAX_BYTES);
    }

    @Override
    public Optional<Content> stream(String path) throws IOException {
        Path file = root.resolve(path);
        try {
            BasicFileAttributes facts = Files.readAttributes(file, BasicFileAttributes.class);
            return facts.isRegularFile()
                    ? Optional.of(new FileContent(file, facts))
                    : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public List<String> names(String folder, String from, int most) throws IOException {
        try (Stream<Path> files = Files.list(root.resolve(folder))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.compareTo(from) >= 0)
                    .sorted()
                    .limit(most)
                    .toList();
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        }
    }

    @Override
    public void close() {
        // Holds nothing open.
    }
}
