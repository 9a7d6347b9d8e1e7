package rivulet.array;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;

/// Copies of a loop class, one for each function that it applies.
///
/// A loop that calls its function through an interface is compiled once, for all functions, and
/// neither inlines nor vectorises. A hidden class made from the same bytes has profiles of its own
/// and its function as a constant, so that HotSpot compiles every copy as if it were written by
/// hand.
final class Specialized {
  private Specialized() {}

  /// A fresh copy of the template with this function.
  static InnerLoop loop(Class<? extends InnerLoop> template, Object function) {
    try {
      Lookup copy =
          MethodHandles.lookup().defineHiddenClassWithClassData(bytes(template), function, true);
      return (InnerLoop) copy.lookupClass().getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("no copy of " + template, e);
    }
  }

  /// The function that the copy which asks was made with.
  static <F> F function(Lookup copy, Class<F> type) {
    try {
      return MethodHandles.classData(copy, "_", type);
    } catch (IllegalAccessException e) {
      throw new LinkageError("not a copy: " + copy.lookupClass(), e);
    }
  }

  private static byte[] bytes(Class<?> template) {
    String name = template.getName();
    String file = name.substring(name.lastIndexOf('.') + 1) + ".class";
    try (InputStream in = template.getResourceAsStream(file)) {
      if (in == null) throw new LinkageError("no class file of " + template);
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
