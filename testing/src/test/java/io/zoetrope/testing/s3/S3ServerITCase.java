package io.zoetrope.testing.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3ServerITCase {
    @TempDir Path folder;

    @Test
    void keepsObjectsOverRestartAndListensOnLoopbackOnly() throws Exception {
        try (S3Server server = S3Server.start(folder)) {
            send(server, "PUT", "/a/b.txt", "hello");
            for (InetAddress outside : addressesOtherThanLoopback()) {
                assertThat(answers(outside, server.endpoint().getPort())).isFalse();
            }
        }
        try (S3Server server = S3Server.start(folder)) {
            assertThat(send(server, "GET", "/a/b.txt", "")).isEqualTo("hello");
        }
    }

    private static String send(S3Server server, String method, String key, String body)
            throws Exception {
        URI uri = server.endpoint().resolve("/" + server.bucket() + key);
        HttpRequest request =
                HttpRequest.newBuilder(uri).method(method, BodyPublishers.ofString(body)).build();
        HttpResponse<String> answer =
                HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static List<InetAddress> addressesOtherThanLoopback() throws Exception {
        return Collections.list(NetworkInterface.getNetworkInterfaces()).stream()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress())
                .toList();
    }

    private static boolean answers(InetAddress address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 2_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
