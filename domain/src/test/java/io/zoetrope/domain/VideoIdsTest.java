package io.zoetrope.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VideoIdsTest {
    @Test
    void aKeyTellsTenantsApartThatGaveTheSameId() {
        assertThat(VideoIds.key("a", "film"))
                .isEqualTo(VideoIds.key("a", "film"))
                .isNotEqualTo(VideoIds.key("b", "film"))
                .isNotEqualTo("film")
                .matches("[0-9a-f]{24}\\.film");
        assertThat(VideoIds.key("a/../b", "film")).matches("[0-9a-f]{24}\\.film");
    }

    @Test
    void theDefaultTenantsKeyIsTheIdItself() {
        for (String tenant : new String[] {null, "", VideoRef.DEFAULT_TENANT}) {
            assertThat(VideoIds.key(tenant, "film")).isEqualTo("film");
            assertThat(new VideoRef("film", tenant, "", "file:///a", "").key()).isEqualTo("film");
        }
        assertThat(new VideoRef("film", "a", "", "file:///a", "").key())
                .isEqualTo(VideoIds.key("a", "film"));
    }

    @Test
    void idsFollowFromWhatTheyName() {
        assertThat(VideoIds.videoId("t", "file:///a", "1"))
                .isEqualTo(VideoIds.videoId("t", "file:///a", "1"))
                .isNotEqualTo(VideoIds.videoId("t", "file:///", "a1"))
                .matches("[0-9a-f]{24}");
        assertThat(VideoIds.momentId("v", 1, "m"))
                .isEqualTo(VideoIds.momentId("v", 1, "m"))
                .isNotEqualTo(VideoIds.momentId("v", 2, "m"))
                .isNotEqualTo(VideoIds.momentId("v", 1, "n"))
                .matches("[0-9a-f]{24}");
        assertThat(VideoIds.objectId("v", 1, "m"))
                .isEqualTo(VideoIds.objectId("v", 1, "m"))
                .isNotEqualTo(VideoIds.objectId("v", 2, "m"))
                .isNotEqualTo(VideoIds.objectId("v", 1, "n"))
                .isNotEqualTo(VideoIds.momentId("v", 1, "m"))
                .matches("[0-9a-f]{24}");
    }
}
