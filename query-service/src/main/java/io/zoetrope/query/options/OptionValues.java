package io.zoetrope.query.options;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.zoetrope.domain.store.ShownUri;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;

/** The values of options one by one; each error names the option. */
final class OptionValues {
    private static final int MOST_PROPERTIES_BYTES = 64 << 10;
    private static final String NO_MODEL = "none";
    private static final String ADDRESS =
            "an address without a login, such as http://127.0.0.1:9200";
    private static final Pattern ORIGIN = Pattern.compile("https?://[a-z0-9.-]+(:\\d{1,5})?");
    private static final Set<QueryOption> SECRETS =
            Set.of(
                    QueryOption.TOKEN_SECRET,
                    QueryOption.OPENSEARCH_PASSWORD,
                    QueryOption.S3_SECRET_KEY,
                    QueryOption.CHAT_KEY);

    private final Map<QueryOption, String> values;

    OptionValues(Map<QueryOption, String> values) {
        this.values = values;
    }

    String text(QueryOption option) {
        return values.getOrDefault(option, option.defaultValue()).strip();
    }

    String required(QueryOption option) {
        String value = text(option);
        if (value.isEmpty()) {
            throw wrong(option, "a value");
        }
        return value;
    }

    boolean flag(QueryOption option) {
        return switch (required(option)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong(option, "true or false");
        };
    }

    int number(QueryOption option, int max) {
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

    /**
     * @param max of a number that is 1 or more
     */
    int positive(QueryOption option, int max) {
        int number = number(option, max);
        if (number == 0) {
            throw wrong(option, "a whole number from 1 on");
        }
        return number;
    }

    URI address(QueryOption option) {
        try {
            URI uri = URI.create(required(option));
            boolean isWeb = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            // A login in it would be passed over.
            if (isWeb && uri.getHost() != null && uri.getRawUserInfo() == null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw wrong(option, ADDRESS, ShownUri.ofServer(text(option)));
        }
        throw wrong(option, ADDRESS, ShownUri.ofServer(text(option)));
    }

    List<String> origins(QueryOption option) {
        List<String> origins = list(option);
        if (!origins.stream().allMatch(origin -> ORIGIN.matcher(origin).matches())) {
            throw wrong(
                    option,
                    "origins such as https://editors.example:8443, without a path or a wildcard");
        }
        return origins;
    }

    /** Empty for none. */
    Optional<String> model(QueryOption option) {
        return Optional.of(required(option)).filter(name -> !name.equals(NO_MODEL));
    }

    List<String> list(QueryOption option) {
        return Arrays.stream(text(option).split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    List<Path> paths(QueryOption option) {
        try {
            return list(option).stream()
                    .map(path -> Path.of(path).toAbsolutePath().normalize())
                    .toList();
        } catch (InvalidPathException e) {
            throw wrong(option, "paths of this machine");
        }
    }

    /** Those of a file, in UTF-8; none without a file. */
    Map<String, String> properties(QueryOption option) {
        Map<String, String> read = new HashMap<>();
        for (Path file : paths(option)) {
            try (InputStream in = Files.newInputStream(file)) {
                Properties properties = new Properties();
                byte[] bytes = in.readNBytes(MOST_PROPERTIES_BYTES + 1);
                if (bytes.length > MOST_PROPERTIES_BYTES) {
                    throw new IOException("larger than 64 KiB");
                }
                properties.load(new StringReader(new String(bytes, UTF_8)));
                properties
                        .stringPropertyNames()
                        .forEach(n -> read.put(n, properties.getProperty(n)));
            } catch (IOException | IllegalArgumentException e) {
                throw wrong(option, "a file of Java properties that can be read (" + e + ")");
            }
        }
        return Map.copyOf(read);
    }

    IllegalArgumentException wrong(QueryOption option, String expected) {
        return wrong(
                option, expected, SECRETS.contains(option) ? "***" : ShownUri.in(text(option)));
    }

    private static IllegalArgumentException wrong(
            QueryOption option, String expected, String shown) {
        return new IllegalArgumentException(
                "--" + option.key() + " expects " + expected + ", got '" + shown + "'");
    }
}
