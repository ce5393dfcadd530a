package io.zoetrope.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.http.Unavailable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorsTest {
    @ParameterizedTest
    @CsvSource({
        "400, INVALID_ARGUMENT",
        "401, UNAUTHENTICATED",
        "403, PERMISSION_DENIED",
        "404, NOT_FOUND",
        "409, FAILED_PRECONDITION",
        "410, FAILED_PRECONDITION",
        "413, INVALID_ARGUMENT",
        "415, INVALID_ARGUMENT",
        "429, RESOURCE_EXHAUSTED",
        "500, INTERNAL",
        "501, UNIMPLEMENTED",
        "503, UNAVAILABLE",
        "507, RESOURCE_EXHAUSTED"
    })
    void everyStatusHasACode(int status, String code) throws InvalidProtocolBufferException {
        StatusRuntimeException told = Errors.of(new ApiError(status, "a_code", "words", "field"));
        assertThat(told.getStatus().getCode()).hasToString(code);
        assertThat(told.getStatus().getDescription()).isEqualTo("words");
        ErrorInfo info = info(told);
        assertThat(info.getReason()).isEqualTo("a_code");
        assertThat(info.getMetadataMap())
                .containsEntry("detail", "field")
                .containsKey("request_id");
    }

    @Test
    void saysWhenToTryAgain() throws InvalidProtocolBufferException {
        Status status = StatusProto.fromThrowable(Errors.of(ApiError.tooMany("too often", 3)));
        assertThat(status.getDetails(1).unpack(RetryInfo.class).getRetryDelay().getSeconds())
                .isEqualTo(3);
    }

    @Test
    void tellsNothingOfTheInside() throws InvalidProtocolBufferException {
        StatusRuntimeException told = Errors.of(new IllegalStateException("a secret place"));
        assertThat(told.getStatus().getCode().name()).isEqualTo("INTERNAL");
        assertThat(told.getMessage()).doesNotContain("secret");
        StatusRuntimeException away = Errors.of(new Unavailable("try again", null));
        assertThat(away.getStatus().getCode().name()).isEqualTo("UNAVAILABLE");
        assertThat(info(away).getReason()).isEqualTo("unavailable");
    }

    static ErrorInfo info(StatusRuntimeException told) throws InvalidProtocolBufferException {
        for (Any detail : StatusProto.fromThrowable(told).getDetailsList()) {
            if (detail.is(ErrorInfo.class)) {
                return detail.unpack(ErrorInfo.class);
            }
        }
        throw new AssertionError("no ErrorInfo in " + told);
    }
}
