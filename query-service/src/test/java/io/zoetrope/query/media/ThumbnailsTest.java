package io.zoetrope.query.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.picture.Thumbnail;
import io.zoetrope.query.http.content.BytesContent;
import io.zoetrope.query.http.content.Content;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThumbnailsTest {
    private final CountingStore store = new CountingStore();
    private final Thumbnails thumbnails = new Thumbnails(store);

    @Test
    void anExactTimeIsOneRead() throws IOException {
        store.add(0, 1_000, 2_000);
        assertThat(at(1_000)).isEqualTo(1_000);
        assertThat(store.reads).isEqualTo(1);
        assertThat(store.lists).isZero();
    }

    @ParameterizedTest
    @CsvSource({"10, 0", "1400, 1000", "1600, 2000", "59000, 60000", "99999999, 60000"})
    void anyOtherIsTheNearest(long ms, long expected) throws IOException {
        store.add(0, 1_000, 2_000, 60_000);
        assertThat(at(ms)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"500, 1000", "200000, 1000", "100400, 1000", "300000, 400000"})
    void nearestCountsAlsoFarAway(long ms, long expected) throws IOException {
        store.add(1_000, 400_000);
        assertThat(at(ms)).isEqualTo(expected);
    }

    @Test
    void aMissOfALongFilmListsOnceAndNotTheWholeFilm() throws IOException {
        for (int second = 0; second < 14_400; second++) {
            store.add(second * 1_000L);
        }
        assertThat(at(7_200_400)).isEqualTo(7_200_000);
        assertThat(store.lists).isEqualTo(1);
        assertThat(store.longestList).isLessThanOrEqualTo(200);
    }

    @Test
    void aVideoWithFewPicturesIsListedOnceForAll() throws IOException {
        store.add(5_000_000);
        for (int i = 0; i < 100; i++) {
            assertThat(at(i)).isEqualTo(5_000_000);
        }
        assertThat(store.whole).isEqualTo(1);
    }

    @Test
    void othersAreNoPictures() throws IOException {
        store.names.add("notes.txt");
        assertThat(thumbnails.nearest("default", "clip", 0)).isEmpty();
        assertThat(thumbnails.nearest("default", "../clip", 0)).isEmpty();
    }

    private long at(long ms) throws IOException {
        Content picture = thumbnails.nearest("default", "clip", ms).orElseThrow();
        return Long.parseLong(new String(((BytesContent) picture).bytes()));
    }

    /** A store that tells how it was used. */
    private static final class CountingStore implements PictureStore {
        private final TreeSet<String> names = new TreeSet<>();
        private int reads;
        private int lists;
        private int whole;
        private int longestList;

        void add(long... times) {
            for (long ms : times) {
                String path = Thumbnail.pathOf("clip", ms * 1_000);
                names.add(path.substring(path.lastIndexOf('/') + 1));
            }
        }

        @Override
        public Optional<Content> stream(String path) {
            throw new UnsupportedOperationException("pictures are read whole");
        }

        @Override
        public Optional<Content> find(String path) {
            reads++;
            String name = path.substring(path.lastIndexOf('/') + 1);
            return names.contains(name)
                    ? Optional.of(
                            new BytesContent(
                                    Long.toString(Long.parseLong(name.replace(".jpg", "")))
                                            .getBytes()))
                    : Optional.empty();
        }

        @Override
        public List<String> names(String folder, String from, int most) {
            lists++;
            whole += from.isEmpty() ? 1 : 0;
            List<String> found = names.tailSet(from).stream().limit(most).toList();
            longestList = Math.max(longestList, found.size());
            return found;
        }

        @Override
        public void close() {}
    }
}
