package io.zoetrope.grpc;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.http.ErrorResponses;
import io.zoetrope.query.http.RequestId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Failures as statuses. An {@link ErrorInfo} has the API's code as its reason, and as metadata
 * {@code detail} and {@code request_id}; a {@link RetryInfo} says when it may be tried again.
 */
final class Errors {
    static final String DOMAIN = "zoetrope";

    private static final Logger LOG = LoggerFactory.getLogger(Errors.class);
    private static final int SERVER_ERROR = 500;

    private Errors() {}

    /** Of any failure; what is unexpected is logged here, once, and told without its inside. */
    static StatusRuntimeException of(Exception failure) {
        ApiError error = failure instanceof ApiError known ? known : ErrorResponses.error(failure);
        String id = RequestId.make();
        if (error.status() == SERVER_ERROR) {
            LOG.error("gRPC call {} failed", id, failure);
        } else if (error.status() > SERVER_ERROR && error != failure) {
            LOG.warn("gRPC call {} failed", id, failure);
        }
        ErrorInfo.Builder info =
                ErrorInfo.newBuilder()
                        .setDomain(DOMAIN)
                        .setReason(error.code())
                        .putMetadata("request_id", id);
        if (error.detail() != null) {
            info.putMetadata("detail", error.detail());
        }
        Status.Builder status =
                Status.newBuilder()
                        .setCode(code(error.status()).getNumber())
                        .setMessage(error.getMessage())
                        .addDetails(Any.pack(info.build()));
        if (error.retryAfterSeconds() > 0) {
            Duration delay = Duration.newBuilder().setSeconds(error.retryAfterSeconds()).build();
            status.addDetails(Any.pack(RetryInfo.newBuilder().setRetryDelay(delay).build()));
        }
        return StatusProto.toStatusRuntimeException(status.build());
    }

    /** What an HTTP status is called here. */
    static Code code(int status) {
        return switch (status) {
            case 401 -> Code.UNAUTHENTICATED;
            case 403 -> Code.PERMISSION_DENIED;
            case 404 -> Code.NOT_FOUND;
            case 408 -> Code.DEADLINE_EXCEEDED;
            case 409, 410 -> Code.FAILED_PRECONDITION;
            case 429, 507 -> Code.RESOURCE_EXHAUSTED;
            case 501 -> Code.UNIMPLEMENTED;
            case 503 -> Code.UNAVAILABLE;
            default -> status < SERVER_ERROR ? Code.INVALID_ARGUMENT : Code.INTERNAL;
        };
    }
}
