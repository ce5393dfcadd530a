package io.zoetrope.jobs.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/**
 * State that was written by an earlier version is read by this one. {@code state-records.txt} has,
 * for each record that an operator holds, what Flink wrote into a savepoint of its serializer and
 * of a sample; and for it and each record inside it the components that it had then. It is only
 * ever added to: {@link #main} writes what is missing.
 */
class StateRecordsTest {
    private static final Path TOP = Path.of("..");
    private static final Path KEPT = Path.of("src/test/resources/state-records.txt");
    private static final Pattern DECLARED =
            Pattern.compile("new (?:Value|Map|List)StateDescriptor<>\\(([^;]+)\\)+;");
    private static final Pattern CLASS = Pattern.compile("(\\w+)\\.class");
    private static final Pattern IMPORT = Pattern.compile("import (io\\.zoetrope\\.[\\w.]+);");
    private static final Set<String> PLAIN = Set.of("Integer", "Long", "String");
    private static final String HELD = "held";
    private static final String MADE_OF = "made-of";

    @Test
    void everyRecordThatIsHeldIsKeptHere() throws Exception {
        assertThat(lines(HELD).keySet())
                .as("a new record in state: StateRecordsTest.main adds it to the file")
                .containsAll(held().stream().map(Class::getName).toList());
    }

    @Test
    void stateOfAnEarlierVersionIsRead() throws Exception {
        for (Map.Entry<String, List<String>> line : lines(HELD).entrySet()) {
            Class<?> type = Class.forName(line.getKey());
            TypeSerializerSnapshot<Object> old = snapshot(line.getValue().get(0));
            TypeSerializerSchemaCompatibility<Object> now =
                    serializer(type).snapshotConfiguration().resolveSchemaCompatibility(old);
            assertThat(now.isIncompatible()).as(type.getName()).isFalse();

            Object read = old.restoreSerializer().deserialize(unpacked(line.getValue().get(1)));
            if (now.isCompatibleAsIs()) {
                assertThat(read).usingRecursiveComparison().isEqualTo(SampleRecord.of(type));
            } else {
                assertThat(read).isInstanceOf(type);
            }
        }
    }

    @Test
    void componentsAreAddedOnly() throws Exception {
        for (Map.Entry<String, List<String>> line : lines(MADE_OF).entrySet()) {
            Class<?> type = Class.forName(line.getKey());
            assertThat(SampleRecord.components(type))
                    .as(type.getName())
                    .containsAll(line.getValue());
        }
    }

    /** Adds what is held now and is not in the file yet; run in the module's folder. */
    public static void main(String[] args) throws Exception {
        List<String> file =
                new ArrayList<>(Files.exists(KEPT) ? Files.readAllLines(KEPT) : List.of());
        Set<Class<?>> all = new LinkedHashSet<>();
        for (Class<?> type : held()) {
            SampleRecord.collect(type, all);
            if (!lines(HELD).containsKey(type.getName())) {
                file.add(HELD + " " + type.getName() + " " + written(type));
            }
        }
        for (Class<?> type : all) {
            if (!lines(MADE_OF).containsKey(type.getName())) {
                String of = String.join(" ", SampleRecord.components(type));
                file.add(MADE_OF + " " + type.getName() + " " + of);
            }
        }
        Files.write(KEPT, file);
    }

    private static String written(Class<?> type) throws Exception {
        TypeSerializer<Object> serializer = serializer(type);
        DataOutputSerializer snapshot = new DataOutputSerializer(1024);
        TypeSerializerSnapshot.writeVersionedSnapshot(snapshot, serializer.snapshotConfiguration());
        DataOutputSerializer record = new DataOutputSerializer(1024);
        serializer.serialize(SampleRecord.of(type), record);
        return packed(snapshot) + " " + packed(record);
    }

    private static String packed(DataOutputSerializer bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes.getCopyOfBuffer());
        }
        return Base64.getEncoder().encodeToString(packed.toByteArray());
    }

    private static DataInputDeserializer unpacked(String text) throws IOException {
        byte[] packed = Base64.getDecoder().decode(text);
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return new DataInputDeserializer(in.readAllBytes());
        }
    }

    private static TypeSerializerSnapshot<Object> snapshot(String text) throws IOException {
        return TypeSerializerSnapshot.readVersionedSnapshot(
                unpacked(text), StateRecordsTest.class.getClassLoader());
    }

    @SuppressWarnings("unchecked")
    private static TypeSerializer<Object> serializer(Class<?> type) {
        return (TypeSerializer<Object>)
                TypeInformation.of(type).createSerializer(new SerializerConfigImpl());
    }

    /** What follows the name of a record, by it. */
    private static Map<String, List<String>> lines(String kind) throws IOException {
        Map<String, List<String>> lines = new LinkedHashMap<>();
        if (Files.exists(KEPT)) {
            for (String line : Files.readAllLines(KEPT)) {
                List<String> words = Arrays.asList(line.split(" "));
                if (words.get(0).equals(kind)) {
                    lines.put(words.get(1), words.subList(2, words.size()));
                }
            }
        }
        return lines;
    }

    /** Of all state descriptors in the sources. */
    private static Set<Class<?>> held() throws IOException, ClassNotFoundException {
        Set<String> names = new TreeSet<>();
        for (String module : List.of("operators", "connectors")) {
            Path sources = TOP.resolve(module).resolve("src/main/java");
            try (Stream<Path> files = Files.walk(sources)) {
                for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                    names.addAll(held(Files.readString(file), packageOf(sources, file)));
                }
            }
        }
        Set<Class<?>> held = new LinkedHashSet<>();
        for (String name : names) {
            held.add(Class.forName(name));
        }
        return held;
    }

    private static Set<String> held(String source, String ownPackage) {
        Set<String> names = new TreeSet<>();
        Matcher state = DECLARED.matcher(source);
        while (state.find()) {
            Matcher type = CLASS.matcher(state.group(1));
            while (type.find()) {
                String simple = type.group(1);
                if (!PLAIN.contains(simple)) {
                    names.add(full(simple, source, ownPackage));
                }
            }
        }
        return names;
    }

    private static String full(String simple, String source, String ownPackage) {
        Matcher imported = IMPORT.matcher(source);
        while (imported.find()) {
            if (imported.group(1).endsWith("." + simple)) {
                return imported.group(1);
            }
        }
        return ownPackage + "." + simple;
    }

    private static String packageOf(Path sources, Path file) {
        return sources.relativize(file.getParent()).toString().replace('/', '.');
    }
}
