package rivulet.kernel.cell;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import java.util.List;
import java.util.function.Function;

/// Unfinished text as the compiler understands it: the class that the cell would become, attributed
/// as far as that goes. The cell's statements stand in its method `run$`; positions are the text's.
///
/// @param task gives elements, types and trees; only while the sketch is in use
/// @param tree the cell's class, as javac sees it
/// @param definitions what earlier cells define
/// @param source gives, for the binary name of a cell's class, the text of a class that holds the
///   types and methods as the cell declares them, with their comments; empty where it has none
public record Sketch(
    JavacTask task,
    CompilationUnitTree tree,
    List<Definition> definitions,
    Function<String, String> source) {
  /// The simple name of the class that a sketch becomes.
  static final String CLASS = "Sketch$";

  /// Whether this is the binary name of a cell's own class, which no user wrote.
  public static boolean isCell(String binaryName) {
    return binaryName.equals(CellUnit.PACKAGE + "." + CLASS)
        || binaryName.equals(CellUnit.PACKAGE + "." + CellLoader.cellOf(binaryName));
  }
}
