package io.zoetrope.media.ffmpeg.demux;

import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVFormatContext.Io_open_AVFormatContext_PointerPointer_BytePointer_int_PointerPointer;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.ffmpeg.avformat.Read_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.avformat.Seek_Pointer_long_int;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * The functions that native code calls, one of each kind for the whole process: JavaCPP has room
 * for only ten. An exception that left one would abort the JVM, so each catches everything.
 */
final class IoCallbacks {
    static final Read READ = new Read();
    static final Seek SEEK = new Seek();
    static final Interrupt INTERRUPT = new Interrupt();
    static final RefuseOpen REFUSE_OPEN = new RefuseOpen();

    private IoCallbacks() {}

    static final class Read extends Read_packet_Pointer_BytePointer_int {
        @Override
        public int call(Pointer opaque, BytePointer buffer, int length) {
            try {
                SourceIo io = SourceIo.of(opaque);
                return io == null ? Ffmpeg.EIO : io.read(buffer, length);
            } catch (Throwable t) {
                return Ffmpeg.EIO;
            }
        }
    }

    static final class Seek extends Seek_Pointer_long_int {
        @Override
        public long call(Pointer opaque, long offset, int whence) {
            try {
                SourceIo io = SourceIo.of(opaque);
                return io == null ? Ffmpeg.EIO : io.seek(offset, whence);
            } catch (Throwable t) {
                return Ffmpeg.EIO;
            }
        }
    }

    static final class Interrupt extends AVIOInterruptCB.Callback_Pointer {
        @Override
        public int call(Pointer opaque) {
            try {
                SourceIo io = SourceIo.of(opaque);
                return io == null || io.mustStop() ? 1 : 0;
            } catch (Throwable t) {
                return 1;
            }
        }
    }

    /** A container that names another file gets nothing. */
    static final class RefuseOpen
            extends Io_open_AVFormatContext_PointerPointer_BytePointer_int_PointerPointer {
        @Override
        public int call(
                AVFormatContext context,
                PointerPointer opened,
                BytePointer url,
                int flags,
                PointerPointer options) {
            return Ffmpeg.EPERM;
        }
    }
}
