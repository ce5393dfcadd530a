package io.zoetrope.jobs.tables;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Records with a value in each component, and all that they are made of. */
final class SampleRecord {
    private SampleRecord() {}

    /** An instance whose components are not empty. */
    static Object of(Class<?> type) throws ReflectiveOperationException {
        return value(type);
    }

    private static Object value(Type type) throws ReflectiveOperationException {
        if (type instanceof ParameterizedType generic) {
            Type[] of = generic.getActualTypeArguments();
            return generic.getRawType() == List.class
                    ? List.of(value(of[0]))
                    : Map.of(value(of[0]), value(of[1]));
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isRecord()) {
            return record(plain);
        }
        if (plain.isArray()) {
            Object array = Array.newInstance(plain.getComponentType(), 1);
            Array.set(array, 0, value(plain.getComponentType()));
            return array;
        }
        return plain.isEnum() ? plain.getEnumConstants()[0] : simple(plain);
    }

    private static Object simple(Class<?> type) {
        return switch (type.getName()) {
            case "int", "java.lang.Integer" -> 1;
            case "long", "java.lang.Long" -> 1L;
            case "float" -> 1f;
            case "double" -> 1d;
            case "byte" -> (byte) 1;
            case "short" -> (short) 1;
            case "boolean" -> true;
            case "java.lang.String" -> "1";
            default -> throw new IllegalArgumentException("no value for " + type);
        };
    }

    private static Object record(Class<?> type) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new);
        Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(components[i].getGenericType());
        }
        Constructor<?> constructor = type.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return constructor.newInstance(values);
    }

    /** Adds a record and those that it is made of. */
    static void collect(Type type, Set<Class<?>> into) {
        if (type instanceof ParameterizedType generic) {
            Arrays.stream(generic.getActualTypeArguments()).forEach(of -> collect(of, into));
        } else if (type instanceof Class<?> plain && plain.isArray()) {
            collect(plain.getComponentType(), into);
        } else if (type instanceof Class<?> plain && plain.isRecord() && into.add(plain)) {
            for (RecordComponent component : plain.getRecordComponents()) {
                collect(component.getGenericType(), into);
            }
        }
    }

    /** Name and type of each component, in order. */
    static List<String> components(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(one -> one.getName() + ":" + one.getGenericType().getTypeName())
                .map(text -> text.replace(" ", "").replace("io.zoetrope.", ""))
                .toList();
    }
}
