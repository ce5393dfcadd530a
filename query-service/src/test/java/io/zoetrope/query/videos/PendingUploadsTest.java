package io.zoetrope.query.videos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.videos.PendingUploads.Pending;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PendingUploadsTest {
    private static final NewVideo VIDEO = NewVideo.uploaded("", "title", null);

    @TempDir Path folder;
    private Instant now = Instant.now();

    /** Done once, in the middle of what asks for the time next. */
    private Runnable whenAsked = () -> {};

    private PendingUploads uploads() {
        Clock clock =
                new Clock() {
                    @Override
                    public ZoneId getZone() {
                        return ZoneOffset.UTC;
                    }

                    @Override
                    public Clock withZone(ZoneId zone) {
                        return this;
                    }

                    @Override
                    public Instant instant() {
                        Runnable then = whenAsked;
                        whenAsked = () -> {};
                        then.run();
                        return now;
                    }
                };
        return new PendingUploads(folder, clock);
    }

    private static Pending of(String tenant) {
        return new Pending(tenant, "a.mp4", 3, VIDEO);
    }

    private static void assertUnknown(PendingUploads uploads, String tenant, String id) {
        assertThatThrownBy(() -> uploads.take(tenant, id))
                .isInstanceOfSatisfying(ApiError.class, e -> assertThat(e.status()).isEqualTo(404));
    }

    @Test
    void oneTakesItAndGivesItBackIfItFails() throws IOException {
        PendingUploads uploads = uploads();
        String id = PendingUploads.newId();
        uploads.add(id, of("t"));
        assertUnknown(uploads, "other", id);
        assertThat(uploads.take("t", id)).isEqualTo(of("t"));
        assertUnknown(uploads(), "t", id);
        uploads.giveBack("t", id);
        assertThat(uploads().take("t", id).fileName()).isEqualTo("a.mp4");
        uploads.done("t", id);
        assertUnknown(uploads, "t", id);
        assertUnknown(uploads, "t", "../../../etc/passwd");
    }

    @Test
    void whatAKilledProcessTookCanBeSentAgain() throws IOException {
        PendingUploads uploads = uploads();
        String id = PendingUploads.newId();
        uploads.add(id, of("t"));
        uploads.take("t", id);
        now = now.plus(Duration.ofMinutes(9));
        assertUnknown(uploads(), "t", id);
        now = now.plus(Duration.ofMinutes(2));
        assertThat(uploads().take("t", id)).isEqualTo(of("t"));
    }

    @Test
    void oneOfTwoAtOnceTakesWhatWasAllowedLongAgo() throws IOException {
        PendingUploads uploads = uploads();
        String id = PendingUploads.newId();
        uploads.add(id, of("t"));
        now = now.plus(Duration.ofMinutes(11));
        List<Pending> took = new ArrayList<>();
        whenAsked = () -> takeIfItWaits(id, took);
        takeIfItWaits(id, took);
        assertThat(took).containsExactly(of("t"));
        assertUnknown(uploads(), "t", id);
    }

    private void takeIfItWaits(String id, List<Pending> took) {
        try {
            took.add(uploads().take("t", id));
        } catch (ApiError e) {
            assertThat(e.status()).isEqualTo(404);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whatIsComingInStaysTaken() throws IOException {
        PendingUploads uploads = uploads();
        String id = PendingUploads.newId();
        uploads.add(id, of("t"));
        uploads.take("t", id);
        try (InputStream content =
                uploads.keeping("t", id, new ByteArrayInputStream(new byte[9]))) {
            for (int i = 0; i < 3; i++) {
                now = now.plus(Duration.ofMinutes(6));
                assertThat(content.read(new byte[3], 0, 3)).isEqualTo(3);
            }
        }
        assertUnknown(uploads(), "t", id);
    }

    @Test
    void aTenantHasSoManyUntilTheyEnd() throws IOException {
        PendingUploads uploads = uploads();
        for (int i = 0; i < PendingUploads.MOST; i++) {
            uploads.add(PendingUploads.newId(), of("t"));
        }
        assertThatThrownBy(() -> uploads.add(PendingUploads.newId(), of("t")))
                .isInstanceOfSatisfying(
                        ApiError.class, e -> assertThat(e.code()).isEqualTo("too_many_uploads"));
        uploads.add(PendingUploads.newId(), of("other"));
        now = now.plus(PendingUploads.WAITS).plusSeconds(1);
        uploads.add(PendingUploads.newId(), of("t"));
    }
}
