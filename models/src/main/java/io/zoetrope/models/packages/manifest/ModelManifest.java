package io.zoetrope.models.packages.manifest;

import io.zoetrope.domain.ModelRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A {@code model.yaml} that was read and found whole; docs/models.md says what each key means.
 *
 * @param ref name and version
 * @param about words for people
 * @param space vectors of packages with the same space can be compared
 * @param dimension length of the vectors, 0 if the task gives none
 * @param normalised whether the graph's vectors have length 1; if not, they are brought to it
 * @param graphs by the names that the task prescribes
 * @param image null if no graph takes pictures
 * @param text null if no graph takes or writes tokens
 * @param audio null if no graph takes sound
 * @param head null unless a detector
 * @param decoding null unless something writes sentences
 * @param sentence null unless a sentence encoder
 * @param regions null unless a text detector
 * @param characters null unless a text recogniser
 * @param recognition of objects by their appearance; {@link Recognition#NONE} if the package does
 *     not say
 */
public record ModelManifest(
        ModelRef ref,
        ModelTask task,
        About about,
        String space,
        int dimension,
        boolean normalised,
        List<PackageFile> files,
        Map<String, GraphSpec> graphs,
        ImageInput image,
        TextInput text,
        AudioInput audio,
        DetectorHead head,
        DecodingRule decoding,
        SentenceRule sentence,
        TextRegions regions,
        CharacterList characters,
        LabelList labels,
        Recognition recognition) {

    /**
     * Words for people.
     *
     * @param verified whether the checksums were compared with the real bytes
     * @param note what a user should know, or empty
     */
    public record About(String description, String licence, boolean verified, String note) {}

    public String name() {
        return ref.name();
    }

    public Optional<PackageFile> file(String path) {
        return files.stream().filter(f -> f.path().equals(path)).findFirst();
    }
}
