package io.zoetrope.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.finding.Moment;
import io.zoetrope.domain.index.IndexNames;
import io.zoetrope.domain.index.TextLanguages;
import io.zoetrope.domain.index.VideoFields;
import io.zoetrope.domain.store.FileVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What several modules and other systems go by: these texts are on topics, disks and screens. */
class ContractsTest {
    @Test
    void namesOfIndexesAreLowerCaseAndSafe() {
        ModelRef model = new ModelRef("ViT B/32", "2.0");

        assertThat(IndexNames.momentsWriteAlias(model)).isEqualTo("moments-vit_b_32-2.0-write");
        assertThat(IndexNames.momentsFirst(model)).isEqualTo("moments-vit_b_32-2.0-000001");
        assertThat(IndexNames.momentsPattern(model)).isEqualTo("moments-vit_b_32-2.0-00*");
        assertThat(IndexNames.VIDEOS_FIRST).isEqualTo("videos-000001");
        assertThat(IndexNames.SHOTS_FIRST).isEqualTo("shots-000001");
        assertThat(IndexNames.writeAlias(FindingKind.LINE, model))
                .isEqualTo("dialogue-vit_b_32-2.0-write");
        assertThat(IndexNames.first(FindingKind.SOUND, ModelRef.NONE))
                .isEqualTo("sounds-none-0-000001");
    }

    @ParameterizedTest
    @CsvSource({
        "MOMENT, moments, moments",
        "SHOT, shots, shots",
        "OBJECT, objects, objects",
        "SOUND, sounds, sounds",
        "LINE, dialogue, lines",
        "TEXT, texts, texts"
    })
    void eachKindHasAnIndexAndACount(FindingKind kind, String alias, String count) {
        assertThat(kind.alias()).isEqualTo(alias);
        assertThat(VideoFields.count(kind)).isEqualTo(count);
        assertThat(FoundCounts.NOTHING.plus(kind).plus(kind).of(kind)).isEqualTo(2);
        for (FindingKind other : FindingKind.values()) {
            assertThat(FoundCounts.NOTHING.plus(kind).of(other)).isEqualTo(other == kind ? 1 : 0);
        }
    }

    @Test
    void findingsOfOneVideoAndOrdinalHaveIdsOfTheirOwn() {
        assertThat(
                        Stream.of(
                                VideoIds.momentId("v", 1, "m-1"),
                                VideoIds.shotId("v", 1),
                                VideoIds.objectId("v", 1, "m-1"),
                                VideoIds.soundId("v", 1, "m-1"),
                                VideoIds.lineId("v", 1, "m-1"),
                                VideoIds.textId("v", 1, "m-1")))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({
        "en, text.en",
        "en-GB, text.en",
        "DE_at, text.de",
        "ja, text.cjk",
        "zh-Hant, text.cjk",
        "nb, text.no",
        "cjk, text.cjk",
        "xx, text",
        "'', text",
        ", text"
    })
    void aLanguageIsSearchedInTheFieldOfItsOwn(String language, String field) {
        assertThat(TextLanguages.field("text", language)).isEqualTo(field);
    }

    @Test
    void wordsOfAMomentAreBounded() {
        Moment moment =
                new Moment(
                        "m",
                        new VideoRef("v", "", "", "", ""),
                        1,
                        0,
                        VideoDescription.NONE,
                        0,
                        0,
                        1,
                        ModelRef.NONE,
                        new Vector(null),
                        "",
                        0,
                        null,
                        0,
                        null,
                        "d".repeat(3_000),
                        null);

        assertThat(moment.dialogue()).hasSize(Moment.MAX_WORDS);
        assertThat(moment.screenText()).isEmpty();
        assertThat(moment.soundClasses()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "a, true",
        "0123456789abcdef01234567, true",
        "A-b_c, true",
        "-a, false",
        "_a, false",
        "a.b, false",
        "a/b, false",
        "é, false",
        "'', false"
    })
    void anIdIsSafeInPathsAndIndexNames(String text, boolean isId) {
        assertThat(VideoIds.isId(text)).isEqualTo(isId);
    }

    @Test
    void anIdHasUpTo64Characters() {
        assertThat(VideoIds.isId("a".repeat(64))).isTrue();
        assertThat(VideoIds.isId("a".repeat(65))).isFalse();
        assertThat(VideoIds.isId(VideoIds.videoId("t", "file:///a", "1"))).isTrue();
    }

    @Test
    void typesOfEvents() {
        assertThat(ArrivalType.ARRIVED.eventType()).isEqualTo("zoetrope.video.arrived.v1");
        assertThat(ArrivalType.DELETED.eventType()).isEqualTo("zoetrope.video.deleted.v1");
    }

    @ParameterizedTest
    @EnumSource
    void aStateIsReadAsItIsWritten(IndexingState state) {
        assertThat(IndexingState.ofWireName(state.wireName())).isEqualTo(state);
        // What can be found in full has come to its end.
        assertThat(state.isSearchable() && !state.isFinal()).isFalse();
    }

    @Test
    void whatNoStateIsCalledIsNone() {
        assertThat(IndexingState.ofWireName("READY")).isNull();
        assertThat(IndexingState.ofWireName("")).isNull();
        assertThat(IndexingState.ofWireName(null)).isNull();
    }

    @Test
    void aFilesVersionIsItsSizeAndWhenItWasWritten(@TempDir Path folder) throws Exception {
        Path file = Files.write(folder.resolve("a.mp4"), new byte[5]);
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_700_000_000_123L));

        assertThat(FileVersion.of(file)).isEqualTo("5-1700000000123");
    }
}
