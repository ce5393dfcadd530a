package io.zoetrope.query.admin;

import io.zoetrope.query.access.ApiKey;
import io.zoetrope.query.access.KeyFile;
import io.zoetrope.query.access.NewKey;
import io.zoetrope.query.access.Roles;
import io.zoetrope.query.http.Role;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes, lists and revokes API keys. Exit codes: 0 done, 1 failed with one line, 2 wrong usage. */
@Command(
        name = KeysCommand.NAME,
        mixinStandardHelpOptions = true,
        description =
                "Makes, lists and revokes the API keys of a query service, also of a running one.")
public final class KeysCommand {
    public static final String NAME = "keys";
    private static final String ROW = "%-24s %-16s %-6s %-12s %-21s %s%n";

    @Spec private CommandSpec spec;

    @Option(
            names = "--file",
            required = true,
            scope = CommandLine.ScopeType.INHERIT,
            paramLabel = "FILE",
            description = "The file of keys, as --api-keys-file of the service names it.")
    private Path path;

    /** A new command, with output and error streams that a test may replace. */
    public static CommandLine commandLine() {
        CommandLine line = new CommandLine(new KeysCommand());
        line.setExecutionExceptionHandler(KeysCommand::explain);
        return line;
    }

    @Command(
            name = "add",
            description = "Makes a key and prints it, this once: only its hash is kept.")
    void add(
            @Parameters(paramLabel = "NAME", description = "What the key is called.") String name,
            @Option(names = "--tenant", required = true, description = "Whose videos it is for.")
                    String tenant,
            @Option(
                            names = "--role",
                            required = true,
                            converter = RoleConverter.class,
                            description = "read, write or admin.")
                    Role role,
            @Option(names = "--profile", description = "The search profile of its searches.")
                    String profile,
            @Option(names = "--days", description = "How long it holds; for ever without.")
                    Integer days,
            @Option(
                            names = "--requests-per-second",
                            description = "Instead of what the service gives every key.")
                    Integer requestsPerSecond)
            throws IOException {
        NewKey made =
                NewKey.make(
                        new NewKey.Wish(
                                name,
                                tenant,
                                role,
                                profile,
                                days == null ? null : Duration.ofDays(days),
                                requestsPerSecond),
                        Clock.systemUTC());
        List<ApiKey> keys = new ArrayList<>(Files.exists(path) ? file().read() : List.of());
        if (keys.stream().anyMatch(key -> key.name().equals(name))) {
            throw new IllegalArgumentException("there is a key '" + name + "' already; revoke it");
        }
        keys.add(made.stored());
        file().write(keys);
        print(made.text());
    }

    @Command(name = "list", description = "Lists the keys: all but the keys themselves.")
    void list() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(ROW, "NAME", "TENANT", "ROLE", "PROFILE", "CREATED", "EXPIRES");
        for (ApiKey key : file().read()) {
            out.printf(
                    ROW,
                    key.name(),
                    key.tenant(),
                    Roles.wireName(key.role()),
                    shown(key.profile()),
                    shown(key.createdAt()),
                    shown(key.expiresAt()));
        }
        out.flush();
    }

    @Command(name = "revoke", description = "Takes a key away; it is refused from then on.")
    void revoke(
            @Parameters(paramLabel = "NAME", description = "What the key is called.") String name)
            throws IOException {
        List<ApiKey> keys = new ArrayList<>(file().read());
        if (!keys.removeIf(key -> key.name().equals(name))) {
            throw new IllegalArgumentException("there is no key '" + name + "'");
        }
        file().write(keys);
        print("revoked: " + name);
    }

    private KeyFile file() {
        return new KeyFile(path);
    }

    private void print(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }

    private static String shown(String value) {
        return value == null ? "-" : value;
    }

    private static int explain(Exception e, CommandLine line, CommandLine.ParseResult parsed)
            throws Exception {
        if (!(e instanceof IOException || e instanceof IllegalArgumentException)) {
            throw e;
        }
        line.getErr().println("keys: " + e.getMessage());
        line.getErr().flush();
        return CommandLine.ExitCode.SOFTWARE;
    }

    /** Roles as they stand in the file. */
    static final class RoleConverter implements CommandLine.ITypeConverter<Role> {
        @Override
        public Role convert(String value) {
            return Roles.of(value)
                    .orElseThrow(
                            () ->
                                    new CommandLine.TypeConversionException(
                                            "'" + value + "' is none of read, write, admin"));
        }
    }
}
