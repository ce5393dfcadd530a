package io.zoetrope.models.tokenize;

import java.util.List;
import java.util.Map;

/** What a {@code tokenizer.json} puts around a single text. */
final class SpecialTokensJson {
    private SpecialTokensJson() {}

    static SpecialTokens read(JsonPart top, Map<String, Integer> added, long pad) {
        IdBuffer begin = new IdBuffer(16);
        IdBuffer end = new IdBuffer(16);
        around(top.at("post_processor"), begin, end);
        long unknown = unknown(top.at("model"), added);
        long fill = pad >= 0 ? pad : padOf(added, end.toArray());
        return new SpecialTokens(begin.toArray(), end.toArray(), fill, unknown);
    }

    private static void around(JsonPart part, IdBuffer begin, IdBuffer end) {
        if (!part.present()) {
            return;
        }
        switch (part.type()) {
            case "Sequence" -> part.at("processors").items().forEach(p -> around(p, begin, end));
            case "TemplateProcessing" -> template(part, begin, end);
            case "BertProcessing", "RobertaProcessing" -> {
                begin.add(id(part.at("cls")));
                end.add(id(part.at("sep")));
            }
            case "ByteLevel" -> {
                // Moves offsets only; there are none here.
            }
            default -> throw part.expected("a known post-processor");
        }
    }

    /** Of a pair such as {@code ["[CLS]", 101]}. */
    private static long id(JsonPart pair) {
        List<JsonPart> items = pair.items();
        if (items.size() != 2) {
            throw pair.expected("an entry and its id");
        }
        return items.get(1).id();
    }

    private static void template(JsonPart part, IdBuffer begin, IdBuffer end) {
        IdBuffer side = begin;
        for (JsonPart item : part.at("single").items()) {
            if (item.at("Sequence").present()) {
                side = end;
            } else {
                String name = item.at("SpecialToken").at("id").text();
                List<JsonPart> ids = part.at("special_tokens").at(name).at("ids").items();
                for (JsonPart id : ids) {
                    side.add(id.id());
                }
            }
        }
    }

    private static long unknown(JsonPart model, Map<String, Integer> added) {
        return model.at("unk_id").present()
                ? model.at("unk_id").id()
                : added.getOrDefault(model.at("unk_token").text(""), -1);
    }

    private static long padOf(Map<String, Integer> added, long[] end) {
        for (String name : List.of("<pad>", "[PAD]")) {
            if (added.containsKey(name)) {
                return added.get(name);
            }
        }
        return end.length > 0 ? end[0] : 0;
    }
}
