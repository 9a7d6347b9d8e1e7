package rivulet.kernel.session;

import io.github.spencerpark.jupyter.kernel.display.Renderer;
import java.util.List;

/// What a library adds to every session; found by `ServiceLoader`.
public interface Extension {
  /// Imports that every cell has, as written in Java without `import` and `;`: `java.util.*`,
  /// `static rivulet.Tensors.*`.
  default List<String> imports() {
    return List.of();
  }

  /// Types that operators work on.
  default List<Operators> operators() {
    return List.of();
  }

  /// Registers how the library's values are shown.
  default void register(Renderer renderer) {}

  /// Magics that every session has.
  default List<Magic> magics() {
    return List.of();
  }

  /// Begins, on threads of the library's own, what takes its time to begin; called once, when the
  /// kernel can take its first cell.
  default void begin() {}

  /// Cells that do what people's first cells do. They run once, in a session of their own behind
  /// the user's, while the user's cells rest, so that the next of them find compiled code; they
  /// print nothing, end by themselves, and leave no trace in state that the library shares.
  default List<String> warmUp() {
    return List.of();
  }

  /// A type that operators work on in cells.
  ///
  /// @param type the binary name of the type
  /// @param holder the binary name of the class with its operators, as public static methods of one
  ///   or two parameters named after them: `add sub mul div rem lt le gt ge and or xor`, `pos neg
  ///   not` and, for `~`, `invert`, and `addAssign subAssign mulAssign divAssign` for `x op= e`,
  ///   which change `x` in place
  record Operators(String type, String holder) {}
}
