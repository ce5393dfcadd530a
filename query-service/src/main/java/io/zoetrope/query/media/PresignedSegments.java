package io.zoetrope.query.media;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.zoetrope.query.options.QueryServiceOptions;
import java.net.URI;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Lets players fetch segments from the bucket itself: playlists name presigned GETs (AWS Signature
 * Version 4, query parameters) in the place of files beside them. Signing asks nobody. A player
 * asks once for the list of a complete video, so what plays longer than links are good for fails to
 * go on. A link is given again for a while, so that a browser finds what it kept. Thread-safe.
 */
public final class PresignedSegments implements AutoCloseable {
    private static final String KEPT = "private, max-age=31536000, immutable";

    /** Part of the time that links are good for in which the same one is given again. */
    private static final int PARTS = 4;

    /** No store takes links that are good for longer. */
    private static final Duration LONGEST = Duration.ofDays(7);

    private static final int MOST_KEPT = 20_000;
    private static final Pattern MAP = Pattern.compile("URI=\"([A-Za-z0-9.]{1,32})\"");

    private final S3Presigner presigner;
    private final String bucket;
    private final String prefix;
    private final Duration signedFor;
    private final Cache<String, String> links;

    /**
     * @param root of the object store, s3: or s3a:
     * @param validFor of each link at least: longer than a video plays, with its pauses
     * @throws IllegalArgumentException if the client lacks a setting; the message says which
     */
    public PresignedSegments(URI root, QueryServiceOptions.S3 options, Duration validFor) {
        this.presigner = BucketUploads.presigner(options);
        this.bucket = root.getAuthority();
        String path = root.getPath().replaceAll("^/+|/+$", "");
        this.prefix = path.isEmpty() ? "" : path + "/";
        Duration again = validFor.dividedBy(PARTS);
        Duration longer = validFor.plus(again);
        this.signedFor = longer.compareTo(LONGEST) > 0 ? LONGEST : longer;
        this.links = Caffeine.newBuilder().maximumSize(MOST_KEPT).expireAfterWrite(again).build();
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
                                                "URI=\"" + kept(folder, found.group(1)) + '"')));
            } else {
                boolean file = !line.isEmpty() && !line.startsWith("#");
                out.append(file ? kept(folder, line) : line);
            }
            out.append('\n');
        }
        return out.toString();
    }

    private String kept(String folder, String name) {
        return links.get(folder + name, none -> link(folder, name));
    }

    private String link(String folder, String name) {
        String rendition = folder.replaceAll(".*/(?=[^/]+/$)|/$", "");
        String type = HlsApi.type(name, rendition);
        return presigner
                .presignGetObject(
                        p ->
                                p.signatureDuration(signedFor)
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
