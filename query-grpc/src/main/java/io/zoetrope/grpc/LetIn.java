package io.zoetrope.grpc;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.StatusRuntimeException;
import io.micrometer.core.instrument.MeterRegistry;
import io.zoetrope.query.access.Admission.Admitted;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.http.Role;
import io.zoetrope.query.metrics.QueryMetric;
import io.zoetrope.query.protocols.Gateway;
import java.util.Optional;

/** Finds out who calls before a message is read. */
final class LetIn implements ServerInterceptor {
    /** Who the call is of. */
    static final Context.Key<Admitted> BY = Context.key("admitted");

    static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    static final Metadata.Key<String> API_KEY =
            Metadata.Key.of("x-api-key", Metadata.ASCII_STRING_MARSHALLER);
    private static final String BEARER = "Bearer ";

    private final Gateway gateway;
    private final MeterRegistry metrics;

    LetIn(Gateway gateway, MeterRegistry metrics) {
        this.gateway = gateway;
        this.metrics = metrics;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        Admitted by;
        try {
            by = gateway.admit(key(headers), Role.READ);
        } catch (ApiError refusal) {
            metrics.counter(QueryMetric.REFUSED.metricName(), "code", refusal.code()).increment();
            StatusRuntimeException told = Errors.of(refusal);
            call.close(told.getStatus(), told.getTrailers());
            return new ServerCall.Listener<>() {};
        }
        return Contexts.interceptCall(Context.current().withValue(BY, by), call, headers, next);
    }

    private static Optional<String> key(Metadata headers) {
        String key = headers.get(API_KEY);
        String authorization = headers.get(AUTHORIZATION);
        if (authorization == null) {
            return Optional.ofNullable(key);
        }
        if (key != null || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw new ApiError(
                    401, "unknown_credentials", "send one API key, as 'authorization: Bearer …'");
        }
        return Optional.of(authorization.substring(BEARER.length()).strip());
    }
}
