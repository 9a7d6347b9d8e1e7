package rivulet.kernel.cell;

import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/// The fields in which cells keep their variables.
final class Variables {
  private Variables() {}

  /// The descriptor of a cell's variable.
  static String type(CellLoader cell, String name) {
    return field(cell, name).getType().descriptorString();
  }

  /// A variable that is declared again keeps its value until it gets the new one.
  static void copy(String name, CellLoader from, CellLoader to) {
    try {
      field(to, name).set(null, field(from, name).get(null));
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The value of a cell's variable.
  static @Nullable Object value(CellLoader cell, String name) {
    try {
      return field(cell, name).get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Takes the value that the cell's run left.
  static @Nullable Object takeValue(CellLoader cell) throws IllegalAccessException {
    Field field = field(cell, CellUnit.VALUE);
    Object value = field.get(null);
    field.set(null, null);
    return value;
  }

  /// The field of a cell's variable.
  static Field field(CellLoader cell, String name) {
    try {
      return cell.cellClass().getField(name);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(name + " of " + cell.source().label(), e);
    }
  }
}
