package io.zoetrope.media.process;

import io.zoetrope.domain.MediaInfo;
import io.zoetrope.media.process.child.DecoderMain;
import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.Loader;

/**
 * Where the decoder's own classes and libraries were loaded from: also if they come from several
 * places, as on a cluster, whose lib/ holds the libraries and the job's jar the rest.
 */
final class DecoderClassPath {
    private DecoderClassPath() {}

    /**
     * @param more entries at the end
     */
    static String of(List<String> more) {
        Set<String> entries = new LinkedHashSet<>();
        entries.add(codeSource(DecoderMain.class));
        entries.add(codeSource(MediaInfo.class));
        entries.add(codeSource(Loader.class));
        entries.add(codeSource(avutil.class));
        String platform = Loader.getPlatform();
        entries.add(holder(Loader.class, "org/bytedeco/javacpp/" + platform + "/libjnijavacpp.so"));
        entries.add(holder(avutil.class, ffmpeg(platform)));
        entries.addAll(more);
        return join(entries);
    }

    /** The build with encoders under the GPL lies in a folder of its own. */
    private static String ffmpeg(String platform) {
        String gpl = "org/bytedeco/ffmpeg/" + platform + "-gpl/libjniavutil.so";
        return avutil.class.getResource("/" + gpl) == null ? gpl.replace("-gpl/", "/") : gpl;
    }

    private static String join(Set<String> entries) {
        for (String entry : entries) {
            if (entry.contains(File.pathSeparator)) {
                throw new IllegalStateException(
                        "no class path can name " + entry + ": it contains " + File.pathSeparator);
            }
        }
        return String.join(File.pathSeparator, entries);
    }

    static String codeSource(Class<?> type) {
        return file(type.getProtectionDomain().getCodeSource().getLocation());
    }

    /** The jar or folder that holds a resource. */
    private static String holder(Class<?> beside, String resource) {
        URL found = beside.getResource("/" + resource);
        if (found == null) {
            throw new IllegalStateException(
                    resource + " is on no class path: the native libraries are missing");
        }
        String text = found.toString();
        String whole = text.substring(0, text.length() - resource.length());
        try {
            return file(
                    whole.startsWith("jar:")
                            ? new URL(whole.substring("jar:".length(), whole.lastIndexOf("!/")))
                            : new URL(whole));
        } catch (java.net.MalformedURLException e) {
            throw new IllegalStateException("no file holds " + found, e);
        }
    }

    private static String file(URL location) {
        try {
            return Path.of(new URI(location.toString())).toString();
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new IllegalStateException("no file: " + location, e);
        }
    }
}
