package io.zoetrope.connectors;

import io.zoetrope.testing.s3.S3Server;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.plugin.DefaultPluginManager;
import org.apache.flink.core.plugin.DirectoryBasedPluginFinder;
import org.apache.flink.core.plugin.PluginManager;

/** Gives this process one of Flink's two S3 file systems, loaded as a plugin as on a cluster. */
public final class S3FileSystems {
    private static final Path PLUGINS = Path.of("target", "s3-plugins");

    private S3FileSystems() {}

    /**
     * @param name {@code hadoop} or {@code native}
     * @return configuration that holds for jobs too
     */
    public static Configuration load(String name, S3Server server) throws IOException {
        Configuration configuration = new Configuration();
        configuration.setString("s3.endpoint", server.endpoint().toString());
        configuration.setString("s3.path.style.access", "true");
        configuration.setString("s3.access-key", S3Server.ACCESS_KEY);
        configuration.setString("s3.secret-key", S3Server.SECRET_KEY);
        configuration.setString("s3.region", S3Server.REGION);
        PluginManager plugins =
                new DefaultPluginManager(
                        new DirectoryBasedPluginFinder(PLUGINS.resolve(name)).findPlugins(),
                        new String[] {
                            "java.",
                            "org.apache.flink.",
                            "org.slf4j",
                            "org.apache.log4j",
                            "org.apache.logging",
                            "org.apache.commons.logging",
                            "ch.qos.logback"
                        });
        FileSystem.initialize(configuration, plugins);
        return configuration;
    }

    /** Back to what a process has without plugins. */
    public static void unload() {
        FileSystem.initialize(new Configuration(), null);
    }
}
