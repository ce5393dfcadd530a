package io.zoetrope.grpc;

import io.micrometer.core.instrument.MeterRegistry;
import io.zoetrope.query.protocols.Gateway;
import io.zoetrope.query.protocols.OtherProtocol;
import java.io.IOException;

/** How the query service finds gRPC. */
public final class GrpcProtocol implements OtherProtocol {
    @Override
    public Running start(String host, int port, Gateway gateway, MeterRegistry metrics)
            throws IOException {
        return GrpcServer.start(host, port, gateway, metrics);
    }
}
