package io.zoetrope.sources;

import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import java.io.Serializable;
import java.util.List;
import java.util.Set;

/**
 * What the uris of arrivals may name. Closed by default: events come from outside, and the job can
 * reach what their senders cannot.
 *
 * @param schemes that are opened at all, lower case
 * @param fileRoots folders below which {@code file:} uris must lie when their symbolic links are
 *     resolved; none means no local files
 * @param prefixes such as {@code s3a://bucket/in} with which every other uri must begin; none means
 *     anything within the schemes
 * @param allowPrivateHosts whether http(s) may reach loopback, link-local and private addresses
 * @param http bounds of http(s)
 */
public record SourcePolicy(
        Set<String> schemes,
        List<String> fileRoots,
        List<String> prefixes,
        boolean allowPrivateHosts,
        HttpOptions http)
        implements Serializable {

    /** Public http(s) and the object stores that the cluster has a plugin and rights for. */
    public static final SourcePolicy DEFAULT =
            new SourcePolicy(
                    Set.of("http", "https", "s3", "s3a"),
                    List.of(),
                    List.of(),
                    false,
                    HttpOptions.DEFAULT);

    public SourcePolicy {
        schemes = Set.copyOf(schemes);
        fileRoots = List.copyOf(fileRoots);
        prefixes = List.copyOf(prefixes);
    }

    /** Local files below these folders, and nothing else. */
    public static SourcePolicy localFiles(List<String> roots) {
        return new SourcePolicy(Set.of("file"), roots, List.of(), false, HttpOptions.DEFAULT);
    }

    public SourcePolicy withFileRoots(List<String> roots) {
        return new SourcePolicy(schemes, roots, prefixes, allowPrivateHosts, http);
    }

    public SourcePolicy withSchemes(Set<String> newSchemes) {
        return new SourcePolicy(newSchemes, fileRoots, prefixes, allowPrivateHosts, http);
    }

    public SourcePolicy withPrefixes(List<String> newPrefixes) {
        return new SourcePolicy(schemes, fileRoots, newPrefixes, allowPrivateHosts, http);
    }

    public SourcePolicy withPrivateHosts(boolean allowed) {
        return new SourcePolicy(schemes, fileRoots, prefixes, allowed, http);
    }

    public SourcePolicy withHttp(HttpOptions newHttp) {
        return new SourcePolicy(schemes, fileRoots, prefixes, allowPrivateHosts, newHttp);
    }

    void requireScheme(String scheme) throws RejectedInput {
        if (!schemes.contains(scheme)) {
            throw new RejectedInput(
                    Reason.FORBIDDEN_URI,
                    "scheme " + scheme + " is not among those that may be read");
        }
    }

    /**
     * @param uri normalised: without {@code ..}
     * @throws RejectedInput {@code forbidden_uri} if no prefix allows it
     */
    public void requirePrefix(String uri) throws RejectedInput {
        if (!prefixes.isEmpty() && prefixes.stream().noneMatch(prefix -> isBelow(prefix, uri))) {
            throw new RejectedInput(
                    Reason.FORBIDDEN_URI,
                    "uri does not begin with a prefix that may be read: " + uri);
        }
    }

    // s3a://media must not let s3a://media-private through.
    private static boolean isBelow(String prefix, String uri) {
        return uri.startsWith(prefix)
                && (prefix.endsWith("/")
                        || uri.length() == prefix.length()
                        || uri.charAt(prefix.length()) == '/');
    }
}
