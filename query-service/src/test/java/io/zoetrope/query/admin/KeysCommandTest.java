package io.zoetrope.query.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.query.access.Caller;
import io.zoetrope.query.access.Callers;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.http.Role;
import io.zoetrope.query.options.QueryServiceOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The command as a person calls it, and the service that reads what it wrote. */
class KeysCommandTest {
    @TempDir Path folder;
    private StringWriter out;
    private StringWriter err;

    private int keys(String... args) {
        out = new StringWriter();
        err = new StringWriter();
        CommandLine line = KeysCommand.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        String[] all = new String[args.length + 2];
        System.arraycopy(args, 0, all, 0, args.length);
        all[args.length] = "--file";
        all[args.length + 1] = file().toString();
        return line.execute(all);
    }

    private Path file() {
        return folder.resolve("keys.json");
    }

    private Callers callers() {
        return Callers.of(
                new QueryServiceOptions.Access(
                        false, Optional.of(file()), "default", 0, Optional.empty()),
                Clock.systemUTC());
    }

    private String add(String name, String role) {
        assertThat(keys("add", name, "--tenant", "news", "--role", role))
                .as(err.toString())
                .isZero();
        return out.toString().strip();
    }

    @Test
    void aKeyIsPrintedOnceAndOnlyItsHashIsKept() throws IOException {
        String key = add("editors", "write");
        assertThat(key).matches("zk_[0-9a-f]{12}_[A-Za-z0-9_-]{43}");
        assertThat(Files.readString(file())).doesNotContain(key, key.substring(16));
        assertThat(Files.getPosixFilePermissions(file()))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(callers().ofKey(key))
                .isEqualTo(new Caller("news", Role.WRITE, "editors", Caller.NO_PROFILE));
    }

    @Test
    void everyKeyIsAnother() {
        assertThat(add("a", "read")).isNotEqualTo(add("b", "read"));
        assertThat(keys("list")).isZero();
        assertThat(out.toString())
                .containsPattern("a +news +read")
                .containsPattern("b +news +read");
    }

    @Test
    void aRevokedKeyIsRefusedByARunningService() {
        String key = add("editors", "read");
        String other = add("others", "read");
        Callers callers = callers();
        assertThat(callers.ofKey(key).keyName()).isEqualTo("editors");
        assertThat(keys("revoke", "editors")).isZero();
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> callers.ofKey(key)))
                .isInstanceOfSatisfying(ApiError.class, e -> assertThat(e.status()).isEqualTo(401));
        assertThat(callers.ofKey(other).keyName()).isEqualTo("others");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '^',
            value = {
                "add twice --tenant t --role read, 1, there is a key 'twice' already",
                "add x --tenant a/b --role read, 1, tenant has 1 to 64",
                "add <b> --tenant t --role read, 1, name has 1 to 64",
                "add x --tenant t --role root, 2, 'root' is none of read",
                "add x --tenant t, 2, --role",
                "revoke nobody, 1, there is no key 'nobody'"
            })
    void whatIsWrongIsSaidInOneLine(String args, int code, String said) {
        add("twice", "read");
        assertThat(keys(args.split(" "))).isEqualTo(code);
        assertThat(err.toString()).contains(said).doesNotContain("Exception");
    }
}
