package io.zoetrope.local.commandline;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What the run was asked for, see {@link LocalOption}.
 *
 * @param videos files and folders; empty for sample clips
 * @param data folder of everything that the run keeps
 * @param once whether to leave when all that was given is searchable
 * @param text whether to read what is written on the screen
 * @param withParent whether to leave when the process that started this one ends
 */
public record LocalOptions(
        List<Path> videos,
        LocalPorts ports,
        Path data,
        boolean once,
        ModelChoice models,
        boolean text,
        boolean withParent) {

    private static final int MAX_PORT = 65_535;

    /**
     * @param arguments {@code --name=value} each; an empty value is the default
     * @throws UsageProblem naming what is not understood
     */
    public static LocalOptions parse(String[] arguments) {
        Map<LocalOption, String> given = new EnumMap<>(LocalOption.class);
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (!argument.startsWith("--") || equals < 0) {
                throw notUnderstood(argument);
            }
            LocalOption option =
                    LocalOption.of(argument.substring(2, equals))
                            .orElseThrow(() -> notUnderstood(argument));
            given.put(option, argument.substring(equals + 1).strip());
        }
        return of(given);
    }

    private static UsageProblem notUnderstood(String argument) {
        return new UsageProblem(
                "'" + argument + "' is not understood; there are " + LocalOption.list());
    }

    private static LocalOptions of(Map<LocalOption, String> given) {
        String data = text(given, LocalOption.DATA);
        return new LocalOptions(
                paths(given, LocalOption.VIDEOS),
                new LocalPorts(
                        port(given, LocalOption.PORT),
                        port(given, LocalOption.KAFKA_PORT),
                        port(given, LocalOption.OPENSEARCH_PORT),
                        port(given, LocalOption.FLINK_PORT),
                        text(given, LocalOption.GRPC_PORT).isEmpty()
                                ? OptionalInt.empty()
                                : OptionalInt.of(port(given, LocalOption.GRPC_PORT))),
                data.isEmpty()
                        ? path(LocalOption.DEFAULT_DATA, text(given, LocalOption.DEFAULT_DATA))
                        : path(LocalOption.DATA, data),
                flag(given, LocalOption.ONCE),
                new ModelChoice(
                        paths(given, LocalOption.MODELS),
                        text(given, LocalOption.ENCODER),
                        text(given, LocalOption.DETECTOR),
                        text(given, LocalOption.AUDIO),
                        text(given, LocalOption.APPEARANCE),
                        text(given, LocalOption.SPEECH),
                        text(given, LocalOption.MODELS_MIRROR)),
                flag(given, LocalOption.TEXT),
                flag(given, LocalOption.WITH_PARENT));
    }

    private static String text(Map<LocalOption, String> given, LocalOption option) {
        String value = given.getOrDefault(option, "");
        return value.isEmpty() ? option.defaultValue() : value;
    }

    private static boolean flag(Map<LocalOption, String> given, LocalOption option) {
        String value = text(given, option);
        if (!value.equals("true") && !value.equals("false")) {
            throw new UsageProblem(
                    "-D" + option.property() + " is true or false, not '" + value + "'");
        }
        return value.equals("true");
    }

    private static int port(Map<LocalOption, String> given, LocalOption option) {
        String value = text(given, option);
        String expected =
                String.format(
                        Locale.ROOT,
                        "-D%s is a number from 0 to %d, not '%s'",
                        option.property(),
                        MAX_PORT,
                        value);
        try {
            int number = Integer.parseInt(value);
            if (number >= 0 && number <= MAX_PORT) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new UsageProblem(expected, e);
        }
        throw new UsageProblem(expected);
    }

    private static List<Path> paths(Map<LocalOption, String> given, LocalOption option) {
        return Arrays.stream(text(given, option).split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .map(part -> path(option, part))
                .toList();
    }

    private static Path path(LocalOption option, String value) {
        try {
            return Path.of(value).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new UsageProblem("-D" + option.property() + ": '" + value + "' is not a path", e);
        }
    }
}
