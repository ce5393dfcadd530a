package io.zoetrope.operators.playback;

import io.lindstrom.m3u8.model.AlternativeRendition;
import io.lindstrom.m3u8.model.IFrameVariant;
import io.lindstrom.m3u8.model.MasterPlaylist;
import io.lindstrom.m3u8.model.MediaPlaylist;
import io.lindstrom.m3u8.model.MediaSegment;
import io.lindstrom.m3u8.model.Variant;
import io.lindstrom.m3u8.parser.MasterPlaylistParser;
import io.lindstrom.m3u8.parser.MediaPlaylistParser;
import io.lindstrom.m3u8.parser.ParsingMode;
import io.lindstrom.m3u8.parser.PlaylistParserException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Playlists as a parser reads them that others have written, and which takes nothing that it does
 * not know.
 */
final class ParsedPlaylists {
    private final Map<String, String> texts;
    private final List<String> problems = new ArrayList<>();

    private ParsedPlaylists(Map<String, String> texts) {
        this.texts = texts;
    }

    /**
     * @param texts by path: a master playlist, and all that it names
     */
    static List<String> problems(Map<String, String> texts) {
        ParsedPlaylists parsed = new ParsedPlaylists(texts);
        texts.forEach(parsed::read);
        return parsed.problems;
    }

    private void read(String path, String text) {
        try {
            if (path.equals(PlaybackFiles.MASTER)) {
                master(text);
            } else {
                media(path, text);
            }
        } catch (PlaylistParserException | IllegalStateException e) {
            problems.add("parser: " + path + ": " + e.getMessage());
        }
    }

    private void require(boolean held, String rule) {
        if (!held) {
            problems.add("parser: " + rule);
        }
    }

    private void master(String text) throws PlaylistParserException {
        MasterPlaylist master = new MasterPlaylistParser(ParsingMode.STRICT).readPlaylist(text);
        require(!master.variants().isEmpty(), "no variant");
        for (Variant variant : master.variants()) {
            require(texts.containsKey(variant.uri()), variant.uri() + " is not there");
            require(variant.bandwidth() > 0, variant.uri() + " without bits");
            require(!variant.codecs().isEmpty(), variant.uri() + " without codecs");
            require(variant.resolution().isPresent(), variant.uri() + " without a size");
        }
        for (AlternativeRendition other : master.alternativeRenditions()) {
            String uri = other.uri().orElse("");
            require(texts.containsKey(uri), "'" + uri + "' is not there");
        }
        for (IFrameVariant variant : master.iFrameVariants()) {
            require(texts.containsKey(variant.uri()), variant.uri() + " is not there");
            require(variant.bandwidth() > 0, variant.uri() + " without bits");
            require(!variant.codecs().isEmpty(), variant.uri() + " without codecs");
            require(variant.resolution().isPresent(), variant.uri() + " without a size");
        }
    }

    private void media(String path, String text) throws PlaylistParserException {
        MediaPlaylist media = new MediaPlaylistParser(ParsingMode.STRICT).readPlaylist(text);
        List<MediaSegment> segments = media.mediaSegments();
        long listed = text.lines().filter(line -> line.startsWith("#EXTINF")).count();
        require(segments.size() == listed, path + " has " + segments.size() + " segments");
        require(!segments.isEmpty(), path + " is empty");
        boolean headed = segments.get(0).uri().endsWith(".m4s") || media.iFramesOnly();
        require(segments.get(0).segmentMap().isPresent() == headed, path + " without a head");
        require(media.iFramesOnly() == path.contains("/iframes"), path + " is of another kind");
        for (MediaSegment segment : segments) {
            require(
                    segment.byteRange().isPresent() == media.iFramesOnly(),
                    path + ": a part of " + segment.uri());
            require(
                    Math.round(segment.duration()) <= media.targetDuration(),
                    path + ": " + segment.uri() + " is longer than the target");
        }
    }
}
