package io.zoetrope.query;

import io.zoetrope.query.QueryServiceOptions.Encoding;
import io.zoetrope.query.QueryServiceOptions.Http;
import io.zoetrope.query.QueryServiceOptions.Kafka;
import io.zoetrope.query.QueryServiceOptions.Media;
import io.zoetrope.query.QueryServiceOptions.OpenSearch;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns option values into typed options; each error names the option. */
final class OptionReader {
    private static final int MAX_PORT = 65535;

    private final Map<QueryOption, String> values;

    OptionReader(Map<QueryOption, String> values) {
        this.values = values;
    }

    QueryServiceOptions read() {
        return new QueryServiceOptions(
                new Http(
                        required(QueryOption.HOST),
                        number(QueryOption.PORT, MAX_PORT),
                        required(QueryOption.DEFAULT_TENANT)),
                new OpenSearch(
                        address(QueryOption.OPENSEARCH),
                        text(QueryOption.OPENSEARCH_USER),
                        text(QueryOption.OPENSEARCH_PASSWORD)),
                new Kafka(
                        required(QueryOption.KAFKA),
                        required(QueryOption.ARRIVALS_TOPIC),
                        required(QueryOption.STATUS_TOPIC)),
                media(),
                new Encoding(
                        paths(QueryOption.MODELS),
                        text(QueryOption.ENCODER),
                        required(QueryOption.PROVIDER),
                        required(QueryOption.VARIANT),
                        number(QueryOption.EMBEDDING_CACHE, 1_000_000)));
    }

    private Media media() {
        return new Media(
                keyFrames(),
                paths(QueryOption.SOURCE_ROOTS),
                paths(QueryOption.UPLOAD_DIR).stream().findFirst(),
                number(QueryOption.MAX_UPLOAD_MB, 1 << 20) * (1L << 20));
    }

    private Optional<Path> keyFrames() {
        String root = text(QueryOption.OBJECT_STORE);
        if (root.isEmpty()) {
            return Optional.empty();
        }
        try {
            URI uri = URI.create(root);
            if ("file".equals(uri.getScheme()) && uri.getPath() != null) {
                return Optional.of(Path.of(uri.getPath()));
            }
        } catch (IllegalArgumentException e) {
            throw wrong(QueryOption.OBJECT_STORE, "a file: uri");
        }
        throw wrong(QueryOption.OBJECT_STORE, "a file: uri; other stores have no thumbnails yet");
    }

    private URI address(QueryOption option) {
        try {
            URI uri = URI.create(required(option));
            if (uri.getHost() != null && List.of("http", "https").contains(uri.getScheme())) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw wrong(option, "an address such as " + option.defaultValue());
        }
        throw wrong(option, "an address such as " + option.defaultValue());
    }

    private List<Path> paths(QueryOption option) {
        try {
            return Arrays.stream(text(option).split(","))
                    .map(String::strip)
                    .filter(path -> !path.isEmpty())
                    .map(path -> Path.of(path).toAbsolutePath().normalize())
                    .toList();
        } catch (InvalidPathException e) {
            throw wrong(option, "paths of this machine");
        }
    }

    private int number(QueryOption option, int max) {
        try {
            int number = Integer.parseInt(required(option));
            if (number >= 0 && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw wrong(option, "a whole number from 0 to " + max);
        }
        throw wrong(option, "a whole number from 0 to " + max);
    }

    private String required(QueryOption option) {
        String value = text(option);
        if (value.isEmpty()) {
            throw wrong(option, "a value");
        }
        return value;
    }

    private String text(QueryOption option) {
        return values.getOrDefault(option, option.defaultValue()).strip();
    }

    private IllegalArgumentException wrong(QueryOption option, String expected) {
        String shown = option == QueryOption.OPENSEARCH_PASSWORD ? "***" : text(option);
        return new IllegalArgumentException(
                "--" + option.key() + " expects " + expected + ", got '" + shown + "'");
    }
}
