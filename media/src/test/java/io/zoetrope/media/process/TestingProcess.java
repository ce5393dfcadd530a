package io.zoetrope.media.process;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A process that says what it was given and then is gone. */
class TestingProcess extends Process {
    private final InputStream says;
    private final CountDownLatch gone = new CountDownLatch(1);

    TestingProcess(byte[] says) {
        this.says = new ByteArrayInputStream(says);
    }

    @Override
    public OutputStream getOutputStream() {
        return OutputStream.nullOutputStream();
    }

    @Override
    public InputStream getInputStream() {
        return says;
    }

    @Override
    public InputStream getErrorStream() {
        return InputStream.nullInputStream();
    }

    @Override
    public int waitFor() throws InterruptedException {
        gone.await();
        return 1;
    }

    @Override
    public boolean waitFor(long timeout, TimeUnit unit) throws InterruptedException {
        return gone.await(timeout, unit);
    }

    @Override
    public boolean isAlive() {
        return gone.getCount() > 0;
    }

    @Override
    public int exitValue() {
        return 1;
    }

    @Override
    public long pid() {
        return -1;
    }

    @Override
    public void destroy() {
        gone.countDown();
    }
}
