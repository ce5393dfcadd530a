package io.zoetrope.operators.playback;

import static io.zoetrope.operators.playback.TestingPublisher.HLS;
import static io.zoetrope.operators.playback.TestingPublisher.list;
import static io.zoetrope.operators.playback.TestingPublisher.made;
import static io.zoetrope.operators.playback.TestingPublisher.segment;
import static io.zoetrope.operators.playback.TestingPublisher.track;
import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.Playback;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.message.SegmentDone;
import io.zoetrope.media.playback.MadeTrack;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is listed of a video, when, and what is told of it. */
class PublishPlaylistTest {
    private static final long US = 1_000_000;

    @AutoClose private TestingPublisher video;

    @BeforeEach
    void start() throws Exception {
        video = new TestingPublisher();
    }

    @Test
    void listsWhatIsThereWithoutAGapAndTellsWhenAllIs() throws Exception {
        video.see(made(7, 1, false));
        assertThat(TestingFiles.FILES).isEmpty();

        video.see(made(7, 0, false));
        assertThat(list(7)).contains("EVENT", "000000.m4s", "000001.m4s").doesNotContain("ENDLIST");
        assertThat(video.told()).hasSize(1);
        assertThat(video.told().get(0).playableMs()).isPositive();
        assertThat(video.told().get(0).renditions())
                .containsExactly(
                        new Playback.Rendition(
                                MadeTrack.COPIED, 640, 360, "avc1.640028", 1334, 1334));

        video.see(made(7, 2, true));
        assertThat(list(7)).contains("EVENT", "000002.m4s", "#EXT-X-ENDLIST");
        assertThat(video.told().get(1).completeMs()).isPositive();
    }

    @Test
    void canBePlayedOnceASlowStoreHasThePlaylists() throws Exception {
        long beginMs = video.nowMs();
        TestingFiles.taken = this::aSecondLater;
        video.see(made(7, 0, true));
        assertThat(TestingFiles.FILES).hasSize(2);
        assertThat(video.told().get(0).playableMs()).isEqualTo(beginMs + 2_000);
        assertThat(video.told().get(0).completeMs()).isEqualTo(beginMs + 2_000);
    }

    private void aSecondLater() {
        try {
            video.goOn(1_000);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** RFC 8216 §6.2.1: of a playlist that is there it may not. */
    @Test
    void whereTheTargetWouldGrowOtherPlaylistsTakeThePlace() throws Exception {
        video.see(made(7, 0, false));
        String before = list(7);
        assertThat(before).contains("#EXT-X-TARGETDURATION:6\n");
        MadeTrack longer = track(MadeTrack.COPIED, 6 * US, 16 * US);
        video.see(PackagedSegment.made(segment(7, 1), true, List.of(longer)));
        assertThat(list(7)).isEqualTo(before + "#EXT-X-ENDLIST\n");
        assertThat(TestingFiles.text(HLS + "7/source/media10.m3u8"))
                .contains("#EXT-X-TARGETDURATION:10\n", "000000.m4s", "000001.m4s")
                .endsWith("#EXT-X-ENDLIST\n");
        assertThat(TestingFiles.text(HLS + "master.m3u8"))
                .contains("7/source/media10.m3u8")
                .doesNotContain("media.m3u8");
    }

    /** What the store took though it said that it did not may be watched. */
    @Test
    void aPlaylistKeepsItsTargetThoughTheStoreFailsWhileOthersTakeThePlace() throws Exception {
        TestingFiles.denied = "master.m3u8";
        video.see(made(7, 0, false));
        video.see(longer(1, 6, 16, false));
        video.see(longer(2, 16, 36, false));
        TestingFiles.denied = "";
        video.see(longer(3, 36, 66, true));
        for (String edition : List.of("", "10", "20", "30")) {
            assertThat(TestingFiles.text(HLS + "7/source/media" + edition + ".m3u8"))
                    .contains(
                            "#EXT-X-TARGETDURATION:" + (edition.isEmpty() ? "6" : edition) + "\n");
        }
        assertThat(TestingFiles.text(HLS + "master.m3u8")).contains("7/source/media30.m3u8");
        assertThat(video.told())
                .singleElement()
                .satisfies(each -> assertThat(each.isOver()).isTrue());
    }

    private static PackagedSegment longer(int index, int from, int to, boolean ended) {
        MadeTrack track = track(MadeTrack.COPIED, from * US, to * US);
        return PackagedSegment.made(segment(7, index), ended, List.of(track));
    }

    @Test
    void writesPlaylistsNotForEachSegment() throws Exception {
        video.see(made(7, 0, false));
        video.see(made(7, 1, false));
        assertThat(list(7)).doesNotContain("000001.m4s");
        video.goOn(2_000);
        assertThat(list(7)).contains("000001.m4s");
    }

    @Test
    void goesOnFromASnapshot() throws Exception {
        video.see(made(7, 0, false));
        TestingFiles.FILES.clear();
        video.restore();
        video.see(made(7, 0, false));
        video.see(made(7, 1, true));
        assertThat(list(7)).contains("000000.m4s", "000001.m4s", "ENDLIST");
        assertThat(video.told())
                .singleElement()
                .satisfies(each -> assertThat(each.isOver()).isTrue());
    }

    @Test
    void tellsTheLineHowFarItIs() throws Exception {
        video.see(made(7, 1, true));
        video.see(made(7, 0, false));
        assertThat(video.done()).extracting(SegmentDone::index).containsExactly(-1, 1);
        assertThat(video.done()).extracting(SegmentDone::arrived).containsExactly(1, 0);
        assertThat(video.done()).extracting(SegmentDone::ended).containsExactly(false, true);
        assertThat(video.done()).allSatisfy(each -> assertThat(each.playback()).isTrue());
    }

    @Test
    void asksAStoreThatIsAwayAgain() throws Exception {
        TestingFiles.away = true;
        video.see(made(7, 0, true));
        assertThat(video.told()).isEmpty();
        TestingFiles.away = false;
        video.goOn(5_000);
        assertThat(video.told())
                .singleElement()
                .satisfies(each -> assertThat(each.isOver()).isTrue());
        assertThat(list(7)).contains("ENDLIST");
    }

    @Test
    void aVideoWithoutAPictureIsAProblem() throws Exception {
        PackagedSegment empty =
                PackagedSegment.made(segment(7, 0), true, List.of(track(MadeTrack.COPIED, 0, 0)));
        video.see(empty);
        assertThat(video.told().get(0).problem().is(Reason.NO_FRAMES)).isTrue();
    }
}
