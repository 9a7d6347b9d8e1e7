package rivulet.kernel.cell;

import com.sun.tools.javac.code.Symbol.OperatorSymbol;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.tree.JCTree.Tag;
import com.sun.tools.javac.util.Context;
import com.sun.tools.javac.util.List;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Objects;
import java.util.function.BiFunction;

/// The door to javac's internals. It defines the one class of ours that must live in javac's own
/// package, and says in one message what to do where the door is shut.
final class JavacAccess {
  private static final String FOLDER = "/javac-hook/com/sun/tools/javac/comp/";

  private JavacAccess() {}

  /// Initialized at the first use, so that a failure can be told from a defect of this class.
  private static final class Hook {
    static final MethodHandle INSTALL = install();
  }

  /// Fails with one clear message where the compiler of this JVM cannot be used.
  static void check() {
    try {
      Objects.requireNonNull(Hook.INSTALL);
    } catch (LinkageError e) {
      throw unusable(e);
    }
  }

  private static IllegalStateException unusable(Throwable cause) {
    return new IllegalStateException(
        "Rivulet needs the Java compiler of a JDK 25, opened by the manifest of rivulet.jar (start"
            + " it with java -jar) or by --add-exports and --add-opens of jdk.compiler; this is"
            + " Java "
            + Runtime.version(),
        cause);
  }

  /// Adds the resolver to the operators of a compiler's context.
  static void hook(Context context, Tag[] binary, Tag[] unary, Operators operators) {
    BiFunction<Tag, List<Type>, OperatorSymbol> resolver = operators::resolve;
    try {
      Hook.INSTALL.invoke(context, binary, unary, resolver);
    } catch (Throwable e) {
      throw unusable(e);
    }
  }

  private static MethodHandle install() {
    try {
      var lookup =
          MethodHandles.privateLookupIn(
              com.sun.tools.javac.comp.Operators.class, MethodHandles.lookup());
      define(lookup, "OperatorHook$Binary");
      define(lookup, "OperatorHook$Unary");
      Class<?> hook = define(lookup, "OperatorHook");
      return lookup.findStatic(
          hook,
          "install",
          MethodType.methodType(
              void.class, Context.class, Tag[].class, Tag[].class, BiFunction.class));
    } catch (ReflectiveOperationException | IOException | LinkageError e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static Class<?> define(MethodHandles.Lookup lookup, String name)
      throws IOException, IllegalAccessException {
    try (InputStream in = JavacAccess.class.getResourceAsStream(FOLDER + name + ".class")) {
      if (in == null) {
        throw new IOException("missing resource " + FOLDER + name + ".class");
      }
      return lookup.defineClass(in.readAllBytes());
    }
  }
}
