package io.zoetrope.query.media;

import io.zoetrope.query.options.QueryServiceOptions;
import java.net.URI;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Lets players fetch segments from the bucket itself: playlists name presigned GETs (AWS Signature
 * Version 4, query parameters) in the place of files beside them. Signing asks nobody. Thread-safe.
 */
public final class PresignedSegments implements AutoCloseable {
    private static final String KEPT = "private, max-age=31536000, immutable";
    private static final Pattern MAP = Pattern.compile("URI=\"([A-Za-z0-9.]{1,32})\"");

    private final S3Presigner presigner;
    private final String bucket;
    private final String prefix;
    private final Duration validFor;

    /**
     * @param root of the object store, s3: or s3a:
     * @param validFor of each link; what is played longer is asked for again by the player
     * @throws IllegalArgumentException if the client lacks a setting; the message says which
     */
    public PresignedSegments(URI root, QueryServiceOptions.S3 options, Duration validFor) {
        this.presigner = BucketUploads.presigner(options);
        this.bucket = root.getAuthority();
        String path = root.getPath().replaceAll("^/+|/+$", "");
        this.prefix = path.isEmpty() ? "" : path + "/";
        this.validFor = validFor;
    }

    /**
     * A media playlist with links in the place of names.
     *
     * @param folder of its files below the root, with a slash at the end
     */
    String signed(String list, String folder) {
        StringBuilder out = new StringBuilder(list.length() * 8);
        for (String line : list.lines().toList()) {
            if (line.startsWith("#EXT-X-MAP:")) {
                Matcher map = MAP.matcher(line);
                out.append(
                        map.replaceAll(
                                found ->
                                        Matcher.quoteReplacement(
                                                "URI=\"" + link(folder, found.group(1)) + '"')));
            } else {
                boolean file = !line.isEmpty() && !line.startsWith("#");
                out.append(file ? link(folder, line) : line);
            }
            out.append('\n');
        }
        return out.toString();
    }

    private String link(String folder, String name) {
        String rendition = folder.replaceAll(".*/(?=[^/]+/$)|/$", "");
        String type = HlsApi.type(name, rendition);
        return presigner
                .presignGetObject(
                        p ->
                                p.signatureDuration(validFor)
                                        .getObjectRequest(
                                                get ->
                                                        get.bucket(bucket)
                                                                .key(prefix + folder + name)
                                                                .responseContentType(type)
                                                                .responseCacheControl(KEPT)))
                .url()
                .toString();
    }

    @Override
    public void close() {
        presigner.close();
    }
}
