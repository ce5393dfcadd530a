package io.zoetrope.local.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The few calls of Flink's REST interface that the test makes. */
final class FlinkRest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BOUNDARY = "zoetrope-boundary";

    private final HttpClient http = HttpClient.newHttpClient();
    private final String root;

    FlinkRest(int port) {
        root = "http://127.0.0.1:" + port;
    }

    String state(String job) throws IOException, InterruptedException {
        return get("/jobs/" + job).path("state").asText();
    }

    int completedCheckpoints(String job) throws IOException, InterruptedException {
        return get("/jobs/" + job + "/checkpoints").path("counts").path("completed").asInt();
    }

    int restoredCheckpoints(String job) throws IOException, InterruptedException {
        return get("/jobs/" + job + "/checkpoints").path("counts").path("restored").asInt();
    }

    /** How far each of a job's tasks can ever be rescaled. */
    Set<Integer> maxParallelisms(String job) throws IOException, InterruptedException {
        Set<Integer> found = new TreeSet<>();
        get("/jobs/" + job)
                .path("vertices")
                .forEach(task -> found.add(task.path("maxParallelism").asInt()));
        return found;
    }

    /**
     * Stops a job with a savepoint in its native format, without draining it.
     *
     * @return what {@link #savepoint} asks by
     */
    String stop(String job) throws IOException, InterruptedException {
        return post("/jobs/" + job + "/stop", Map.of("drain", false, "formatType", "NATIVE"))
                .path("request-id")
                .asText();
    }

    /**
     * @return where the savepoint lies; empty while it is written
     * @throws IOException if there will be none
     */
    String savepoint(String job, String request) throws IOException, InterruptedException {
        JsonNode answer = get("/jobs/" + job + "/savepoints/" + request);
        JsonNode failure = answer.path("operation").path("failure-cause");
        if (!failure.isMissingNode()) {
            throw new IOException("no savepoint: " + failure);
        }
        return answer.path("operation").path("location").asText("");
    }

    void cancel(String job) throws IOException, InterruptedException {
        send(
                HttpRequest.newBuilder(URI.create(root + "/jobs/" + job + "?mode=cancel"))
                        .method("PATCH", BodyPublishers.noBody()));
    }

    /**
     * @return the uploaded jar's id
     */
    String upload(Path jar) throws IOException, InterruptedException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(
                ascii(
                        "--%s\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\"%s\"\r\nContent-Type: application/java-archive\r\n\r\n"
                                .formatted(BOUNDARY, jar.getFileName())));
        body.writeBytes(Files.readAllBytes(jar));
        body.writeBytes(ascii("\r\n--" + BOUNDARY + "--\r\n"));
        String name =
                send(HttpRequest.newBuilder(URI.create(root + "/jars/upload"))
                                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                                .POST(BodyPublishers.ofByteArray(body.toByteArray())))
                        .path("filename")
                        .asText();
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /**
     * @return the job's id
     */
    String run(String jarId, int parallelism, List<String> arguments)
            throws IOException, InterruptedException {
        return run(jarId, Map.of("parallelism", parallelism, "programArgsList", arguments));
    }

    /**
     * Goes on from a savepoint, all of it: state that no operator takes is an error.
     *
     * @return the job's id
     */
    String restore(String jarId, int parallelism, List<String> arguments, String savepoint)
            throws IOException, InterruptedException {
        return run(
                jarId,
                Map.of(
                        "parallelism", parallelism,
                        "programArgsList", arguments,
                        "savepointPath", savepoint));
    }

    private String run(String jarId, Map<String, Object> body)
            throws IOException, InterruptedException {
        return post("/jars/" + jarId + "/run", body).path("jobid").asText();
    }

    private JsonNode post(String path, Map<String, Object> body)
            throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(URI.create(root + path))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))));
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(root + path)));
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException(answer.statusCode() + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
