package io.zoetrope.query.admin;

import io.javalin.http.Context;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.zoetrope.query.embed.Encoders;
import io.zoetrope.query.embed.WordEncoder;
import io.zoetrope.query.http.content.EntityTags;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
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

    private final Encoders encoders;
    private final PrometheusMeterRegistry metrics;
    private final byte[] openApi;

    public InfoApi(Encoders encoders, PrometheusMeterRegistry metrics) {
        this.encoders = encoders;
        this.metrics = metrics;
        this.openApi = resource("/io/zoetrope/query/openapi.json");
    }

    public void models(Context ctx) {
        List<Model> models = new ArrayList<>();
        models.add(model(encoders.visual(), "image_text_encoder", List.of("visual")));
        encoders.sentences()
                .ifPresent(
                        e -> models.add(model(e, "sentence_encoder", List.of("dialogue", "text"))));
        encoders.sounds()
                .ifPresent(
                        e ->
                                models.add(
                                        new Model(
                                                e.model().name(),
                                                e.model().version(),
                                                "audio_encoder",
                                                e.dimension(),
                                                e.provider(),
                                                List.of("audio"))));
        ctx.json(new Models(models));
    }

    private static Model model(WordEncoder encoder, String task, List<String> modalities) {
        return new Model(
                encoder.model().name(),
                encoder.model().version(),
                task,
                encoder.dimension(),
                encoder.provider(),
                modalities);
    }

    public void metrics(Context ctx) {
        ctx.contentType("text/plain; version=0.0.4; charset=utf-8").result(metrics.scrape());
    }

    public void openApi(Context ctx) {
        EntityTags.answer(ctx, "application/json", openApi);
    }

    private static byte[] resource(String name) {
        try (InputStream in = InfoApi.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
