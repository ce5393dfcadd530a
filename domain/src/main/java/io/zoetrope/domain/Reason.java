package io.zoetrope.domain;

import java.util.Locale;

/**
 * Every reason for which an input, or a part of one, is not taken: what dashboards count by. The
 * table in docs/reasons.md is tested against it.
 */
public enum Reason {
    EMPTY_EVENT(Stage.PARSE, Again.CHANGED, "The message has no value."),
    EVENT_TOO_LARGE(Stage.PARSE, Again.CHANGED, "The message is larger than what is read."),
    BAD_JSON(Stage.PARSE, Again.CHANGED, "The message is not valid JSON."),
    NOT_AN_ARRIVAL(
            Stage.PARSE, Again.CHANGED, "The message is JSON, but says of no video that it came."),
    UNKNOWN_EVENT_TYPE(Stage.PARSE, Again.CHANGED, "The event is of a type that is not handled."),
    UNSUPPORTED_CLOUDEVENTS_VERSION(
            Stage.PARSE, Again.CHANGED, "The event is of another version of CloudEvents than 1.0."),
    MISSING_URI(Stage.PARSE, Again.CHANGED, "The arrival does not say where the video is."),
    BAD_FIELD(Stage.PARSE, Again.CHANGED, "A field of the message is not what it has to be."),
    BAD_URI(Stage.PARSE, Again.CHANGED, "The address cannot be read: the detail says why."),

    FORBIDDEN_SOURCE(
            Stage.PARSE, Again.CHANGED, "The tenant may not use this address (tenants.prefixes)."),
    UNREADABLE_EVENT(
            Stage.PARSE, Again.USELESS, "The parser failed at the message: a defect of its own."),

    FORBIDDEN_URI(
            Stage.PROBE, Again.CHANGED, "The settings below 'sources' do not allow this address."),
    NOT_FOUND(Stage.PROBE, Again.MAY_HELP, "Nothing is at the address."),
    ACCESS_DENIED(Stage.PROBE, Again.MAY_HELP, "The store does not let the job read the file."),
    UNREACHABLE(Stage.PROBE, Again.MAY_HELP, "The store did not answer in any of the tries."),
    PROBE_TIMEOUT(Stage.PROBE, Again.MAY_HELP, "Opening the video took longer than allowed."),

    EMPTY_FILE(Stage.PROBE, Again.CHANGED, "The file has no bytes."),
    NOT_A_VIDEO(Stage.PROBE, Again.CHANGED, "The file is of no kind of video that is read."),
    STILL_PICTURE(Stage.PROBE, Again.CHANGED, "The file is a single picture, not a video."),
    NO_VIDEO_TRACK(Stage.PROBE, Again.CHANGED, "The file holds neither pictures nor sound."),
    ZERO_LENGTH(Stage.PROBE, Again.CHANGED, "The video track holds not one picture."),
    EXTERNAL_DATA(
            Stage.PROBE, Again.CHANGED, "The pictures are in another file that this one names."),
    MALFORMED_CONTAINER(
            Stage.PROBE, Again.CHANGED, "The file's structure cannot be followed to its end."),
    TRUNCATED(Stage.PROBE, Again.CHANGED, "The file ends before the length that it declares."),
    ENCRYPTED(Stage.PROBE, Again.CHANGED, "The video is encrypted."),
    UNSUPPORTED_CODEC(Stage.PROBE, Again.CHANGED, "The video's coding is not decoded here."),
    TOO_LARGE(Stage.PROBE, Again.CHANGED, "Its pictures are larger than what is decoded."),
    TOO_SLOW(Stage.DECODE, Again.MAY_HELP, "Reading it took longer than allowed."),

