package io.zoetrope.domain;

/** A model's name and version, as in its package; together they name a vector space. */
public record ModelRef(String name, String version) implements java.io.Serializable {
    /** For what no model was asked about. */
    public static final ModelRef NONE = new ModelRef("none", "0");

    /** {@code name-version}, safe in index names and paths. */
    public String id() {
        return name + "-" + version;
    }
}
