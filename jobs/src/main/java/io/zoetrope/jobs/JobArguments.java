package io.zoetrope.jobs;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;

/**
 * Command line of the job: {@code --key value} or {@code --key=value} for each option, and {@code
 * --options FOLDER} for a folder with a {@code config.yaml} of them; what stands on the line wins.
 */
final class JobArguments {
    private static final String FOLDER = "options";

    private JobArguments() {}

    /**
     * @throws IllegalArgumentException naming what is unknown, missing or without a value
     */
    static Configuration parse(String[] args) {
        Configuration given = new Configuration();
        for (int i = 0; i < args.length; i++) {
            String name = args[i].startsWith("--") ? args[i].substring(2) : "";
            int equals = name.indexOf('=');
            if (equals > 0) {
                given.setString(name.substring(0, equals), name.substring(equals + 1));
            } else if (!name.isEmpty() && i + 1 < args.length) {
                given.setString(name, args[++i]);
            } else {
                throw new IllegalArgumentException(
                        "'%s' is not understood; write --key value".formatted(args[i]));
            }
        }
        return checked(withFolder(given));
    }

    private static Configuration withFolder(Configuration given) {
        String folder = given.getString(FOLDER, "");
        if (folder.isEmpty()) {
            return given;
        }
        given.removeKey(FOLDER);
        Path path = Path.of(folder).toAbsolutePath();
        Configuration merged = GlobalConfiguration.loadConfiguration(path.toString());
        merged.addAll(given);
        return merged;
    }

    private static Configuration checked(Configuration given) {
        Set<String> known =
                IndexVideosOptions.all().stream()
                        .map(ConfigOption::key)
                        .collect(Collectors.toSet());
        // A map's entries may be given one by one, below its key.
        List<String> maps =
                List.of(
                        TopicOptions.KAFKA_PROPERTIES.key() + '.',
                        LifecycleOptions.TENANT_WEIGHTS.key() + '.');
        for (String key : given.keySet()) {
            if (!known.contains(key) && maps.stream().noneMatch(key::startsWith)) {
                throw new IllegalArgumentException(
                        "no option '%s'; docs/options.md lists them".formatted(key));
            }
        }
        for (ConfigOption<?> required : required()) {
            if (given.getOptional(required).isEmpty()) {
                throw new IllegalArgumentException("--" + required.key() + " is required");
            }
        }
        return given;
    }

    private static List<ConfigOption<?>> required() {
        return IndexVideosOptions.all().stream()
                .filter(option -> !option.hasDefaultValue())
                .toList();
    }
}
