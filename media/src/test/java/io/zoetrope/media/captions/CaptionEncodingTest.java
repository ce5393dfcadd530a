package io.zoetrope.media.captions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaptionEncodingTest {
    private static final String SPOKEN =
            "Über den Wolken müssen die Flüsse größer sein.\nЯ не знаю, что сказать.\n你们昨天去哪里了？\n";

    @Test
    void aStrayByteInUtf8BreaksItsLineAlone() {
        byte[] text = (SPOKEN + "Ende gut").getBytes(UTF_8);
        int stray = text.length - "Ende gut".length() - 5;
        text[stray] = (byte) 0xe9;

        CaptionEncoding.Decoded decoded = CaptionEncoding.decode(text, "");

        assertThat(decoded.damaged()).isEqualTo(1);
        List<String> lines = decoded.text().lines().toList();
        assertThat(lines.subList(0, 2)).isEqualTo(SPOKEN.lines().limit(2).toList());
        assertThat(lines.get(2)).startsWith("你们昨天去哪里").contains("\ufffd");
        assertThat(lines.get(3)).isEqualTo("Ende gut");
    }

    @Test
    void aLineFromElsewhereIsReadInItsOwnEncoding() {
        ByteArrayOutputStream mixed = new ByteArrayOutputStream();
        mixed.writeBytes(SPOKEN.getBytes(UTF_8));
        mixed.writeBytes("Déjà vu\n".getBytes(Charset.forName("windows-1252")));
        mixed.writeBytes("ça va".getBytes(UTF_8));

        CaptionEncoding.Decoded decoded = CaptionEncoding.decode(mixed.toByteArray(), "");

        assertThat(decoded).isEqualTo(new CaptionEncoding.Decoded(SPOKEN + "Déjà vu\nça va", 0));
    }

    /** By its letters alone, and by its language if there are few. */
    @ParameterizedTest
    @CsvSource({
        "windows-1251, ru, 'Я не знаю, что тебе сказать. Мы встретимся завтра вечером у реки.'",
        "windows-1251, bg, 'Не знам какво да ти кажа. Ще се видим утре вечер край реката.'",
        "windows-1253, el, 'Δεν ξέρω τι να σου πω. Θα συναντηθούμε αύριο το βράδυ στο ποτάμι.'",
        "windows-1255, he, 'אני לא יודע מה להגיד לך. ניפגש מחר בערב ליד הנהר.'",
        "windows-1256, ar, 'لا أعرف ماذا أقول لك. سنلتقي مساء الغد عند النهر يا صديقي.'",
        "x-windows-874, th, 'ฉันไม่รู้จะพูดอะไรกับคุณ พรุ่งนี้เย็นเราจะพบกันที่แม่น้ำ'",
        "windows-1250, pl, 'Nie wiem, co ci powiedzieć. Spotkamy się jutro wieczorem nad rzeką, "
                + "gdzie już był twój mąż. Wciąż cię kocham, ale są rzeczy, których nie można "
                + "zmienić. Później zobaczysz, że miałaś słuszność, więc wróć.'",
        "GB18030, zh, '我不知道该对你说什么。明天晚上我们在河边见面，好吗？'",
        "Big5, zh-TW, '我不知道該對你說什麼。明天晚上我們在河邊見面，好嗎？'",
        "windows-31j, ja, 'あなたに何と言えばいいのか分かりません。明日の夜、川のそばで会いましょう。'",
        "x-windows-949, ko, '너에게 무슨 말을 해야 할지 모르겠어. 내일 저녁에 강가에서 만나자.'",
        "windows-1252, fr, 'Je ne sais pas très bien ce que tu préfères : l’été à la forêt, où nous"
                + " étions déjà allés, ou les rêves de Noël à l’hôtel, là-bas, près de la rivière.'",
        "windows-1252, is, 'Það er gott að þú ert hér. Ég veit ekki hvað ég á að segja við þig.'"
    })
    void readsWhatIsOlderThanUnicode(String charset, String language, String text) {
        byte[] bytes = text.getBytes(Charset.forName(charset));
        assertThat(CaptionEncoding.decode(bytes, "").text()).isEqualTo(text);
        assertThat(CaptionEncoding.decode(bytes, language).text()).isEqualTo(text);

        String few = text.substring(text.length() - 7);
        byte[] some = few.getBytes(Charset.forName(charset));
        assertThat(CaptionEncoding.decode(some, language).text()).isEqualTo(few);
    }

    @Test
    void anUnknownLanguageAndAFewBytesAreWestern() {
        byte[] bytes = "naïve €".getBytes(Charset.forName("windows-1252"));
        assertThat(CaptionEncoding.decode(bytes, "xx-YY").text()).isEqualTo("naïve €");
        assertThat(CaptionEncoding.decode(bytes, "").text()).isEqualTo("naïve €");
    }

    /** Too long forms and halves of pairs are no characters; nothing is an error. */
    @Test
    void onlyShortestFormsAreUtf8() {
        byte[] odd = {(byte) 0xc0, (byte) 0x80, (byte) 0xed, (byte) 0xa0, (byte) 0x80, 'a'};
        assertThat(Utf8Bytes.of(odd, 0, odd.length)).isEqualTo(new Utf8Bytes(0, 5));
        byte[] good = "é€😀a".getBytes(UTF_8);
        assertThat(Utf8Bytes.of(good, 0, good.length)).isEqualTo(new Utf8Bytes(3, 0));
        assertThat(Utf8Bytes.of(good, 0, good.length - 2)).isEqualTo(new Utf8Bytes(2, 3));
    }
}
