package io.zoetrope.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.local.commandline.UsageProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VideoFilesTest {
    @TempDir Path folder;

    @Test
    void foldersGiveVideosAndFilesAreTakenAsTheyAre() throws IOException {
        Path film = file("a/film.MP4");
        Path deep = file("a/b/deep.mkv");
        Path named = file("notes.txt");
        file("a/readme.txt");
        file("a/.hidden.mp4");
        file("a/.cache/x.mp4");
        assertThat(VideoFiles.find(List.of(folder.resolve("a"), named)))
                .containsExactly(deep, film, named);
    }

    @Test
    void aFolderThatIsALinkIsWalkedByTheNameThatWasGiven() throws IOException {
        file("disk/a.mp4");
        file("disk/b/.hidden.mp4");
        Path link = Files.createSymbolicLink(folder.resolve("Videos"), folder.resolve("disk"));
        assertThat(VideoFiles.find(List.of(link))).containsExactly(link.resolve("a.mp4"));
        assertThat(VideoFiles.elsewhere(List.of(link.resolve("a.mp4")), List.of(link))).isEmpty();
    }

    @Test
    void whatLinksLeadToElsewhereIsSaid() throws IOException {
        Path far = file("elsewhere/far.mp4");
        Path near = file("in/near.mp4");
        Path linked = Files.createSymbolicLink(folder.resolve("in/linked.mp4"), far);
        Path inside = Files.createSymbolicLink(folder.resolve("in/again.mp4"), near);
        List<Path> given = List.of(folder.resolve("in"));
        List<Path> found = VideoFiles.find(given);
        assertThat(found).containsExactly(inside, linked, near);
        assertThat(VideoFiles.elsewhere(found, given)).containsExactly(far.toRealPath());
    }

    @Test
    void missingAndEmptyAreNamed() {
        Path missing = folder.resolve("nowhere");
        assertThatThrownBy(() -> VideoFiles.find(List.of(missing)))
                .isInstanceOf(UsageProblem.class)
                .hasMessageContaining(missing.toString());
        assertThatThrownBy(() -> VideoFiles.find(List.of(folder)))
                .isInstanceOf(UsageProblem.class)
                .hasMessageContaining("no video files");
    }

    @Test
    void captionsBesideANamedFileAreReadableToo() throws IOException {
        Path film = file("a/film.x.mp4");
        Path captions = file("a/film.x.vtt");
        file("a/film.srt");
        assertThat(VideoFiles.captionsOf(film)).containsExactly(captions);
        assertThat(VideoFiles.captionsOf(folder.resolve("a"))).isEmpty();
    }

    private Path file(String name) throws IOException {
        Path path = folder.resolve(name);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, "x");
    }
}