    TOO_LONG(Stage.PLAN, Again.CHANGED, "The video is longer than what is taken."),
    TOO_MANY_SEGMENTS(Stage.PLAN, Again.CHANGED, "The video would make too many segments."),
    CHANGED_WHILE_INDEXING(
            Stage.DECODE, Again.USELESS, "The file was replaced meanwhile; its own event follows."),
    DECODER_ERROR(Stage.DECODE, Again.CHANGED, "Some of the pictures are damaged."),
    BROKEN_CLOCK(
            Stage.DECODE,
            Again.CHANGED,
            "Pictures without a place in the video's time are missing."),
    PACKET_TOO_LARGE(
            Stage.DECODE, Again.CHANGED, "Pictures over the largest size in bytes are missing."),
    DECODER_CRASH(Stage.DECODE, Again.CHANGED, "The decoder ended while it worked on the video."),
    DECODER_TIMEOUT(Stage.DECODE, Again.MAY_HELP, "The decoder was ended after the time allowed."),
    OUT_OF_MEMORY(Stage.DECODE, Again.CHANGED, "Decoding needs more memory than is given to it."),
    NO_FRAMES(Stage.DECODE, Again.CHANGED, "No picture of the video could be decoded."),
    CAPTIONS_UNREADABLE(
            Stage.DECODE,
            Again.MAY_HELP,
            "Its caption file could not be read; the video itself is indexed."),

    CANNOT_BE_ANALYSED(
            Stage.OBSERVE,
            Again.CHANGED,
            "An analyser could not look at some pictures; what the others saw stays."),
    NO_VECTOR(
            Stage.OBSERVE,
            Again.CHANGED,
            "A model gave no vector of some of it; what else was found of that stays."),
    UNKNOWN_ANALYSER(
            Stage.OBSERVE,
            Again.CHANGED,
            "The arrival names an analyser that the job does not have."),
    MISSING_SEGMENT(Stage.ORDER, Again.MAY_HELP, "A segment did not arrive in time."),
    OVERTAKEN(Stage.ORDER, Again.MAY_HELP, "A later event about a video of its id came before it."),
    ENCODER_MISSING(
            Stage.PACKAGE,
            Again.CHANGED,
            "The encoder of the settings is not there: the detail says why."),
    ENCODING_FAILED(
            Stage.PACKAGE,
            Again.MAY_HELP,
            "The video could not be encoded for playback: the detail has the encoder's words."),
    DOCUMENT_REJECTED(Stage.INDEX, Again.MAY_HELP, "OpenSearch refused a document."),

    NOT_COPIED(null, Again.CHANGED, "A clip cannot be made of it: the detail says why."),
    NOT_A_PICTURE(null, Again.CHANGED, "The bytes are no picture that is read."),
    EMPTY_PICTURE(null, Again.CHANGED, "The picture has no pixels."),
    PICTURE_TOO_LARGE(null, Again.CHANGED, "The picture has more pixels than are read."),
    DAMAGED_PICTURE(null, Again.CHANGED, "The picture cannot be decoded."),
    NOT_A_SOUND(null, Again.CHANGED, "The file is no sound that is read."),
    DAMAGED_SOUND(null, Again.CHANGED, "The sound cannot be read."),
    MISSING_INPUT(null, Again.CHANGED, "The model was given nothing that it takes.");

    /** Whether sending the same again may end better. */
    public enum Again {
        MAY_HELP("may help"),
        CHANGED("only when changed"),
        USELESS("not needed");

        private final String words;

        Again(String words) {
            this.words = words;
        }

        /** As the docs say it. */
        public String words() {
            return words;
        }
    }

    private final Stage usual;
    private final Again again;
    private final String sentence;

    Reason(Stage usual, Again again, String sentence) {
        this.usual = usual;
        this.again = again;
        this.sentence = sentence;
    }

    /**
     * Where it is found as a rule; null if it is not of the job but of a picture or sound given.
     */
    public Stage usualStage() {
        return usual;
    }

    public Again again() {
        return again;
    }

    /** What it means, for people; the detail of a {@link Problem} says more about the one input. */
    public String sentence() {
        return sentence;
    }

    /** The name that messages and documents carry: in lower case, and never changed. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
