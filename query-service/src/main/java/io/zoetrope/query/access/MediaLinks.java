package io.zoetrope.query.access;

import io.javalin.http.Context;
import io.zoetrope.query.http.VideoPath;
import java.time.Instant;
import java.util.Optional;

/**
 * Paths of pictures, sounds and videos as a caller's answers carry them: a browser's {@code <img>}
 * and {@code <video>} send no key, so the link says who it was made for, until when. Every room
 * that puts a path of media into an answer sends it through here. Thread-safe; good beyond the
 * request.
 *
 * <p>A link is {@code /v1/signed/<token>/…} in the place of {@code /v1/…}, so what a playlist names
 * beside itself carries the token too: below a video's {@code hls/} one token is good for all.
 * Elsewhere it is good for that path with those parameters. It is good for reading alone, and ends
 * with its key.
 */
public final class MediaLinks {
    static final String ATTRIBUTE = MediaLinks.class.getName();
    static final String SIGNED = "/v1/signed/";
    private static final String API = "/v1/";
    static final String PUT = "PUT ";

    /** Links for callers who need none. */
    private static final MediaLinks PLAIN = new MediaLinks(null, null);

    private final Links links;
    private final String keyId;

    MediaLinks(Links links, String keyId) {
        this.links = links;
        this.keyId = keyId;
    }

    /** Of the key that the request came with; empty if it came without. */
    static Optional<String> keyId(Context ctx) {
        return Optional.ofNullable(of(ctx).keyId);
    }

    /** The links of whoever sent this request. */
    public static MediaLinks of(Context ctx) {
        MediaLinks links = ctx.attribute(ATTRIBUTE);
        return links == null ? PLAIN : links;
    }

    /** Paths as they are, for an open service. */
    public static MediaLinks plain() {
        return PLAIN;
    }

    /**
     * A path that can be read without a key.
     *
     * @param path below {@code /v1/}, with its parameters and a fragment if it has one; null if
     *     there is nothing to see
     * @return null for null
     */
    public String to(String path) {
        if (path == null || keyId == null) {
            return path;
        }
        int hash = path.indexOf('#');
        String requested = hash < 0 ? path : path.substring(0, hash);
        return SIGNED + links.sign(keyId, thing(requested)) + "/" + path.substring(API.length());
    }

    /** A path to which something may be put without a key, until then. */
    public String toPut(String path, Instant until) {
        return keyId == null
                ? path
                : SIGNED
                        + links.sign(keyId, until, PUT + path)
                        + "/"
                        + path.substring(API.length());
    }

    /** What a token is good for, from a path and its parameters. */
    static String thing(String requested) {
        VideoPath path = VideoPath.of(requested);
        return path.isPlayback() ? path.playlists() : requested;
    }
}
