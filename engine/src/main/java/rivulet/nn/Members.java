package rivulet.nn;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rivulet.Tensor;
import rivulet.array.DType;

/// The parameters, buffers and parts of a module: those it has registered, and its fields.
final class Members {
  private final Map<String, Object> registered = new LinkedHashMap<>();

  void add(String name, Object member) {
    registered.put(name, member);
  }

  /// Those of a kind, by PyTorch's names, in order; a registered one may have a field, too.
  <T> Map<String, T> of(Module owner, Class<T> kind) {
    Map<String, T> found = new LinkedHashMap<>();
    registered.forEach((name, member) -> put(found, kind, name, member));
    for (Field field : fields(owner)) {
      Object member = value(owner, field);
      if (member != null && !registered.containsValue(member)) {
        put(found, kind, name(field), member);
      }
    }
    return found;
  }

  private static <T> void put(Map<String, T> found, Class<T> kind, String name, Object member) {
    if (kind.isInstance(member)) found.put(name, kind.cast(member));
  }

  /// `weightIhL0` is `weight_ih_l0`.
  private static String name(Field field) {
    return field.getName().replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }

  private static List<Field> fields(Module owner) {
    List<Field> fields = new ArrayList<>();
    for (Class<?> c = owner.getClass(); c != null && c != Module.class; c = c.getSuperclass()) {
      List<Field> own = new ArrayList<>();
      for (Field field : c.getDeclaredFields()) {
        if (isMember(field)) own.add(field);
      }
      fields.addAll(0, own);
    }
    return fields;
  }

  /// What a lambda or an inner class has captured is not its own.
  private static boolean isMember(Field field) {
    return !Modifier.isStatic(field.getModifiers())
        && !field.isSynthetic()
        && (Tensor.class.isAssignableFrom(field.getType())
            || Module.class.isAssignableFrom(field.getType()));
  }

  private static @Nullable Object value(Module owner, Field field) {
    try {
      field.setAccessible(true);
      return field.get(owner);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("cannot read " + field, e);
    }
  }

  /// Brings floating tensors to a dtype: fields and registered ones stay the same objects.
  void replaceAll(Module owner, DType dtype) {
    of(owner, Tensor.class).values().stream()
        .filter(tensor -> tensor.dtype().isFloatingPoint() && tensor.dtype() != dtype)
        .forEach(tensor -> tensor.setData(tensor.detach().to(dtype)));
  }
}
