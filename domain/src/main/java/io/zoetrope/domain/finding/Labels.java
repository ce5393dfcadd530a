package io.zoetrope.domain.finding;

import java.util.List;

/**
 * What a finding is called by the labels that people taught.
 *
 * @param names of those that it surely has, sorted
 * @param likely names of those that it may have, sorted
 */
public record Labels(List<String> names, List<String> likely) {
    public static final Labels NONE = new Labels(List.of(), List.of());

    public Labels {
        names = names == null ? List.of() : names;
        likely = likely == null ? List.of() : likely;
    }
}
