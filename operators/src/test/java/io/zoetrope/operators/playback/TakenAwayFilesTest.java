package io.zoetrope.operators.playback;

import static io.zoetrope.operators.playback.TestingPublisher.HLS;
import static io.zoetrope.operators.playback.TestingPublisher.REMEMBER_MS;
import static io.zoetrope.operators.playback.TestingPublisher.VIDEO;
import static io.zoetrope.operators.playback.TestingPublisher.list;
import static io.zoetrope.operators.playback.TestingPublisher.made;
import static io.zoetrope.operators.playback.TestingPublisher.segment;
import static io.zoetrope.operators.playback.TestingPublisher.store;
import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.Playback;
import io.zoetrope.domain.Problem;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.Stage;
import io.zoetrope.domain.VideoArrival;
import io.zoetrope.operators.admit.VideoChange;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which files of a video go, and when nothing more is known of it. */
class TakenAwayFilesTest {
    private static final Problem DECODER_CRASH =
            Problem.of(Stage.PACKAGE, Reason.DECODER_CRASH, "twice");

    @AutoClose private TestingPublisher video;

    @BeforeEach
    void start() throws Exception {
        video = new TestingPublisher();
    }

    @Test
    void takesAllFilesOfAVideoAwayThatCannotBeMade() throws Exception {
        store(7, "source/000000.m4s");
        video.see(made(7, 0, false));
        video.see(PackagedSegment.failed(segment(7, 1), DECODER_CRASH));
        assertThat(TestingFiles.FILES).isEmpty();
        assertThat(video.told().get(1)).isEqualTo(Playback.failed(DECODER_CRASH));
        assertThat(video.done().get(1).stop()).isTrue();
    }

    @Test
    void takesAllFilesOfARemovedVideoAwayAndThoseOfStragglersToo() throws Exception {
        store(7, "source/000000.m4s");
        video.see(made(7, 0, false));
        TestingFiles.away = true;
        video.control(VideoChange.removed(VideoArrival.ofVideo(VIDEO), 8));
        assertThat(TestingFiles.FILES).isNotEmpty();
        TestingFiles.away = false;
        video.goOn(5_000);
        assertThat(TestingFiles.FILES).isEmpty();

        store(7, "source/000001.m4s");
        video.see(made(7, 1, false));
        assertThat(TestingFiles.FILES).isEmpty();
        assertThat(video.told()).hasSize(1);
    }

    @Test
    void whatAStoreThatWasAwayDidNotGiveUpGoesThoughTheVideoCameBack() throws Exception {
        store(7, "source/000000.m4s");
        video.see(made(7, 0, true));
        TestingFiles.away = true;
        video.control(VideoChange.removed(VideoArrival.ofVideo(VIDEO), 8));
        video.see(made(9, 1, false));
        assertThat(TestingFiles.FILES).isNotEmpty();
        TestingFiles.away = false;
        video.goOn(5_000);
        assertThat(TestingFiles.FILES).isEmpty();
    }

    @Test
    void whatIsToGoDoesNotKeepPlaylistsFromBeingWritten() throws Exception {
        store(7, "source/000000.m4s");
        video.see(made(7, 0, false));
        TestingFiles.away = true;
        video.see(PackagedSegment.failed(segment(7, 1), DECODER_CRASH));
        store(9, "source/000000.m4s");
        video.see(made(9, 0, true));
        TestingFiles.away = false;
        video.goOn(5_000);
        assertThat(list(9)).contains("ENDLIST");
        assertThat(TestingFiles.FILES.keySet()).noneMatch(path -> path.startsWith(HLS + "7/"));
        assertThat(video.told().get(video.told().size() - 1).completeMs()).isPositive();
        video.goOn(REMEMBER_MS + 1);
        assertThat(video.held()).isZero();
    }

    @Test
    void anEndedVideoIsNotForgottenBeforeItsFilesAreGone() throws Exception {
        store(7, "source/000000.m4s");
        video.see(made(7, 0, true));
        TestingFiles.away = true;
        video.control(VideoChange.removed(VideoArrival.ofVideo(VIDEO), 8));
        video.goOn(REMEMBER_MS + 1);
        assertThat(video.held()).isEqualTo(1);
        TestingFiles.away = false;
        video.goOn(5_000);
        assertThat(TestingFiles.FILES).isEmpty();
        video.goOn(1);
        assertThat(video.held()).isZero();
    }

    @Test
    void anIdThatCameBackKeepsItsNewFiles() throws Exception {
        store(7, "source/000000.m4s");
        video.see(made(7, 0, true));
        store(9, "source/000000.m4s");
        video.control(VideoChange.removed(VideoArrival.ofVideo(VIDEO), 8));
        video.see(made(9, 0, true));
        assertThat(TestingFiles.FILES.keySet())
                .allMatch(path -> path.startsWith(HLS + "9/") || path.equals(HLS + "master.m3u8"));
        assertThat(TestingFiles.text(HLS + "master.m3u8")).contains("9/source/media.m3u8");
    }

    @Test
    void whatIsLeftOfAnEarlierLifeGoesWhenTheNextIsComplete() throws Exception {
        store(7, "source/000000.m4s");
        video.see(made(7, 0, true));
        video.see(made(8, 0, false));
        assertThat(TestingFiles.FILES).containsKey(HLS + "7/source/000000.m4s");
        video.see(made(8, 1, true));
        assertThat(TestingFiles.FILES).doesNotContainKey(HLS + "7/source/000000.m4s");
    }

    /** Of one that is complete nothing is to go: the store need not be asked. */
    @Test
    void forgetsAVideoAWhileAfterItsEnd() throws Exception {
        video.see(made(7, 0, true));
        assertThat(video.held()).isEqualTo(1);
        TestingFiles.away = true;
        video.goOn(REMEMBER_MS + 1);
        assertThat(video.held()).isZero();
    }

    @Test
    void aStragglerPutsOffThatAVideoIsForgotten() throws Exception {
        video.see(made(7, 0, true));
        video.goOn(REMEMBER_MS / 2);
        video.see(made(7, 0, true));
        video.goOn(REMEMBER_MS / 2 + 1);
        assertThat(video.held()).isEqualTo(1);
        video.restore();
        video.goOn(REMEMBER_MS / 2);
        assertThat(video.held()).isZero();
        assertThat(video.timers()).isZero();
    }

    /** A packager that fails half way through a segment tells nobody of what it stored before. */
    @Test
    void whatNobodyWasToldOfGoesBeforeARemovedVideoIsForgotten() throws Exception {
        store(7, "source/000000.m4s");
        video.see(made(7, 0, false));
        video.control(VideoChange.removed(VideoArrival.ofVideo(VIDEO), 8));
        store(7, "source/000001.m4s");
        video.restore();
        TestingFiles.away = true;
        video.goOn(REMEMBER_MS + 1);
        assertThat(video.held()).isEqualTo(1);
        TestingFiles.away = false;
        video.goOn(5_000);
        assertThat(TestingFiles.FILES).isEmpty();
        video.goOn(1);
        assertThat(video.held()).isZero();
    }
}
