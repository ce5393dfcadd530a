package io.zoetrope.sources;

import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.store.MediaSource;
import io.zoetrope.domain.store.MediaSourceOpener;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Opens local files, http(s) with range requests, and every other scheme through an {@link
 * ObjectOpener}, if a {@link SourcePolicy} allows it.
 */
public final class MediaSources implements MediaSourceOpener {
    private static final long serialVersionUID = 1L;
    private static final int MAX_URI_LENGTH = 8192;
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):.+");

    private final SourcePolicy policy;
    private final ObjectOpener objects;
    private transient volatile HttpSources http;

    private MediaSources(SourcePolicy policy, ObjectOpener objects) {
        this.policy = policy;
        this.objects = objects;
    }

    /**
     * @param objects for every scheme but {@code file}, {@code http} and {@code https}
     */
    public static MediaSources of(SourcePolicy policy, ObjectOpener objects) {
        return new MediaSources(policy, objects);
    }

    @Override
    public MediaSource open(String uri) throws RejectedInput, IOException {
        String scheme = schemeOf(uri);
        policy.requireScheme(scheme);
        try {
            return new ContainedSource(open(scheme, uri), uri);
        } catch (IllegalArgumentException | NullPointerException e) {
            // So clients refuse a port, a bucket's name or a missing host. An opener that can tell
            // a client that is set up wrongly from that has said so itself.
            throw new RejectedInput(Reason.BAD_URI, "cannot be opened: " + uri + ": " + e, e);
        } catch (RuntimeException e) {
            throw ContainedSource.failure(uri, e);
        }
    }

    private MediaSource open(String scheme, String uri) throws RejectedInput, IOException {
        return switch (scheme) {
            case "file" -> LocalFiles.open(uri, policy.fileRoots());
            case "http", "https" -> http().open(uri);
            default -> objects.open(uri, policy);
        };
    }

    private static String schemeOf(String uri) throws RejectedInput {
        if (uri == null || uri.length() > MAX_URI_LENGTH) {
            throw new RejectedInput(
                    Reason.BAD_URI, "uri is missing or longer than " + MAX_URI_LENGTH);
        }
        Matcher matcher = SCHEME.matcher(uri);
        if (!matcher.matches()) {
            throw new RejectedInput(Reason.BAD_URI, "not a uri with a scheme: " + uri);
        }
        return matcher.group(1).toLowerCase(Locale.ROOT);
    }

    // Made at first use: neither client nor connections travel with the job graph.
    private HttpSources http() {
        HttpSources made = http;
        if (made == null) {
            synchronized (this) {
                made = http;
                if (made == null) {
                    made = new HttpSources(policy);
                    http = made;
                }
            }
        }
        return made;
    }
}
