package io.zoetrope.query;

import io.zoetrope.query.admin.KeysCommand;
import io.zoetrope.query.options.QueryOption;
import io.zoetrope.query.options.QueryServiceOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;

/**
 * Starts a query service and keeps it until the process is told to end; or manages its keys. What
 * was asked for goes to standard output, the log and what is wrong to standard error.
 *
 * <p>Exit code 0 for {@code --help}, 1 if the service cannot start, 2 if it was asked for what
 * cannot be, that of the signal (143, 130) if it was told to stop; see {@link KeysCommand} for
 * those of {@code keys}.
 */
public final class QueryServiceMain {
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;
    private static final String LOG_CONFIGURATION = "io/zoetrope/query/log4j2.properties";
    private static final String LOG_PROPERTY = "log4j2.configurationFile";

    /** By which an operator names a configuration of the log. */
    private static final List<String> LOG_PROPERTIES =
            List.of(LOG_PROPERTY, "log4j.configurationFile");

    private static final String USAGE =
            """
            Usage: query-service [--option=value ...]
                   query-service keys add|list|revoke ...      (query-service keys --help says more)

            Options, on the command line or in the environment; the command line wins:
            """;

    private QueryServiceMain() {}

    /** See {@link QueryOption} for what may be given; {@code --help} prints it. */
    public static void main(String[] args) throws InterruptedException {
        logToStandardError();
        System.exit(run(args, System.getenv(), System.out, System.err));
    }

    /** Before the first logger is made. */
    private static void logToStandardError() {
        boolean named = LOG_PROPERTIES.stream().anyMatch(name -> System.getProperty(name) != null);
        if (!named && System.getenv("LOG4J_CONFIGURATION_FILE") == null) {
            System.setProperty(LOG_PROPERTY, LOG_CONFIGURATION);
        }
    }

    /** Returns the exit code when all is done; a service that runs is not until it is stopped. */
    static int run(String[] args, Map<String, String> environment, PrintStream out, PrintStream err)
            throws InterruptedException {
        List<String> given = Arrays.asList(args);
        if (!given.isEmpty() && given.get(0).equals(KeysCommand.NAME)) {
            return KeysCommand.commandLine().execute(Arrays.copyOfRange(args, 1, args.length));
        }
        if (given.contains("--help") || given.contains("-h")) {
            out.print(help());
            return 0;
        }
        try {
            serve(QueryService.start(QueryServiceOptions.parse(args, environment)));
            return 0;
        } catch (IllegalArgumentException e) {
            err.println("query-service: " + e.getMessage());
            return WRONG_USAGE;
        } catch (IOException | RuntimeException | LinkageError e) {
            LoggerFactory.getLogger(QueryServiceMain.class).error("cannot start", e);
            err.println("query-service: cannot start: " + deepest(e));
            return FAILED;
        }
    }

    private static void serve(QueryService service) throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    service.close();
                                    stopped.countDown();
                                },
                                "query-service-stop"));
        stopped.await();
    }

    private static String deepest(Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest.getMessage() == null ? deepest.toString() : deepest.getMessage();
    }

    /** How it is called, and every option with its variable and default. */
    public static String help() {
        int widest =
                Arrays.stream(QueryOption.values()).mapToInt(o -> o.key().length()).max().orElse(0);
        StringBuilder help = new StringBuilder(USAGE);
        for (QueryOption option : QueryOption.values()) {
            String name = option.key() + " ".repeat(widest - option.key().length());
            String value = option.defaultValue().isEmpty() ? "none" : option.defaultValue();
            help.append("  --%s  %s%n".formatted(name, option.description()))
                    .append("      %s  ".formatted(" ".repeat(widest - 2)))
                    .append("(%s; default %s)%n".formatted(option.variable(), value));
        }
        return help.toString();
    }
}
