package io.zoetrope.local.rest;

import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.io.network.netty.InboundChannelHandlerFactory;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandler;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandlerAdapter;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandlerContext;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpServerCodec;

/**
 * Puts a {@link ReadOnlyGate} before everything that Flink's REST does. Flink's own settings are
 * not enough: {@code web.submit.enable: false} takes {@code /jars} away and leaves {@code POST
 * /jobs}, {@code web.cancel.enable: false} hides a button and leaves the call, and every answer
 * carries the header that lets other sites read it.
 *
 * <p>Flink finds it through {@code META-INF/services}, and asks it for each connection.
 */
public final class ReadOnlyRest implements InboundChannelHandlerFactory {
    @Override
    public int priority() {
        return 0;
    }

    @Override
    public Optional<ChannelHandler> createHandler(
            Configuration configuration, Map<String, String> responseHeaders) {
        return Optional.of(new GatePlacer());
    }

    /**
     * Flink adds what it is given behind the handler that writes uploads to disk; the gate belongs
     * before that one.
     */
    private static final class GatePlacer extends ChannelHandlerAdapter {
        @Override
        public void handlerAdded(ChannelHandlerContext ctx) {
            String codec = ctx.pipeline().context(HttpServerCodec.class).name();
            ctx.pipeline().addAfter(codec, "read-only-gate", new ReadOnlyGate());
            ctx.pipeline().remove(this);
        }
    }
}
