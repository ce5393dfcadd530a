package io.zoetrope.query.options;

import io.zoetrope.models.packages.ModelCatalog;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Every option of the query service, declared once. On the command line an option is {@code
 * --key=value}, in the environment {@code ZOETROPE_QUERY_KEY}; the command line wins.
 */
public enum QueryOption {
    HOST("127.0.0.1", "address to bind; 0.0.0.0 only behind a gateway that speaks TLS"),
    PORT("8080", "port to bind; 0 takes a free one"),
    GRPC_PORT("", "port to bind for gRPC at the same address; 0 takes a free one; empty for none"),
    ALLOWED_HOSTS(
            "",
            "comma-separated names that requests may call the service by, besides host and the"
                    + " loopback's; * for any"),
    CORS_ORIGINS(
            "",
            "comma-separated origins whose pages may call the API with a key, such as"
                    + " https://editors.example; empty for none"),
    TRUSTED_GATEWAYS(
            "",
            "comma-separated addresses or networks of gateways that speak TLS, such as 10.0.0.0/8:"
                    + " their X-Forwarded-Proto is believed; empty for none"),
    ACCESS(
            "keys",
            "keys: every caller of the API needs one; open: whoever sends none is one local caller who may do"
                    + " everything"),
    API_KEYS_FILE(
            "", "file of the API keys, hashed, made by 'keys add'; read again whenever it changes"),
    PROFILES_FILE("", "file of search profiles that keys name; empty for none"),
    DEFAULT_TENANT("default", "tenant of a caller without a key, if access is open"),
    REQUESTS_PER_SECOND(
            "100",
            "requests of one key, on average over four seconds, and twenty times as many for pictures and videos; 0 for any number"),
    TOKEN_SECRET(
            "",
            "secret of page tokens and links, the same for all instances, 16 characters or more; empty for"
                    + " one that ends with the process"),
    TOKEN_MINUTES("60", "how long a page token is good for, 1 to 10080"),
    LINK_MINUTES(
            "720", "how long links to media and a page's cookie are good for at least, 1 to 10080"),
    OPENSEARCH("http://127.0.0.1:9200", "OpenSearch's address"),
    OPENSEARCH_USER("", "user for OpenSearch; empty for none"),
    OPENSEARCH_PASSWORD("", "password for OpenSearch; prefer the environment"),
    OPENSEARCH_CA_CERTIFICATE(
            "", "PEM file of certificates to trust OpenSearch by; empty for the JVM's own"),
    KAFKA("127.0.0.1:9092", "Kafka bootstrap servers"),
    KAFKA_PROPERTIES_FILE(
            "",
            "Java properties of every Kafka client, such as security; they win over the service's own"
                    + " settings, and over kafka; empty for none"),
    ARRIVALS_TOPIC("video.arrivals", "where new and deleted videos are announced"),
    STATUS_TOPIC("video.status", "where the job reports how far each video has come"),
    CONTROL_TOPIC("video.control", "where the job is told of labels"),
    OBJECT_STORE("", "root uri of key frames, file:, s3: or s3a:; empty for no thumbnails"),
    S3_ENDPOINT("", "address of a store that speaks S3; empty for the AWS SDK's default"),
    S3_REGION("", "region of the bucket; empty for the AWS SDK's default"),
    S3_PATH_STYLE("false", "true if the bucket stands in the path and not in the host name"),
    S3_ACCESS_KEY("", "access key, with s3-secret-key; empty for the AWS SDK's own chain"),
    S3_SECRET_KEY("", "secret key; prefer the environment"),
    SOURCE_ROOTS("", "comma-separated folders or files that may be played; empty for none"),
    UPLOAD_DIR("", "where uploaded files are kept; empty refuses uploads"),
    UPLOAD_BUCKET(
            "",
            "s3: or s3a: uri below which clients put files by presigned urls; empty for upload-dir"),
    MAX_UPLOAD_MB("2048", "largest uploaded file, MiB"),
    UPLOAD_QUOTA_MB("102400", "all uploaded files of one tenant together, MiB"),
    PRESIGN_SEGMENTS(
            "false",
            "true if players fetch segments from the bucket of object-store themselves, by presigned"
                    + " urls that are good for link-minutes"),
    MEDIA_ORIGINS(
            "",
            "comma-separated origins of that bucket, such as https://media.s3.eu-west-1.amazonaws.com,"
                    + " from which the page may load; empty for none"),
    CLIP_SECONDS("120", "longest clip of a video that is made, 1 to 600"),
    CLIP_CACHE_MB("1024", "clips that are kept on the disk for who asks again, MiB, 128 or more"),
    MODELS("", "comma-separated folders with more model packages"),
    ENCODER("", "image and text encoder to search with; empty for the bundled one"),
    SENTENCES(
            ModelCatalog.DEFAULT_SENTENCES,
            "sentence encoder that dialogue and texts are asked by; none for words alone"),
    SOUNDS(
            ModelCatalog.DEFAULT_AUDIO,
            "audio encoder that sounds are asked by; none for class names alone"),
    APPEARANCE(
            ModelCatalog.DEFAULT_DETECTOR,
            "the job's detector or encoder of crops, to find objects by a picture; none for not"),
    PROVIDER("cpu", "where the encoders run: cpu, cuda, tensorrt, or a list in order of wish"),
    VARIANT(
            "fp32",
            "weights of the image and text encoder: fp32, int8 or fp16; as the job's, or vectors differ"),
    EMBEDDING_CACHE("1000", "query embeddings kept in memory; 0 turns the cache off"),
    EMBEDDING_CACHE_MINUTES(
            "1440", "how long one is kept that nobody asks for any more, 1 to 10080"),
    CAPTIONS(
            ModelCatalog.DEFAULT_CAPTION,
            "caption decoder that answers tell cached vectors by, of the encoder's space; none for"
                    + " not"),
    ANSWER_SECONDS("60", "how long an answer may take, 1 to 600"),
    CHAT_URL(
            "",
            "base address of an OpenAI-compatible endpoint that writes answers, such as"
                    + " http://127.0.0.1:11434/v1; empty for none"),
    CHAT_KEY("", "key of that endpoint; prefer the environment"),
    CHAT_MODEL("", "model that the endpoint is asked for, with chat-url"),
    CHAT_TOKENS("800", "tokens of an answer by the endpoint, at most"),
    CHAT_PICTURES("6", "key frames that the endpoint is sent, at most; 0 for none"),
    CHAT_SILENCE_SECONDS("20", "how long the endpoint may say nothing, 1 to 600"),
    CHAT_RETRIES("2", "how often an endpoint that is busy or fails is asked again");

    private final String defaultValue;
    private final String description;

    QueryOption(String defaultValue, String description) {
        this.defaultValue = defaultValue;
        this.description = description;
    }

    /** As written on the command line: {@code upload-dir}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** As written in the environment: {@code ZOETROPE_QUERY_UPLOAD_DIR}. */
    public String variable() {
        return "ZOETROPE_QUERY_" + name();
    }

    public String defaultValue() {
        return defaultValue;
    }

    public String description() {
        return description;
    }

    static Optional<QueryOption> ofKey(String key) {
        return Arrays.stream(values()).filter(o -> o.key().equals(key)).findFirst();
    }
}
