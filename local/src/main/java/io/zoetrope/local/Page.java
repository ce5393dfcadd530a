package io.zoetrope.local;

import io.zoetrope.local.commandline.LocalPorts;
import io.zoetrope.local.commandline.ModelChoice;
import io.zoetrope.query.QueryService;
import io.zoetrope.query.options.QueryOption;
import io.zoetrope.query.options.QueryServiceOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The query service with its page, for a run on one machine. */
final class Page {
    private static final String LOOPBACK = "127.0.0.1";

    private Page() {}

    /**
     * @param readable files and folders that may be played
     */
    static QueryService start(
            LocalPorts ports,
            LocalModels models,
            LocalServers servers,
            DataFolder data,
            List<Path> readable)
            throws IOException {
        Map<QueryOption, String> options = new EnumMap<>(QueryOption.class);
        options.put(QueryOption.HOST, LOOPBACK);
        options.put(QueryOption.PORT, Integer.toString(ports.page()));
        ports.grpc().ifPresent(port -> options.put(QueryOption.GRPC_PORT, Integer.toString(port)));
        options.put(QueryOption.ACCESS, "open");
        options.put(QueryOption.OPENSEARCH, servers.openSearch().toString());
        options.put(QueryOption.KAFKA, servers.kafka());
        options.put(QueryOption.OBJECT_STORE, data.store().toUri().toString());
        options.put(QueryOption.SOURCE_ROOTS, list(readable));
        options.put(QueryOption.UPLOAD_DIR, data.uploads().toString());
        options.putAll(asking(models));
        return QueryService.start(QueryServiceOptions.of(options));
    }

    /** What is asked by the models that the job looks and hears with. */
    static Map<QueryOption, String> asking(LocalModels models) {
        return Map.of(
                QueryOption.MODELS, list(models.folders()),
                QueryOption.ENCODER, models.encoder(),
                QueryOption.APPEARANCE, orNone(looks(models)),
                QueryOption.SOUNDS, orNone(models.sounds()));
    }

    /** The model whose vectors objects have. */
    private static String looks(LocalModels models) {
        return models.appearance().isEmpty() ? models.detector() : models.appearance();
    }

    private static String orNone(String model) {
        return model.isEmpty() ? ModelChoice.NONE : model;
    }

    private static String list(List<Path> paths) {
        return paths.stream().map(Path::toString).collect(Collectors.joining(","));
    }
}
