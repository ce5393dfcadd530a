package io.zoetrope.query.videos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.domain.FindingKind;
import io.zoetrope.query.TestingIndex;
import io.zoetrope.query.TestingQueryEncoder;
import io.zoetrope.query.TestingServers;
import io.zoetrope.query.TestingService;
import io.zoetrope.query.TestingService.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists what was found in a video. */
class FindingsApiITCase {
    private static final int MANY = 25;

    @TempDir static Path folder;
    @AutoClose private static TestingService service;

    @BeforeAll
    static void start() throws IOException {
        TestingIndex index = new TestingIndex(TestingServers.openSearch().uri());
        index.recreate();
        index.video("default", "v", "ready", v -> {}).video("default", "empty", "ready", v -> {});
        // Last first: order is that of time, not of writing.
        for (int i = MANY - 1; i >= 0; i--) {
            for (String tenant : List.of("default", "other")) {
                add(index, tenant, FindingKind.OBJECT, i, FindingsApiITCase::object);
                add(index, tenant, FindingKind.SOUND, i, FindingsApiITCase::sound);
                add(index, tenant, FindingKind.LINE, i, FindingsApiITCase::line);
                add(index, tenant, FindingKind.TEXT, i, FindingsApiITCase::text);
            }
        }
        index.flush();
        service = TestingService.start(folder);
    }

    /** Writes the fields of the n-th thing. */
    private interface Fields {
        void write(ObjectNode document, int ordinal);
    }

    private static void add(
            TestingIndex index, String tenant, FindingKind kind, int ordinal, Fields fields) {
        long startMs = ordinal / 2 * 1000L;
        index.finding(
                kind, tenant, "v", ordinal, startMs, startMs + 900, d -> fields.write(d, ordinal));
    }

    private static void object(ObjectNode object, int i) {
        object.put("object_id", "o" + i)
                .put("object_class", "car")
                .put("score", 0.5)
                .put("shot", 1)
                .put("last_shot", 2)
                .put("best_ms", 1234);
        object.putArray("boxes")
                .addObject()
                .put("ms", 500)
                .put("x0", 0.25)
                .put("y0", 0)
                .put("x1", 0.5)
                .put("y1", 1);
        if (i == 0) {
            object.put("entity_id", "e").putArray("labels").add("mine");
        }
        vector(object, "appearance");
    }

    private static void sound(ObjectNode sound, int i) {
        sound.put("sound_id", "s" + i).put("silent", false).put("loudness_db", -12.5);
        sound.putArray("sound_classes").add("bell").add("buzz");
        sound.putArray("sound_scores").add(0.75).add(0.25);
        vector(sound, "vector");
    }

    private static void line(ObjectNode line, int i) {
        line.put("line_id", "l" + i).put("text", "Line " + i).put("source", "speech");
        if (i == 0) {
            line.put("language", "en").put("speaker", "Ann");
        }
        vector(line, "vector");
    }

    private static void text(ObjectNode text, int i) {
        text.put("text_id", "t" + i)
                .put("text", "EXIT <b>")
                .put("confidence", 0.5)
                .put("x0", 0)
                .put("y0", 0.25)
                .put("x1", 0.5)
                .put("y1", 1);
        vector(text, "vector");
    }

    private static void vector(ObjectNode document, String field) {
        for (float value : TestingQueryEncoder.vector("red").values()) {
            document.withArray(field).add(value);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
                    objects | objects | {'object_id':'o0','entity_id':'e','class':'car','score':0.5,'start_ms':0,'end_ms':900,'shot':1,'last_shot':2,'boxes':[{'ms':500,'x0':0.25,'y0':0.0,'x1':0.5,'y1':1.0}],'thumbnail_url':'/v1/videos/v/thumbnail?ms=1234','labels':['mine'],'likely_labels':[]}
                    sounds | sounds | {'sound_id':'s0','start_ms':0,'end_ms':900,'silent':false,'loudness_db':-12.5,'classes':[{'name':'bell','score':0.75},{'name':'buzz','score':0.25}]}
                    dialogue | lines | {'line_id':'l0','start_ms':0,'end_ms':900,'text':'Line 0','language':'en','speaker':'Ann','source':'speech'}
                    text | texts | {'text_id':'t0','start_ms':0,'end_ms':900,'text':'EXIT <b>','confidence':0.5,'box':{'x0':0.0,'y0':0.25,'x1':0.5,'y1':1.0}}
                    """)
    void listsInOrderOfTimePageByPage(String path, String name, String first) {
        Answer whole = service.get("/v1/videos/v/" + path);
        assertThat(whole.json().path(name)).hasSize(MANY);
        assertThat(whole.json().path(name).get(0).toString()).isEqualTo(first.replace('\'', '"'));
        assertThat(whole.json().at("/page/next_page_token").isMissingNode()).isTrue();

        List<JsonNode> paged = new ArrayList<>();
        String page = "";
        do {
            Answer answer = service.get("/v1/videos/v/" + path + "?limit=10&page=" + page);
            answer.json().path(name).forEach(paged::add);
            page = answer.json().at("/page/next_page_token").asText();
        } while (!page.isEmpty());
        assertThat(paged).containsExactlyElementsOf(whole.json().path(name));
        assertThat(paged.get(MANY - 1).path("start_ms").asLong()).isEqualTo(12_000);
    }

    @ParameterizedTest
    @CsvSource({"objects, objects", "sounds, sounds", "dialogue, lines", "text, texts"})
    void whatIsNotThereIsAnEmptyList(String path, String name) {
        assertThat(service.get("/v1/videos/empty/" + path).json().path(name)).isEmpty();
        assertThat(service.get("/v1/videos/unknown/" + path).status()).isEqualTo(404);
        assertThat(service.get("/v1/videos/v/" + path, service.of("nobody")).status())
                .isEqualTo(404);
        assertThat(service.get("/v1/videos/v/" + path + "?colour=red").status()).isEqualTo(400);
    }

    @Test
    void aPageHoldsForItsListAlone() {
        Answer first = service.get("/v1/videos/v/objects?limit=10");
        String token = first.json().at("/page/next_page_token").asText();
        assertThat(service.get("/v1/videos/v/sounds?page=" + token).status()).isEqualTo(400);
    }
}
