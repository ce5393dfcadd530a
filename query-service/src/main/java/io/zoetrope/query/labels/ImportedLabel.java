package io.zoetrope.query.labels;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.domain.LabelLimits;
import io.zoetrope.domain.index.LabelFields;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.labels.examples.Example;
import io.zoetrope.query.labels.examples.ExampleJson;
import java.util.List;

/** A label of a file that was exported, perhaps by another installation. */
record ImportedLabel(String name, List<Example> positives, List<Example> negatives) {
    /**
     * @param place in the file, from 0
     * @throws ApiError 400 saying where it is wrong
     */
    static ImportedLabel of(JsonNode json, int place) {
        String where = "labels[" + place + "]";
        JsonNode name = json.path(LabelFields.NAME);
        if (!name.isTextual() || !LabelLimits.isName(name.asText())) {
            throw ApiError.invalid(
                    "a name has 1 to " + LabelLimits.MAX_NAME + " characters that can be seen",
                    where + ".name");
        }
        try {
            return new ImportedLabel(
                    name.asText(),
                    ExampleJson.read(json.path(LabelFields.POSITIVES)),
                    ExampleJson.read(json.path(LabelFields.NEGATIVES)));
        } catch (IllegalArgumentException e) {
            throw ApiError.invalid(e.getMessage(), where);
        }
    }
}
