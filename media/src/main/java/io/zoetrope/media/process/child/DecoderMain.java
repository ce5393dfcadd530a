package io.zoetrope.media.process.child;

import io.zoetrope.media.ffmpeg.FfmpegReaders;
import io.zoetrope.media.process.DecoderSlot;
import io.zoetrope.media.process.protocol.MessageInput;
import io.zoetrope.media.process.protocol.MessageOutput;
import io.zoetrope.media.process.protocol.PictureMemory;
import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Main of the decoder's process: decodes what its parent asks for, over standard input and output,
 * and ends with its parent. See {@link DecoderSlot} for the other side.
 */
public final class DecoderMain {
    private static final int INPUT_BYTES = 64 << 10;

    /** Property that names what messages are written to; standard output without it. */
    public static final String OUTPUT = "zoetrope.decoder.output";

    /** Property that names the file of the memory for pictures; without it they go in messages. */
    public static final String PICTURES = "zoetrope.decoder.pictures";

    private DecoderMain() {}

    public static void main(String[] args) throws Exception {
        serve(FfmpegReaders::open);
    }

    /** Serves the parent until it is gone; does not return. */
    public static void serve(ReaderOpener opener) throws IOException, InterruptedException {
        // Nothing but messages may get between them: what is printed goes to standard error.
        System.setOut(System.err);
        MessageOutput out = new MessageOutput(output().getChannel(), true, pictures());
        ParentLine parent =
                ParentLine.listen(
                        new MessageInput(
                                new BufferedInputStream(
                                        new FileInputStream(FileDescriptor.in), INPUT_BYTES)));
        new DecoderServer(opener, parent, out).run();
    }

    private static PictureMemory pictures() throws IOException {
        String file = System.getProperty(PICTURES, "");
        return file.isEmpty() ? null : PictureMemory.openAndRemove(Path.of(file));
    }

    private static FileOutputStream output() throws IOException {
        String name = System.getProperty(OUTPUT, "");
        return name.isEmpty()
                ? new FileOutputStream(FileDescriptor.out)
                : new FileOutputStream(name);
    }
}
