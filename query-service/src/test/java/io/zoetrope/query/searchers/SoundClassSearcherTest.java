package io.zoetrope.query.searchers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.index.IndexReader;
import io.zoetrope.query.index.TricklingIndex;
import io.zoetrope.query.question.Degraded;
import io.zoetrope.query.question.Modality;
import io.zoetrope.query.question.Scope;
import io.zoetrope.query.question.SearchRequest;
import io.zoetrope.query.question.Sought;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How much of an index is read that has windows without end. */
@Timeout(60)
class SoundClassSearcherTest {
    private static final int WINDOWS = 1_000;
    private static final int DEPTH = 150;
    private static final Scope ALL = Scope.of("t", SearchRequest.Filter.NONE);

    @AutoClose private final TricklingIndex index = new TricklingIndex();

    @AutoClose
    private final IndexReader reader =
            new IndexReader(index.options(), "sounds", 1, new SimpleMeterRegistry());

    SoundClassSearcherTest() throws IOException {}

    @Test
    void aClassThatIsTheSurestOfItsWindowsIsOneRequest() throws IOException {
        index.answers(200, windows(.9, .2));
        Hits hits = find(ALL);
        assertThat(hits.hits()).hasSize(DEPTH).allMatch(hit -> hit.score() == .9);
        assertThat(hits.degraded()).isEmpty();
        assertThat(index.asked()).isEqualTo(1);
    }

    @Test
    void aClassThatSeldomIsThreeAndSaysThatThereIsMore() throws IOException {
        index.answers(200, windows(.2, .9));
        for (Scope scope : List.of(ALL, ALL.bestOfEach())) {
            int before = index.asked();
            Hits hits = find(scope);
            assertThat(hits.hits())
                    .hasSize(scope.byVideo() ? 2 : DEPTH)
                    .allMatch(hit -> hit.score() == .2);
            assertThat(hits.degraded())
                    .containsExactly(new Degraded(Modality.AUDIO, Degraded.DEPTH));
            assertThat(index.asked() - before).isEqualTo(3);
        }
    }

    private Hits find(Scope scope) throws IOException {
        Sought car = Sought.text("c", "car", List.of(Modality.AUDIO));
        return new SoundClassSearcher(reader).find(scope, car, DEPTH);
    }

    /** Of two videos, sorted by the surest of their classes. */
    private static String windows(double car, double music) {
        ObjectNode answer = Json.MAPPER.createObjectNode();
        ArrayNode hits = answer.putObject("hits").putArray("hits");
        for (int i = 0; i < WINDOWS; i++) {
            ObjectNode hit = hits.addObject();
            hit.putArray("sort").add(Math.max(car, music)).add("s" + i);
            ObjectNode sound = hit.putObject("_source");
            sound.put("sound_id", "s" + i).put("video_id", "v" + i % 2);
            sound.putArray("sound_classes").add("car").add("music");
            sound.putArray("sound_scores").add(car).add(music);
        }
        return answer.toString();
    }
}
