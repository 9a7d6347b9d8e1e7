package rivulet.kernel.cell;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One cell's classes, in a loader of their own, so that a cell that nothing uses any more goes
/// away. It holds the loaders of the cells whose types its code names.
final class CellLoader extends ClassLoader {
  private static final Pattern CELL = Pattern.compile("cell\\.(In\\d+(?:_\\d+)?)(?:\\$.*)?");

  static {
    registerAsParallelCapable();
  }

  private final String className;
  private final boolean definesNothing;
  private volatile Source source;
  private final int order;
  private final Links links;
  private final Map<String, byte[]> classes;
  private final Map<String, byte[]> signatures;
  private final Map<Integer, String> parameters = new HashMap<>();
  private final Set<Integer> stale = new HashSet<>();
  private final List<Declaration> declarations;
  private final Map<String, CellLoader> uses = new HashMap<>();

  /// @param session tells the sessions of a JVM apart; null is the first
  /// @param definesNothing whether it is of no meaning to later cells
  /// @param order which cell of the session this is, counted from 0
  /// @param signatures the classes as javac made them, for the compilation of later cells
  /// @param classes the same as they run
  CellLoader(
      @Nullable String session,
      String className,
      Source source,
      List<Declaration> declarations,
      boolean definesNothing,
      int order,
      Links links,
      Map<String, byte[]> signatures,
      Map<String, byte[]> classes,
      ClassLoader parent) {
    super(session, parent);
    this.className = className;
    this.source = source;
    this.declarations = declarations;
    this.definesNothing = definesNothing;
    this.order = order;
    this.links = links;
    this.signatures = new HashMap<>(signatures);
    this.classes = classes;
  }

  /// The simple name of the cell's class that a class belongs to; null for a class of no cell.
  static @Nullable String cellOf(String binaryName) {
    Matcher matcher = CELL.matcher(binaryName);
    return matcher.matches() ? matcher.group(1) : null;
  }

  String className() {
    return className;
  }

  String binaryName() {
    return CellUnit.PACKAGE + "." + className;
  }

  Source source() {
    return source;
  }

  /// Takes the number of another run of the same text.
  void runsAgainAs(Source again) {
    source = again;
  }

  /// Whether it defines nothing that later cells, or its own next run, could see.
  boolean definesNothing() {
    return definesNothing;
  }

  /// The types and methods that it declares.
  List<Declaration> declarations() {
    return declarations;
  }

  /// The parameters of its methods as [Scope] tells them apart, by where they are declared.
  Map<Integer, String> parameters() {
    return parameters;
  }

  /// Where the declarations start that could not be compiled again when a type of theirs changed.
  Set<Integer> stale() {
    return stale;
  }

  int order() {
    return order;
  }

  Links links() {
    return links;
  }

  Map<String, byte[]> signatures() {
    return signatures;
  }

  void uses(CellLoader other) {
    uses.put(other.className, other);
  }

  Set<CellLoader> uses() {
    return Set.copyOf(uses.values());
  }

  /// The cell's own class.
  Class<?> cellClass() throws ClassNotFoundException {
    return loadClass(binaryName());
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    String cell = cellOf(name);
    if (cell == null) {
      return super.loadClass(name, resolve);
    }
    if (cell.equals(className)) {
      return own(name);
    }
    CellLoader other = uses.get(cell);
    if (other == null) {
      throw new ClassNotFoundException(name);
    }
    return other.loadClass(name, resolve);
  }

  private Class<?> own(String name) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded != null) {
        return loaded;
      }
      byte[] bytes = classes.get(name);
      if (bytes == null) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, bytes, 0, bytes.length);
    }
  }
}
