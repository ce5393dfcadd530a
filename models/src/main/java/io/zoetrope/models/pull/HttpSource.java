package io.zoetrope.models.pull;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * HTTP with ranges. Uses {@link HttpURLConnection} because its read timeout also ends a body that
 * stalls, which the newer client's does not.
 */
final class HttpSource implements ByteSource {
    private static final int MAX_REDIRECTS = 5;
    private static final int RANGE_NOT_SATISFIABLE = 416;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d+)-\\d+/(\\d+|\\*)");

    private final PullOptions options;

    HttpSource(PullOptions options) {
        this.options = options;
    }

    @Override
    public Body open(URI uri, long from) throws PullException, IOException {
        return open(uri, from, Map.of());
    }

    /**
     * @param headers sent to this host only, not to one that it redirects to
     */
    Body open(URI uri, long from, Map<String, String> headers) throws PullException, IOException {
        URI at = uri;
        for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
            HttpURLConnection answer = ask(at, from, hop == 0 ? headers : Map.of());
            int status = answer.getResponseCode();
            if (status / 100 != 3) {
                return body(answer, status, at, from);
            }
            at = next(answer, status, at);
        }
        throw new PullException(uri + ": redirects more than " + MAX_REDIRECTS + " times");
    }

    private HttpURLConnection ask(URI uri, long from, Map<String, String> headers)
            throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setInstanceFollowRedirects(false);
        connection.setConnectTimeout((int) options.connectTimeout().toMillis());
        connection.setReadTimeout((int) options.stallTimeout().toMillis());
        connection.setRequestProperty("User-Agent", "zoetrope-models");
        // A compressed body would neither resume nor have the size that the manifest gives.
        connection.setRequestProperty("Accept-Encoding", "identity");
        headers.forEach(connection::setRequestProperty);
        if (from > 0) {
            connection.setRequestProperty("Range", "bytes=" + from + "-");
        }
        return connection;
    }

    private static URI next(HttpURLConnection answer, int status, URI at) throws PullException {
        String location = answer.getHeaderField("Location");
        answer.disconnect();
        if (location == null) {
            throw new NoAddressException(
                    at + ": answers HTTP " + status + " without an address to go to");
        }
        URI to;
        try {
            to = at.resolve(location);
        } catch (IllegalArgumentException e) {
            throw new PullException(at + ": redirects to something that is no url", e);
        }
        boolean secure = "https".equals(to.getScheme());
        if (!secure && !("http".equals(at.getScheme()) && "http".equals(to.getScheme()))) {
            throw new PullException(at + ": redirects to " + location + ", which is not followed");
        }
        return to;
    }

    private static Body body(HttpURLConnection answer, int status, URI uri, long from)
            throws PullException, IOException {
        if (status == HttpURLConnection.HTTP_OK) {
            return new Body(answer.getInputStream(), 0, answer.getContentLengthLong());
        }
        if (status == HttpURLConnection.HTTP_PARTIAL) {
            Matcher range =
                    CONTENT_RANGE.matcher(String.valueOf(answer.getHeaderField("Content-Range")));
            if (range.matches() && Long.parseLong(range.group(1)) == from) {
                long total = range.group(2).equals("*") ? -1 : Long.parseLong(range.group(2));
                return new Body(answer.getInputStream(), from, total);
            }
            answer.disconnect();
            throw new PullException(uri + ": answers another range than it was asked for");
        }
        answer.disconnect();
        if (status == RANGE_NOT_SATISFIABLE && from > 0) {
            return new Body(java.io.InputStream.nullInputStream(), from, -1);
        }
        if (status >= 500 || status == TOO_MANY_REQUESTS) {
            throw new IOException("HTTP " + status);
        }
        throw new PullException(uri + ": " + meaning(status));
    }

    private static String meaning(int status) {
        return switch (status) {
            case 404, 410 -> "there is no such file (HTTP " + status + ")";
            case 401, 403 -> "access is refused (HTTP " + status + ")";
            default -> "HTTP " + status;
        };
    }
}
