package io.zoetrope.local;

import io.zoetrope.local.commandline.UsageProblem;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;

/** Whether FFmpeg's libraries for this machine are here: they come in a jar for each platform. */
final class NativeLibraries {
    private static final List<String> BUILDS = List.of("", "-gpl");

    private NativeLibraries() {}

    /**
     * @throws UsageProblem if they are not; the message names platform and property
     */
    static void check() {
        check(Loader.Detector.getPlatform());
    }

    /**
     * @param platform as JavaCPP calls it, such as {@code linux-x86_64}
     */
    static void check(String platform) {
        boolean here =
                BUILDS.stream()
                        .map(build -> "org/bytedeco/ffmpeg/" + platform + build + "/")
                        .flatMap(folder -> Stream.of(folder + "ffmpeg", folder + "ffmpeg.exe"))
                        .anyMatch(NativeLibraries::isHere);
        if (!here) {
            throw new UsageProblem(
                    "FFmpeg's libraries for "
                            + platform
                            + " are not here; this build is for Linux on x86-64, and"
                            + " -Djavacpp.platform="
                            + platform
                            + " takes those of this machine, which nobody has tried");
        }
    }

    private static boolean isHere(String resource) {
        return NativeLibraries.class.getClassLoader().getResource(resource) != null;
    }
}
