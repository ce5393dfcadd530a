package io.zoetrope.query.admin;

import io.javalin.http.Context;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.zoetrope.query.embed.QueryEncoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What the service says of itself: its models, its metrics, its API. */
public final class InfoApi {
    /** What {@code GET /v1/models} answers. */
    record Models(List<Model> models) {}

    record Model(
            String name,
            String version,
            String task,
            int dimension,
            String provider,
            List<String> modalities) {}

    private final QueryEncoder encoder;
    private final PrometheusMeterRegistry metrics;
    private final String openApi = resource("/io/zoetrope/query/openapi.json");

    public InfoApi(QueryEncoder encoder, PrometheusMeterRegistry metrics) {
        this.encoder = encoder;
        this.metrics = metrics;
    }

    public void models(Context ctx) {
        Model model =
                new Model(
                        encoder.model().name(),
                        encoder.model().version(),
                        "image_text_encoder",
                        encoder.dimension(),
                        encoder.provider(),
                        List.of("visual"));
        ctx.json(new Models(List.of(model)));
    }

    public void metrics(Context ctx) {
        ctx.contentType("text/plain; version=0.0.4; charset=utf-8").result(metrics.scrape());
    }

    public void openApi(Context ctx) {
        ctx.contentType("application/json").result(openApi);
    }

    private static String resource(String name) {
        try (InputStream in = InfoApi.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
