package io.zoetrope.jobs.buckets;

import io.zoetrope.testing.s3.S3Server;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.plugin.DefaultPluginManager;
import org.apache.flink.core.plugin.DirectoryBasedPluginFinder;

/** Gives this process one of Flink's two S3 file systems, loaded as a plugin as on a cluster. */
final class S3Plugins {
    private static final Path PLUGINS = Path.of("target", "s3-plugins");

    private S3Plugins() {}

    /**
     * @param name {@code hadoop} or {@code native}
     * @return what Flink's configuration says about the server
     */
    static Configuration load(String name, S3Server server) throws IOException {
        Configuration configuration = new Configuration();
        configuration.setString("s3.endpoint", server.endpoint().toString());
        configuration.setString("s3.path.style.access", "true");
        configuration.setString("s3.access-key", S3Server.ACCESS_KEY);
        configuration.setString("s3.secret-key", S3Server.SECRET_KEY);
        configuration.setString("s3.region", S3Server.REGION);
        DirectoryBasedPluginFinder finder = new DirectoryBasedPluginFinder(PLUGINS.resolve(name));
        FileSystem.initialize(
                configuration,
                new DefaultPluginManager(
                        finder.findPlugins(),
                        CoreOptions.getPluginParentFirstLoaderPatterns(configuration)));
        return configuration;
    }

    /** Back to what a process has without plugins. */
    static void unload() {
        FileSystem.initialize(new Configuration(), null);
    }
}
