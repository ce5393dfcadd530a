package io.zoetrope.query.options;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * What a query service needs to start; made by {@link #of} or {@link #parse}.
 *
 * @param grpcPort at the address of {@code http}, 0 for a free one; empty for no gRPC
 */
public record QueryServiceOptions(
        Http http,
        Access access,
        Tokens tokens,
        OpenSearch openSearch,
        Kafka kafka,
        Media media,
        Encoding encoding,
        Generating generating,
        OptionalInt grpcPort) {
    private static final Pattern SERVICE_LINK = Pattern.compile("(tcp|udp|sctp)://");

    /**
     * @param port 0 for a free one
     * @param allowedHosts names of the service besides {@code host} and the loopback's; {@code *}
     *     for any
     * @param corsOrigins origins whose pages may call the API, as browsers write them
     * @param mediaOrigins origins that the service's own page may load segments from
     * @param trustedGateways addresses and networks whose {@code X-Forwarded-Proto} is believed
     */
    public record Http(
            String host,
            int port,
            List<String> allowedHosts,
            List<String> corsOrigins,
            List<String> mediaOrigins,
            List<String> trustedGateways) {}

    /**
     * @param open whether a caller without a key is let in, as one of {@code defaultTenant} who may
     *     do everything
     * @param profilesFile search profiles that keys name, or empty
     * @param requestsPerSecond of a key that does not say otherwise; 0 for any number
     */
    public record Access(
            boolean open,
            Optional<Path> keysFile,
            String defaultTenant,
            int requestsPerSecond,
            Optional<Path> profilesFile) {}

    /**
     * @param secret empty for one that the process makes
     * @param validFor of page tokens
     * @param linksValidFor of links to media, and a page's cookie
     */
    public record Tokens(String secret, Duration validFor, Duration linksValidFor) {
        @Override
        public String toString() {
            return "Tokens[validFor=" + validFor + ", linksValidFor=" + linksValidFor + "]";
        }
    }

    /**
     * @param user empty for no authentication
     * @param caCertificate PEM file to trust, or empty for the JVM's own certificates
     */
    public record OpenSearch(URI uri, String user, String password, Optional<Path> caCertificate) {
        @Override
        public String toString() {
            return "OpenSearch[uri=" + uri + ", user=" + user + "]";
        }
    }

    /**
     * @param properties of every client; they win over the service's own
     */
    public record Kafka(
            String bootstrap,
            String arrivalsTopic,
            String statusTopic,
            String controlTopic,
            Map<String, String> properties) {
        /**
         * What a client is made with.
         *
         * @param own what the service sets if the operator does not
         */
        public Map<String, Object> client(Map<String, Object> own) {
            Map<String, Object> all = new HashMap<>(own);
            all.put("bootstrap.servers", bootstrap);
            all.putAll(properties);
            return all;
        }

        /** Without the properties, which hold passwords. */
        @Override
        public String toString() {
            return "Kafka[bootstrap="
                    + bootstrap
                    + ", topics="
                    + List.of(arrivalsTopic, statusTopic, controlTopic)
                    + "]";
        }
    }

    /**
     * @param keyFrames root of the object store, file:, s3: or s3a:, or empty
     * @param s3 for a root in S3
     * @param sourceRoots folders or files below which sources may be played
     * @param uploadDir where uploads are kept, or empty
     * @param uploadBucket where clients may put files by presigned urls, s3: or s3a:, or empty
     * @param uploadQuotaBytes of all uploaded files of one tenant
     * @param clips what is made of videos for who asks
     * @param presignSegments whether players fetch segments from the bucket of {@code keyFrames}
     */
    public record Media(
            Optional<URI> keyFrames,
            S3 s3,
            List<Path> sourceRoots,
            Optional<Path> uploadDir,
            Optional<URI> uploadBucket,
            long maxUploadBytes,
            long uploadQuotaBytes,
            Clips clips,
            boolean presignSegments) {}

    /**
     * Stretches of videos as files of their own.
     *
     * @param longest time of one
     * @param keptBytes of all that are kept for who asks again
     */
    public record Clips(Duration longest, long keptBytes) {}

    /**
     * What the AWS SDK is told; for what is empty it looks where it always does.
     *
     * @param accessKey and secretKey: both or none
     */
    public record S3(
            Optional<URI> endpoint,
            String region,
            boolean pathStyle,
            String accessKey,
            String secretKey) {
        @Override
        public String toString() {
            return "S3[endpoint=" + endpoint + ", region=" + region + "]";
        }
    }

    /**
     * @param models folders with more model packages
     * @param name empty for the bundled encoder
     * @param sentences sentence encoder, or empty
     * @param sounds audio encoder, or empty
     * @param appearance detector or encoder of crops, or empty
     * @param provider execution providers in order of wish, comma-separated
     * @param variant of the image and text encoder's weights
     * @param cache of embeddings of queries
     */
    public record Encoding(
            List<Path> models,
            String name,
            Optional<String> sentences,
            Optional<String> sounds,
            Optional<String> appearance,
            String provider,
            String variant,
            Cache cache) {}

    /**
     * @param size 0 for none
     * @param unused how long one is kept after it was asked for last
     */
    public record Cache(int size, Duration unused) {}

    /**
     * How answers are made.
     *
     * @param captions caption decoder, or empty
     * @param longest time of an answer
     * @param chat an endpoint that writes them, or empty
     */
    public record Generating(Optional<String> captions, Duration longest, Optional<Chat> chat) {}

    /**
     * An OpenAI-compatible endpoint.
     *
     * @param uri base address, below which {@code chat/completions} lies
     * @param key empty for none
     * @param tokens of an answer, at most
     * @param pictures that are sent, at most
     * @param silence how long it may say nothing
     * @param retries after the first try
     */
    public record Chat(
            URI uri,
            String key,
            String model,
            int tokens,
            int pictures,
            Duration silence,
            int retries) {
        @Override
        public String toString() {
            return "Chat[uri=" + uri + ", model=" + model + "]";
        }
    }

    /**
     * Options from values by name; what is missing takes its default.
     *
     * @throws IllegalArgumentException naming the option and what it expects
     */
    public static QueryServiceOptions of(Map<QueryOption, String> values) {
        return new OptionReader(values).read();
    }

    /**
     * Options from the command line ({@code --port=8080}) and the environment.
     *
     * @throws IllegalArgumentException for an unknown option or a value that does not fit
     */
    public static QueryServiceOptions parse(String[] args, Map<String, String> environment) {
        Map<QueryOption, String> values = new EnumMap<>(QueryOption.class);
        for (QueryOption option : QueryOption.values()) {
            Optional.ofNullable(environment.get(option.variable()))
                    .filter(value -> !isServiceLink(option, value))
                    .ifPresent(value -> values.put(option, value));
        }
        Arrays.stream(args).forEach(arg -> putArgument(values, arg));
        return of(values);
    }

    /**
     * Whether Kubernetes set a variable and nobody else: beside a Service {@code zoetrope-query}
     * each pod has {@code ZOETROPE_QUERY_PORT=tcp://10.0.0.1:8080}.
     */
    private static boolean isServiceLink(QueryOption option, String value) {
        boolean port = option == QueryOption.PORT || option == QueryOption.GRPC_PORT;
        return port && SERVICE_LINK.matcher(value).lookingAt();
    }

    private static void putArgument(Map<QueryOption, String> values, String arg) {
        int equals = arg.indexOf('=');
        if (!arg.startsWith("--") || equals < 0) {
            throw new IllegalArgumentException("expected --option=value, got '" + arg + "'");
        }
        String key = arg.substring(2, equals);
        QueryOption option =
                QueryOption.ofKey(key)
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "unknown option --" + key + "; try --help"));
        values.put(option, arg.substring(equals + 1));
    }
}
