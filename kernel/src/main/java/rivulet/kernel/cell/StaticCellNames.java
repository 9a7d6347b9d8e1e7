package rivulet.kernel.cell;

import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.StringConcatException;
import java.lang.invoke.StringConcatFactory;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What code of cells calls in place of static methods of Java that would tell users the names
/// which their classes have in the JVM, as [CellNames] for the others.
public final class StaticCellNames {
  private static final MethodHandle TOLD = told();

  private StaticCellNames() {}

  private static MethodHandle told() {
    try {
      return MethodHandles.lookup()
          .findStatic(CellNames.class, "told", MethodType.genericMethodType(1));
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("CellNames has it", e);
    }
  }

  /// In place of `String.valueOf`.
  public static String valueOf(@Nullable Object value) {
    return String.valueOf(CellNames.told(value));
  }

  /// In place of `Objects.toString`.
  public static String toString(@Nullable Object value) {
    return Objects.toString(CellNames.told(value));
  }

  /// In place of `String.format`.
  public static String format(String format, Object... values) {
    return CellNames.formatted(format, values);
  }

  /// In place of [StringConcatFactory]'s, which is what links `"" + value`.
  ///
  /// @throws StringConcatException as Java's
  public static CallSite makeConcatWithConstants(
      MethodHandles.Lookup caller, String name, MethodType type, String recipe, Object... constants)
      throws StringConcatException {
    MethodHandle[] filters = new MethodHandle[type.parameterCount()];
    MethodType told = type;
    for (int i = 0; i < filters.length; i++) {
      if (CellNames.mayBeTold(type.parameterType(i))) {
        told = told.changeParameterType(i, Object.class);
        filters[i] = TOLD;
      }
    }
    MethodHandle joined =
        StringConcatFactory.makeConcatWithConstants(caller, name, told, recipe, constants)
            .getTarget();
    return new ConstantCallSite(MethodHandles.filterArguments(joined, 0, filters).asType(type));
  }
}
