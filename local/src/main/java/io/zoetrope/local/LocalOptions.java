package io.zoetrope.local;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the run was asked for. Given as {@code --name=value}; an empty value is the default, so that
 * the build can pass all of them on.
 *
 * @param videos files and folders; empty for sample clips
 * @param port of the page on 127.0.0.1; 0 for a free one
 * @param data folder of everything that the run keeps
 * @param once whether to leave when all that was given is searchable
 * @param models folders with more model packages
 * @param encoder package name; empty for the bundled one
 * @param detector package name; empty for the bundled one, {@code none} for none
 * @param withParent whether to leave when the process that started this one ends
 */
record LocalOptions(
        List<Path> videos,
        int port,
        Path data,
        boolean once,
        List<Path> models,
        String encoder,
        String detector,
        boolean withParent) {

    static final int DEFAULT_PORT = 8080;

    private static final String DEFAULT_DATA = "zoetrope-data";
    private static final int MAX_PORT = 65_535;
    private static final Set<String> NAMES =
            Set.of(
                    "videos",
                    "port",
                    "data",
                    "once",
                    "models",
                    "encoder",
                    "detector",
                    "with-parent",
                    "default-data");

    /**
     * @throws UsageProblem naming what is not understood
     */
    static LocalOptions parse(String[] arguments) {
        Map<String, String> given = new HashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (!argument.startsWith("--")
                    || equals < 0
                    || !NAMES.contains(argument.substring(2, equals))) {
                throw new UsageProblem(
                        "'" + argument + "' is not understood; there are " + sorted(NAMES));
            }
            given.put(argument.substring(2, equals), argument.substring(equals + 1).strip());
        }
        return new LocalOptions(
                paths("videos", text(given, "videos", "")),
                (int) number(given, "port", DEFAULT_PORT, MAX_PORT),
                path("data", text(given, "data", text(given, "default-data", DEFAULT_DATA))),
                flag(given, "once"),
                paths("models", text(given, "models", "")),
                text(given, "encoder", ""),
                text(given, "detector", ""),
                flag(given, "with-parent"));
    }

    private static String sorted(Set<String> names) {
        return String.join(", ", names.stream().sorted().map(name -> "--" + name + "=").toList());
    }

    private static String text(Map<String, String> given, String name, String otherwise) {
        String value = given.getOrDefault(name, "");
        return value.isEmpty() ? otherwise : value;
    }

    private static boolean flag(Map<String, String> given, String name) {
        String value = text(given, name, "false");
        if (!value.equals("true") && !value.equals("false")) {
            throw new UsageProblem("-D" + name + " is true or false, not '" + value + "'");
        }
        return value.equals("true");
    }

    private static long number(Map<String, String> given, String name, long otherwise, long max) {
        String value = text(given, name, Long.toString(otherwise));
        String expected = "-D" + name + " is a number from 0 to " + max + ", not '" + value + "'";
        try {
            long number = Long.parseLong(value);
            if (number >= 0 && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new UsageProblem(expected, e);
        }
        throw new UsageProblem(expected);
    }

    private static List<Path> paths(String name, String value) {
        return Arrays.stream(value.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .map(part -> path(name, part))
                .toList();
    }

    private static Path path(String name, String value) {
        try {
            return Path.of(value).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new UsageProblem("-D" + name + ": '" + value + "' is not a path", e);
        }
    }
}
