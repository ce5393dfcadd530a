package io.zoetrope.query.media;

import io.zoetrope.query.http.content.Content;
import io.zoetrope.query.options.QueryServiceOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where the job keeps pictures and what is played: files below a root. Thread-safe. */
public interface PictureStore extends AutoCloseable {
    /** What is larger is no picture of the job's. */
    int MAX_BYTES = 4 << 20;

    /**
     * Opens the store that a root uri names.
     *
     * @param root file:, s3: or s3a:
     * @throws IllegalArgumentException if the S3 client lacks a setting; the message says which
     */
    static PictureStore open(URI root, QueryServiceOptions.S3 s3) {
        return "file".equals(root.getScheme())
                ? new FilePictures(Path.of(root.getPath()))
                : S3Pictures.open(root, s3);
    }

    /**
     * The picture at a path; empty if there is none or it is over {@link #MAX_BYTES}.
     *
     * @param path below the root, made of safe names only: stores do not look at it again
     * @throws IOException if the store does not answer or refuses
     */
    Optional<Content> find(String path) throws IOException;

    /**
     * The file at a path, of any size, which is read when it is opened; empty if there is none.
     *
     * @param path as in {@link #find}
     * @throws IOException if the store does not answer or refuses
     */
    Optional<Content> stream(String path) throws IOException;

    /**
     * Names right below a folder, of anything, in their order; none if the folder is missing.
     *
     * @param folder as the path of {@link #find}, without a slash at the end
     * @param from names that sort before this are left out
     * @param most at most so many
     * @throws IOException if the store does not answer or refuses
     */
    List<String> names(String folder, String from, int most) throws IOException;

    @Override
    void close();
}
