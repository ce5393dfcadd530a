package io.zoetrope.query.labels.files;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.domain.LabelLimits;
import io.zoetrope.domain.index.LabelFields;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.labels.examples.Example;
import io.zoetrope.query.labels.examples.ExampleJson;
import java.util.List;

/**
 * A label as a file has it, with all or some of its examples: files are cut by their size, and one
 * that is read may come from another installation.
 */
public record FiledLabel(String name, List<Example> positives, List<Example> negatives) {
    /**
     * @param place in the file, from 0
     * @throws ApiError 400 saying where it is wrong
     */
    public static FiledLabel of(JsonNode json, int place) {
        String where = "labels[" + place + "]";
        JsonNode name = json.path(LabelFields.NAME);
        if (!name.isTextual() || !LabelLimits.isName(name.asText())) {
            throw ApiError.invalid(
                    "a name has 1 to " + LabelLimits.MAX_NAME + " characters that can be seen",
                    where + ".name");
        }
        try {
            return new FiledLabel(
                    name.asText(),
                    ExampleJson.read(json.path(LabelFields.POSITIVES)),
                    ExampleJson.read(json.path(LabelFields.NEGATIVES)));
        } catch (IllegalArgumentException e) {
            throw ApiError.invalid(e.getMessage(), where);
        }
    }
}
