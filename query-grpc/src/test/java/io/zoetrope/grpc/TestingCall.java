package io.zoetrope.grpc;

import io.grpc.stub.ServerCallStreamObserver;
import java.util.ArrayList;
import java.util.List;

/** A call that, as a real one, can be closed only once; remembers what it was told. */
final class TestingCall<A> extends ServerCallStreamObserver<A> {
    final List<A> answers = new ArrayList<>();
    int closed;
    Throwable failure;
    boolean ready = true;

    /** Run by the first that closes it, while it does. */
    Runnable whileClosing = () -> {};

    private synchronized void close() {
        if (closed++ > 0) {
            throw new IllegalStateException("call already closed");
        }
        whileClosing.run();
        notifyAll();
    }

    synchronized void awaitClosed() throws InterruptedException {
        while (closed == 0) {
            wait();
        }
    }

    @Override
    public void onNext(A answer) {
        answers.add(answer);
    }

    @Override
    public synchronized void onError(Throwable told) {
        failure = told;
        close();
    }

    @Override
    public void onCompleted() {
        close();
    }

    @Override
    public boolean isCancelled() {
        return false;
    }

    @Override
    public boolean isReady() {
        return ready;
    }

    @Override
    public void setOnCancelHandler(Runnable handler) {}

    @Override
    public void setOnReadyHandler(Runnable handler) {}

    @Override
    public void setCompression(String compression) {}

    @Override
    public void disableAutoInboundFlowControl() {}

    @Override
    public void request(int count) {}

    @Override
    public void setMessageCompression(boolean enable) {}
}
