package io.zoetrope.query;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A multipart body, as a browser's form writes it. */
public final class TestingForm {
    private static final String BOUNDARY = "----testing-form-boundary";

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    public TestingForm field(String name, String value) {
        return part(
                "form-data; name=\"" + name + "\"", null, value.getBytes(StandardCharsets.UTF_8));
    }

    public TestingForm file(String name, String fileName, String type, byte[] content) {
        return part(
                "form-data; name=\"" + name + "\"; filename=\"" + fileName + "\"", type, content);
    }

    private TestingForm part(String disposition, String type, byte[] content) {
        text("--" + BOUNDARY + "\r\nContent-Disposition: " + disposition + "\r\n");
        if (type != null) {
            text("Content-Type: " + type + "\r\n");
        }
        text("\r\n");
        body.writeBytes(content);
        text("\r\n");
        return this;
    }

    public String contentType() {
        return "multipart/form-data; boundary=" + BOUNDARY;
    }

    public byte[] bytes() {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(body.toByteArray());
        whole.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return whole.toByteArray();
    }

    private void text(String text) {
        body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
