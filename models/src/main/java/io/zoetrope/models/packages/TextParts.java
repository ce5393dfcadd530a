package io.zoetrope.models.packages;

import io.zoetrope.models.packages.manifest.CharacterList;
import io.zoetrope.models.packages.manifest.SentenceRule;
import io.zoetrope.models.packages.manifest.TextRegions;
import java.util.Set;

/** Reads the parts of a manifest that are about writing: sentences, and text on pictures. */
final class TextParts {
    private static final int MAX_REGIONS = 10_000;

    private TextParts() {}

    static SentenceRule sentence(ManifestNode node) {
        node.object(Set.of("pooling", "query_prefix", "passage_prefix"));
        return new SentenceRule(
                node.at("pooling")
                        .oneOf(SentenceRule.Pooling.values(), SentenceRule.Pooling::wireName),
                node.at("query_prefix").text(""),
                node.at("passage_prefix").text(""));
    }

    static TextRegions regions(ManifestNode node) {
        node.object(
                Set.of(
                        "multiple",
                        "threshold",
                        "box_threshold",
                        "unclip",
                        "min_side",
                        "max_regions"));
        return new TextRegions(
                node.at("multiple").whole(1, 128, 32),
                node.at("threshold").number(0, 1, 0.3f),
                node.at("box_threshold").number(0, 1, 0.6f),
                node.at("unclip").number(0, 10, 1.5f),
                node.at("min_side").whole(1, 100, 3),
                node.at("max_regions").whole(1, MAX_REGIONS, 1000));
    }

    static CharacterList characters(ManifestNode node) {
        node.object(Set.of("file", "space", "space_threshold"));
        return new CharacterList(
                ManifestParts.path(node.at("file")),
                node.at("space").flag(false),
                node.at("space_threshold").number(0, 1, 1));
    }
}
