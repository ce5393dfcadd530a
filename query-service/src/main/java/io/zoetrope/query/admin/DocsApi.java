package io.zoetrope.query.admin;

import io.javalin.http.Context;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.http.content.EntityTags;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * {@code /docs}: {@code openapi.json} as Swagger UI shows it. All that it loads comes from here, so
 * it works without a network.
 */
public final class DocsApi {
    private static final String OWN = "/io/zoetrope/query/docs/";
    private static final String SWAGGER = "/META-INF/resources/webjars/swagger-ui/";
    private static final String VERSION = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";
    private static final String CSS = "text/css; charset=utf-8";
    private static final String JS = "text/javascript; charset=utf-8";

    /** Swagger UI has its icons in its style sheet, and sets styles on what it makes. */
    private static final String SECURITY =
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
                    + " img-src 'self' data:; connect-src 'self'; base-uri 'none';"
                    + " form-action 'none'; frame-ancestors 'none'";

    private record Resource(String type, byte[] content) {}

    private final byte[] page = resource(OWN + "index.html");
    private final Map<String, Resource> files = new HashMap<>();

    /**
     * @throws IllegalStateException if Swagger UI is not on the class path
     */
    public DocsApi() {
        String swagger = SWAGGER + version() + "/";
        files.put("swagger-ui.css", new Resource(CSS, resource(swagger + "swagger-ui.css")));
        files.put(
                "swagger-ui-bundle.js",
                new Resource(JS, resource(swagger + "swagger-ui-bundle.js")));
        files.put("docs.js", new Resource(JS, resource(OWN + "docs.js")));
    }

    public void page(Context ctx) {
        ctx.header("Content-Security-Policy", SECURITY);
        EntityTags.answer(ctx, "text/html; charset=utf-8", page);
    }

    public void file(Context ctx) {
        Resource file =
                Optional.ofNullable(files.get(ctx.pathParam("file")))
                        .orElseThrow(() -> ApiError.notFound("this path"));
        EntityTags.answer(ctx, file.type(), file.content());
    }

    private static String version() {
        Properties properties = new Properties();
        try (InputStream in = DocsApi.class.getResourceAsStream(VERSION)) {
            if (in == null) {
                throw new IllegalStateException("swagger-ui is not on the class path");
            }
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }

    private static byte[] resource(String name) {
        try (InputStream in = DocsApi.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not on the class path");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
