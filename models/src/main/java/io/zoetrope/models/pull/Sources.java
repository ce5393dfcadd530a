package io.zoetrope.models.pull;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;

/** The source that a url's scheme asks for: http, https, file, s3a. */
final class Sources implements ByteSource {
    private final Map<String, ByteSource> byScheme;

    Sources(PullOptions options, Map<String, String> environment) {
        HttpSource http = new HttpSource(options);
        byScheme =
                Map.of(
                        "http",
                        http,
                        "https",
                        http,
                        "file",
                        new FileSource(),
                        "s3a",
                        new S3Source(http, environment, Clock.systemUTC()));
    }

    @Override
    public Body open(URI uri, long from) throws PullException, IOException {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        ByteSource source = byScheme.get(scheme);
        if (source == null) {
            throw new PullException(uri + ": expected an http, https, file or s3a url");
        }
        return source.open(uri, from);
    }
}
