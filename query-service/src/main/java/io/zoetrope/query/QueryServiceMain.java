package io.zoetrope.query;

import io.zoetrope.query.admin.KeysCommand;
import io.zoetrope.query.options.QueryOption;
import io.zoetrope.query.options.QueryServiceOptions;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts a query service and keeps it until the process is told to end; or manages its keys. */
public final class QueryServiceMain {
    private static final Logger LOG = LoggerFactory.getLogger(QueryServiceMain.class);
    private static final int WRONG_USAGE = 2;

    private QueryServiceMain() {}

    /** See {@link QueryOption} for what may be given; {@code --help} prints it. */
    public static void main(String[] args) throws Exception {
        if (args.length > 0 && args[0].equals(KeysCommand.NAME)) {
            String[] rest = Arrays.copyOfRange(args, 1, args.length);
            System.exit(KeysCommand.commandLine().execute(rest));
        }
        if (Arrays.asList(args).contains("--help")) {
            LOG.info("options, as --option=value or in the environment:\n{}", help());
            return;
        }
        QueryService service;
        try {
            service = QueryService.start(QueryServiceOptions.parse(args, System.getenv()));
        } catch (IllegalArgumentException e) {
            LOG.error("{}", e.getMessage());
            System.exit(WRONG_USAGE);
            return;
        }
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

    public static String help() {
        StringBuilder help = new StringBuilder();
        for (QueryOption option : QueryOption.values()) {
            help.append(
                    "  --%-18s %s (%s; default %s)%n"
                            .formatted(
                                    option.key(),
                                    option.description(),
                                    option.variable(),
                                    option.defaultValue().isEmpty()
                                            ? "none"
                                            : option.defaultValue()));
        }
        return help.toString();
    }
}
