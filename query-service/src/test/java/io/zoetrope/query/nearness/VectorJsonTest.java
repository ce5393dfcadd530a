package io.zoetrope.query.nearness;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.domain.Vector;
import io.zoetrope.query.http.Json;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VectorJsonTest {
    private static String text(Vector vector) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        VectorJson.put(body, "vector", vector);
        return body.put("k", 1).toString();
    }

    /** Value by value: an index must not be asked for a neighbour of what was meant. */
    @Test
    void isTheListThatItWouldBeAnyway() {
        float[] values = new float[300];
        Random random = new Random(1);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian() * (i % 7 == 0 ? 1e-9f : 1);
        }
        values[0] = Float.MIN_VALUE;
        values[1] = -Float.MAX_VALUE;
        values[2] = -0f;
        ObjectNode body = Json.MAPPER.createObjectNode();
        ArrayNode list = body.putArray("vector");
        for (float value : values) {
            list.add(value);
        }
        Vector vector = new Vector(values);
        assertThat(text(vector)).isEqualTo(body.put("k", 1).toString());
        assertThat(text(vector)).as("a second time").isEqualTo(body.toString());
    }

    @Test
    void mayBeShort() throws Exception {
        JsonNode read = Json.MAPPER.readTree(text(new Vector(new float[] {1})));
        assertThat(read.toString()).isEqualTo("{\"vector\":[1.0],\"k\":1}");
        assertThat(text(new Vector(null))).isEqualTo("{\"vector\":[],\"k\":1}");
    }
}
