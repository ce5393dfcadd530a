package io.zoetrope.query.labels;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zoetrope.domain.FindingKind;
import io.zoetrope.query.TestingIndex;
import io.zoetrope.query.TestingQueryEncoder;
import io.zoetrope.query.TestingServers;
import io.zoetrope.query.index.IndexReader;
import io.zoetrope.query.index.IndexWriter;
import io.zoetrope.query.index.TermFilter;
import io.zoetrope.query.labels.examples.FindingReader;
import io.zoetrope.query.labels.examples.LookAlike;
import io.zoetrope.query.labels.examples.TeachableKind;
import io.zoetrope.query.options.QueryOption;
import io.zoetrope.query.options.QueryServiceOptions;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Labels that are spread by what was read of them, while something else is said of them. */
class LabelRacesITCase {
    private static final String TENANT = "default";
    private static final String VIDEO = "v";
    private static final QueryServiceOptions.OpenSearch OPENSEARCH =
            QueryServiceOptions.of(
                            Map.of(
                                    QueryOption.OPENSEARCH,
                                    TestingServers.openSearch().uri().toString()))
                    .openSearch();

    @AutoClose
    private final IndexReader reader =
            new IndexReader(OPENSEARCH, "labels", 8, new SimpleMeterRegistry());

    @AutoClose private final IndexWriter writer = new IndexWriter(OPENSEARCH, 8);

    private final TestingIndex index = new TestingIndex(TestingServers.openSearch().uri());
    private final LabelLog log = new LabelLog(reader, writer);
    private final FindingReader findings = new FindingReader(reader);
    private final LabelTasks tasks = new LabelTasks(reader, writer, "this one");
    private final LabelledFindings labelled = new LabelledFindings(reader, writer);
    private final SpreadLabel spread =
            new SpreadLabel(log, new LabelMeanings(findings), labelled, tasks);
    private final Teaching teaching =
            new Teaching(log, findings, spread, tasks, () -> {}, Clock.systemUTC());

    @BeforeEach
    void fill() {
        index.recreate();
        for (int n = 0; n < 3; n++) {
            String id = "o" + n;
            index.finding(
                    FindingKind.OBJECT,
                    TENANT,
                    VIDEO,
                    n,
                    n * 1_000L,
                    n * 1_000L + 500,
                    object -> {
                        object.put("object_id", id).put("object_class", "thing");
                        for (float value : TestingQueryEncoder.vector("red car").values()) {
                            object.withArray("appearance").add(value);
                        }
                    });
        }
        index.flush();
    }

    private String teach(String name) throws IOException {
        return teaching.teach(TENANT, name, List.of("o0"), List.of(), "ann").labelId();
    }

    private void delete(String name) throws IOException {
        teaching.delete(TENANT, name, "ann");
    }

    private List<String> namesOf(String id) {
        return index.all(FindingKind.OBJECT).stream()
                .filter(object -> object.path("object_id").asText().equals(id))
                .flatMap(object -> LookAlike.names(object, "labels").stream())
                .toList();
    }

    /** The name is free when an ended video is looked at, and is not when its objects are. */
    @Test
    void aNameThatIsGivenAgainMeanwhileStays() throws IOException {
        teach("mine");
        delete("mine");
        LabelBook before = log.read(TENANT);
        teach("mine");
        assertThat(namesOf("o0")).containsExactly("mine");
        spread.changeVideo(TENANT, VIDEO, before);
        assertThat(namesOf("o0")).containsExactly("mine");
    }

    /** As an instance of the service does that goes on with the deletion as it knew it. */
    @Test
    void spreadingADeletionTakesNothingFromWhoHasTheNameSince() throws IOException {
        String first = teach("mine");
        delete("mine");
        Verdicts.Spread deletion = spread.spread(TENANT, first).orElseThrow();
        teach("mine");
        spread.goOn(tasks.take(first).orElseThrow(), deletion, () -> false);
        assertThat(namesOf("o0")).containsExactly("mine");
    }

    /** It begins after the name was given again. */
    @Test
    void aDeletionThatIsSpreadLateTakesNothingEither() throws IOException {
        String first = teach("mine");
        delete("mine");
        teach("mine");
        Verdicts.Spread deletion = spread.spread(TENANT, first).orElseThrow();
        spread.goOn(tasks.take(first).orElseThrow(), deletion, () -> false);
        assertThat(namesOf("o0")).containsExactly("mine");
    }

    /** An instance took the name away, and ended before it saw that another label has it. */
    @Test
    void whatAnEndedInstanceTookAwayIsGivenBackOnce() throws IOException {
        String first = teach("mine");
        delete("mine");
        LabelTask begun = tasks.goOn(tasks.take(first).orElseThrow().outOf(3)).orElseThrow();
        String second = teach("mine");
        spreadAll(second);
        LabelledFindings.Read read =
                labelled.next(TeachableKind.OBJECT, new TermFilter().term("tenant", TENANT), "");
        LabelledFindings.Changes changes = labelled.new Changes();
        for (LabelledFindings.Standing each : read.findings()) {
            changes.add(each, each.names(), each.names().without(List.of("mine")));
        }
        changes.write();
        assertThat(namesOf("o0")).isEmpty();

        spread.goOn(begun, spread.spread(TENANT, first).orElseThrow(), () -> false);
        spreadAll(second);
        assertThat(namesOf("o0")).containsExactly("mine");
        long version = log.read(TENANT).labels().get(second).version();
        tasks.again(second, first + "@" + version);
        assertThat(tasks.take(second)).as("it is done for this reason").isEmpty();
    }

    private void spreadAll(String labelId) throws IOException {
        LabelTask task = tasks.take(labelId).orElseThrow();
        spread.goOn(task, spread.spread(TENANT, labelId).orElseThrow(), () -> false);
    }

    @Test
    void aLabelThatIsDeletedMeanwhileIsNotGiven() throws IOException {
        teach("mine");
        LabelBook before = log.read(TENANT);
        delete("mine");
        assertThat(namesOf("o0")).isEmpty();
        spread.changeVideo(TENANT, VIDEO, before);
        assertThat(namesOf("o0")).isEmpty();
    }

    /** Who ever deleted a label has names to be taken away, and still each finding is read once. */
    @Test
    void findingsOfAVideoAreReadOnce() throws IOException {
        teach("mine");
        delete("mine");
        LabelBook book = log.read(TENANT);
        long before = index.searches(FindingKind.OBJECT);
        spread.changeVideo(TENANT, VIDEO, book);
        assertThat(index.searches(FindingKind.OBJECT) - before).isEqualTo(1);
    }
}
