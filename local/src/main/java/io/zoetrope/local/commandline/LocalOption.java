package io.zoetrope.local.commandline;

import io.zoetrope.models.packages.ModelCatalog;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Every property of the local run, declared once. The build passes each as {@code --name=value};
 * one that is empty is at its default.
 */
public enum LocalOption {
    VIDEOS("", "files and folders to index, commas between; sample clips are drawn if empty"),
    DATA("", "folder of everything that is kept; `local/target/data` if empty"),
    ONCE("false", "`true`: leave when each video is ready, or rejected with a reason"),
    PORT("8080", "of the page"),
    KAFKA_PORT("0", "of Kafka"),
    OPENSEARCH_PORT("0", "of OpenSearch"),
    FLINK_PORT("0", "of Flink's dashboard and REST, which can be looked at and not changed"),
    GRPC_PORT("", "of the same searches by gRPC; none if empty"),
    ENCODER(ModelCatalog.DEFAULT_ENCODER, "package that embeds pictures and words"),
    DETECTOR(ModelCatalog.DEFAULT_DETECTOR, "package that finds objects; `none` for none"),
    AUDIO("auto", "package that hears sounds; `auto`: in the encoder's space; `none` for none"),
    APPEARANCE(
            "none",
            "package that tells objects of a kind apart; `none`: as the detector does, if it does"),
    SPEECH("none", "package that writes down what is said, such as `whisper-tiny-en`"),
    TEXT("false", "`true`: read what is written on the screen"),
    MODELS("", "folders with more model packages, commas between"),
    MODELS_MIRROR("", "base url that packages are pulled from; their own addresses if empty"),
    DEFAULT_DATA("zoetrope-data", "where `data` is if empty; set by the build"),
    WITH_PARENT("false", "whether to end with the process that started this one; set by the build");

    private final String defaultValue;
    private final String description;

    LocalOption(String defaultValue, String description) {
        this.defaultValue = defaultValue;
        this.description = description;
    }

    /** The build's property: {@code -Dkafka.port}. */
    public String property() {
        // What the build sets is no property.
        return forPeople()
                ? name().toLowerCase(Locale.ROOT).replace('_', '.')
                : name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String defaultValue() {
        return defaultValue;
    }

    String description() {
        return description;
    }

    /** Whether a person gives it; the build sets the others. */
    boolean forPeople() {
        return this != DEFAULT_DATA && this != WITH_PARENT;
    }

    static Optional<LocalOption> of(String property) {
        return Arrays.stream(values())
                .filter(option -> option.property().equals(property))
                .findFirst();
    }

    static String list() {
        return Arrays.stream(values())
                .map(option -> "--" + option.property() + "=")
                .collect(Collectors.joining(", "));
    }
}
