package io.zoetrope.local.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.apache.flink.shaded.netty4.io.netty.buffer.ByteBuf;
import org.apache.flink.shaded.netty4.io.netty.buffer.Unpooled;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelDuplexHandler;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelFutureListener;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandlerContext;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelPromise;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.DefaultFullHttpResponse;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpHeaderNames;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpRequest;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpResponse;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpResponseStatus;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpVersion;
import org.apache.flink.shaded.netty4.io.netty.util.ReferenceCountUtil;

/** Holds the requests of one connection to {@link ReadRules}; for that connection's thread. */
final class ReadOnlyGate extends ChannelDuplexHandler {
    private boolean refused;

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (!refused && message instanceof HttpRequest request) {
            refuseOrPass(ctx, request);
        } else if (refused) {
            // The rest of a request that was refused, or what was sent right behind it.
            ReferenceCountUtil.release(message);
        } else {
            ctx.fireChannelRead(message);
        }
    }

    private void refuseOrPass(ChannelHandlerContext ctx, HttpRequest request) {
        int port = ((InetSocketAddress) ctx.channel().localAddress()).getPort();
        Optional<String> problem =
                ReadRules.problem(
                        request.method().name(),
                        request.uri(),
                        request.headers().getAll(HttpHeaderNames.HOST),
                        port);
        if (problem.isEmpty()) {
            ctx.fireChannelRead(request);
            return;
        }
        refused = true;
        ReferenceCountUtil.release(request);
        ctx.writeAndFlush(refusal(problem.get())).addListener(ChannelFutureListener.CLOSE);
    }

    private static HttpResponse refusal(String problem) {
        ByteBuf body = Unpooled.copiedBuffer("{\"errors\":[\"" + problem + "\"]}", UTF_8);
        DefaultFullHttpResponse response =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1, HttpResponseStatus.FORBIDDEN, body);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "application/json; charset=UTF-8")
                .set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes())
                .set(HttpHeaderNames.CONNECTION, "close");
        return response;
    }

    /** Flink adds this header to each of its answers, whatever it is set to. */
    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (message instanceof HttpResponse response) {
            response.headers().remove(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN);
        }
        ctx.write(message, promise);
    }
}
