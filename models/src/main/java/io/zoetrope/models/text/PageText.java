package io.zoetrope.models.text;

import java.util.List;

/**
 * What is written on a picture.
 *
 * @param blocks from the top, then from the left
 * @param dropped regions that were found and not read, as there were too many
 */
public record PageText(List<TextBlock> blocks, int dropped) {

    /** All lines, block by block. */
    public List<TextLine> lines() {
        return blocks.stream().flatMap(block -> block.lines().stream()).toList();
    }
}
