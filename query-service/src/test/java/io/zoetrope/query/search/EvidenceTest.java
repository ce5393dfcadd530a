package io.zoetrope.query.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.domain.FindingKind;
import io.zoetrope.query.combine.Combined;
import io.zoetrope.query.combine.Found;
import io.zoetrope.query.combine.Places;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.question.Modality;
import io.zoetrope.query.question.Sought;
import io.zoetrope.query.question.SourceWeights;
import io.zoetrope.query.searchers.Hit;
import io.zoetrope.query.searchers.route.Router;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the picture of a result is looked for. */
class EvidenceTest {
    private static final Sought SOUGHT = Sought.text("c", "anything", Modality.ALL);

    private static final Map<FindingKind, String> SOURCES =
            Map.of(
                    FindingKind.MOMENT,
                    Modality.VISUAL,
                    FindingKind.OBJECT,
                    Modality.OBJECT,
                    FindingKind.TEXT,
                    Modality.TEXT,
                    FindingKind.LINE,
                    Modality.DIALOGUE);

    /**
     * What is found: its kind (a class of a moment is one), start, end, confidence, and when it is
     * seen best if that is known.
     */
    @ParameterizedTest(name = "{2}")
    @CsvSource({
        "MOMENT 0 8000 .4, -1, a moment has its own",
        "MOMENT 0 8000 .4; OBJECT 5000 7000 .8 6200, 6200, the object's best sighting",
        "MOMENT 0 8000 .9; OBJECT 5000 7000 .8 6200, 6200, also below a surer moment",
        "MOMENT 0 8000 .9; OBJECT 5000 7000 .3 6200, -1, an unsure object",
        "CLASS 0 8000 .9; OBJECT 5000 7000 .9 6200, 6200, an object as sure as the moment's class",
        "CLASS 0 8000 .9; OBJECT 5000 7000 .6 6200, 6200, and one that is less sure",
        "CLASS 0 8000 .9; OBJECT 5000 7000 .3 6200, -1, but no unsure one",
        "CLASS 0 8000 .9; OBJECT 9000 9900 .9 9200, -1, nor one elsewhere",
        "MOMENT 0 8000 .9; OBJECT 8000 9900 .8 8200, -1, nor one that begins as it ends",
        "CLASS 0 8000 .9; OBJECT@z 5000 7000 .9 6200, -1, or in another video",
        "MOMENT 8000 16000 .4; OBJECT 4000 20000 .8 5000, 8000, seen best before",
        "MOMENT 8000 16000 .4; OBJECT 4000 20000 .8 19000, 15999, seen best behind",
        "MOMENT 0 8000 .4; OBJECT 0 8000 .6 1000; OBJECT 0 8000 .8 7000, 7000, the surest",
        "MOMENT 0 8000 .4; TEXT 2000 6000 .95, 4000, a text in its middle",
        "MOMENT 0 8000 .4; LINE 2000 4000 .95, 3000, a line in its middle",
        "MOMENT 0 8000 .97; LINE 2000 4000 .95, -1, a surer moment",
        "MOMENT 0 8000 .4; LINE 2000 4000 .95; OBJECT 5000 7000 .6 6200, 6200, what is seen",
        "OBJECT 5000 7000 .8 6200, 6200, in no moment"
    })
    void looksForItWhereItIsSeen(String found, long expected, String why) {
        List<Router.Part> parts = new ArrayList<>();
        String[] each = found.split("; ");
        for (int i = 0; i < each.length; i++) {
            boolean byClass = each[i].startsWith("CLASS");
            Hit hit = hit(each[i].replace("CLASS", "MOMENT").split(" "), i);
            String source = byClass ? Modality.OBJECT : SOURCES.get(hit.kind());
            parts.add(new Router.Part(SOUGHT, source, List.of(hit)));
        }
        Evidence evidence = new Evidence(parts, SourceWeights.EQUAL);
        Combined result = Places.of(List.of(new Found("c", 1, evidence.spans(SOUGHT)))).get(0);
        assertThat(evidence.seenMs(result).orElse(-1)).as(why).isEqualTo(expected);
    }

    private static Hit hit(String[] fields, int number) {
        FindingKind kind = FindingKind.valueOf(fields[0].split("@")[0]);
        String id =
                switch (kind) {
                    case OBJECT -> "object_id";
                    case TEXT -> "text_id";
                    case LINE -> "line_id";
                    default -> "moment_id";
                };
        ObjectNode document = Json.MAPPER.createObjectNode();
        document.put("video_id", fields[0].endsWith("@z") ? "z" : "v").put(id, "f" + number);
        document.put("start_ms", Long.parseLong(fields[1]));
        document.put("end_ms", Long.parseLong(fields[2]));
        if (fields.length > 4) {
            document.put("best_ms", Long.parseLong(fields[4]));
        }
        double confidence = Double.parseDouble(fields[3]);
        return new Hit(kind, confidence, confidence, confidence, "", document);
    }
}
