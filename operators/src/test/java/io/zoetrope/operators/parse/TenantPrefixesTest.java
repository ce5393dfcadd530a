package io.zoetrope.operators.parse;

import static io.zoetrope.testing.events.RealMessages.records;
import static io.zoetrope.testing.events.RealMessages.s3;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.zoetrope.domain.RejectedInput;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TenantPrefixesTest {
    private static final TenantPrefixes TENANTS =
            TenantPrefixes.of(
                    List.of(
                            "acme=s3a://videos/acme",
                            "acme/dailies=s3a://videos/acme/dailies/",
                            " beta/raw=s3a://videos/beta ",
                            "acme=https://cdn.example/acme",
                            "acme=file:///videos/acme",
                            "*=https://library.example"));

    @ParameterizedTest
    @CsvSource({
        "acme/a.mp4, acme, ''",
        "acme/dailies/a.mp4, acme, dailies",
        "beta/a.mp4, beta, raw",
        "other/a.mp4, default, ''",
        "acme-private/a.mp4, default, ''",
    })
    void aBucketsEventBelongsToTheOwnerOfThePrefix(String key, String tenant, String collection)
            throws RejectedInput {
        ParsedEntry entry =
                parse(records(s3("aws:s3", "ObjectCreated:Put", key, "", "1")), TENANTS);

        assertThat(entry.arrival().video().tenant()).isEqualTo(tenant);
        assertThat(entry.arrival().video().collection()).isEqualTo(collection);
        assertThat(entry.problem() == null).isEqualTo(!tenant.equals("default"));
    }

    @Test
    void anArrivalKeepsTheTenantAndCollectionThatItNames() throws RejectedInput {
        ParsedEntry entry = bare("s3a://videos/acme/dailies/a.mp4", "acme", "mine");

        assertThat(entry.arrival().video().collection()).isEqualTo("mine");
        assertThat(entry.problem()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "acme, s3a://videos/acme/a.mp4",
        "acme, s3a://videos/acme",
        "acme, S3A://videos/acme/a.mp4",
        "acme, https://cdn.example/acme/a.mp4",
        "acme, file:///videos/acme/a.mp4",
        "acme, file:/videos/acme/a.mp4",
        "acme, s3a://videos/acme/a..mp4",
        "acme, s3a://videos/acme/..a/.b/c...mp4",
        "acme, https://library.example/a.mp4",
        "gamma, https://library.example/a.mp4",
    })
    void aTenantMayUseItsOwn(String tenant, String uri) throws RejectedInput {
        assertThat(bare(uri, tenant, "").problem()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "beta, s3a://videos/acme/a.mp4",
        "beta, https://cdn.example/acme/a.mp4",
        "gamma, s3a://videos/beta/a.mp4",
        "default, s3a://videos/acme/a.mp4",
        "acme, s3a://videos/acme-private/a.mp4",
        "acme, s3a://videos/acme/../beta/a.mp4",
        "acme, s3a://videos/acme/x/../../beta/a.mp4",
        "acme, s3a://videos/acme\\..\\beta\\a.mp4",
        "acme, s3a://videos/acme/x\\..\\..\\beta\\a.mp4",
        "acme, file:///videos/acme/%2e%2e/beta/a.mp4",
        "acme, file:///videos/acme/%2E./beta/a.mp4",
        "acme, file:///videos/acme%2f..%2fbeta/a.mp4",
        "acme, https://cdn.example/acme/..;/beta/a.mp4",
        "acme, https://cdn.example/acme/..",
        "acme, https://cdn.example.evil/acme/a.mp4",
        "acme, https://library.example.evil/a.mp4",
        "acme, s3://videos/acme/a.mp4",
        "acme, hdfs://anything/a.mp4",
    })
    void aTenantMayUseNoOthers(String tenant, String uri) throws RejectedInput {
        ParsedEntry entry = bare(uri, tenant, "");

        assertThat(entry.problem().reason()).isEqualTo("forbidden_source");
        assertThat(entry.problem().detail()).contains(tenant, uri, "tenants.prefixes");
        assertThat(entry.arrival().video().tenant()).isEqualTo(tenant);
    }

    @Test
    void captionsAreJudgedToo() throws RejectedInput {
        String message =
                "{\"tenant\":\"acme\",\"uri\":\"s3a://videos/acme/a.mp4\",\"captions_uri\":\"s3a://videos/beta/a.vtt\"}";

        assertThat(parse(message, TENANTS).problem().detail()).contains("beta/a.vtt");
        assertThat(parse(message.replace("videos/beta", "videos/acme"), TENANTS).problem())
                .isNull();
    }

    @Test
    void aRemovalIsJudgedToo() throws RejectedInput {
        String removal =
                "{\"specversion\":\"1.0\",\"type\":\"zoetrope.video.deleted.v1\",\"data\":{\"tenant\":\"beta\",\"uri\":\"s3a://videos/acme/a.mp4\"}}";

        assertThat(parse(removal, TENANTS).problem().reason()).isEqualTo("forbidden_source");
    }

    @Test
    void saysWhatATenantMayUse() throws RejectedInput {
        assertThat(bare("s3a://elsewhere/a.mp4", "beta", "").problem().detail())
                .isEqualTo(
                        "Tenant 'beta' may not use 's3a://elsewhere/a.mp4'; its prefixes in tenants.prefixes: https://library.example, s3a://videos/beta.");
    }

    @Test
    void withoutAnyEverythingIsOpen() throws RejectedInput {
        String message = "{\"uri\":\"s3a://videos/../beta/a.mp4\",\"tenant\":\"gamma\"}";

        assertThat(parse(message, TenantPrefixes.NONE).problem()).isNull();
        assertThat(
                        parse(message.replace("\"gamma\"", "null"), TenantPrefixes.NONE)
                                .arrival()
                                .video()
                                .tenant())
                .isEqualTo("default");
    }

    @Test
    void ofTwoAlikeTheFirstOwnsWhatNamesNobody() throws RejectedInput {
        TenantPrefixes shared = TenantPrefixes.of(List.of("b/x=s3a://v/in", "a/y=s3a://v/in"));
        String message = "{\"uri\":\"s3a://v/in/a.mp4\"}";

        assertThat(parse(message, shared).arrival().video().tenant()).isEqualTo("b");
        String named = "{\"uri\":\"s3a://v/in/a.mp4\",\"tenant\":\"a\"}";
        assertThat(parse(named, shared).arrival().video().collection()).isEqualTo("y");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "acme",
                "=s3a://v",
                "/c=s3a://v",
                "acme=",
                "acme=videos/in",
                "acme=s3a://v/../w"
            })
    void refusesASettingThatItDoesNotUnderstand(String setting) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TenantPrefixes.of(List.of(setting)))
                .withMessageContaining("'" + setting + "'");
    }

    private static ParsedEntry bare(String uri, String tenant, String collection)
            throws RejectedInput {
        return parse(
                "{\"uri\":\"%s\",\"tenant\":\"%s\",\"collection\":\"%s\"}"
                        .formatted(uri.replace("\\", "\\\\"), tenant, collection),
                TENANTS);
    }

    private static ParsedEntry parse(String message, TenantPrefixes tenants) throws RejectedInput {
        return new ArrivalParser(tenants).parse(TestingMessages.event(message)).entries().get(0);
    }
}
