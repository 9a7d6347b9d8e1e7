package rivulet.kernel.cell;

import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The cells that ran and still count. A cell stays while one of its definitions is the latest of
/// its name, or a cell that stays uses one of its types.
final class Session {
  private static final AtomicInteger COUNT = new AtomicInteger();

  /// Names the loaders of its cells, since a frame of a stack trace knows its loader's name. Where
  /// such a frame is printed, so is the name: a kernel's session is the first, and has none.
  private final @Nullable String name;

  private final Scope scope;
  private final Links links = new Links();
  private final Repeats repeats = new Repeats();
  private final Waiting waiting = new Waiting();
  private final ClassLoader parent;
  private final Map<Integer, Integer> runs = new HashMap<>();
  private final Map<String, WeakReference<CellLoader>> cells = new ConcurrentHashMap<>();
  private Map<String, CellLoader> live = new LinkedHashMap<>();
  private int order;

  /// @param parent loads what no cell defines
  Session(List<String> defaultImports, ClassLoader parent) {
    int number = COUNT.incrementAndGet();
    this.name = number == 1 ? null : "session-" + number;
    this.scope = new Scope(defaultImports);
    this.parent = parent;
  }

  Scope scope() {
    return scope;
  }

  Waiting waiting() {
    return waiting;
  }

  Repeats repeats() {
    return repeats;
  }

  /// The session as it is now, for threads other than the one that runs cells.
  synchronized View view() {
    Map<String, byte[]> classes = new HashMap<>();
    live.values().forEach(cell -> classes.putAll(cell.signatures()));
    return new View(scope.copy(), classes, Map.copyOf(live));
  }

  /// A session at one moment.
  ///
  /// @param classes of the cells that count, as javac made them, by binary name
  /// @param cells the same cells, by class name
  record View(Scope scope, Map<String, byte[]> classes, Map<String, CellLoader> cells) {}

  /// A class name that no cell had before: `In7`, and `In7_2` where the number comes again.
  String nextName(int number) {
    int run = runs.merge(number, 1, Integer::sum);
    return "In" + number + (run == 1 ? "" : "_" + run);
  }

  /// The cell with this class name, as long as anything holds it.
  @Nullable CellLoader cell(String className) {
    WeakReference<CellLoader> known = cells.get(className);
    return known == null ? null : known.get();
  }

  /// Forgets all that cells have defined.
  void reset() {
    scope.clear();
    repeats.clear();
    waiting.clear();
    live = new LinkedHashMap<>();
  }

  Set<CellLoader> live() {
    return new LinkedHashSet<>(live.values());
  }

  /// Takes a compiled cell in, before it runs.
  CellLoader add(CellCompiler.Compiled compiled) {
    return add(compiled, order++);
  }

  /// Takes declarations in that were compiled again.
  ///
  /// @param order of the cell that they are from
  synchronized CellLoader add(CellCompiler.Compiled compiled, int order) {
    CellUnit unit = compiled.unit();
    ClassModel model = ClassFile.of().parse(mainClass(compiled));
    List<FieldModel> variables = variables(model);
    List<MethodModel> methods = methods(model);
    CellLoader cell = load(compiled, names(variables, methods), order);
    noteParameters(methods, unit, cell);
    scope.packages().addAll(unit.packages());
    unit.importTexts().forEach(text -> scope.imports().add(text, cell.order()));
    unit.typeNames().forEach(name -> scope.defineType(name, cell));
    methods.forEach(method -> define(method, cell));
    variables.forEach(field -> define(field, cell, unit.initialized()));
    prune(cell);
    if (!cell.definesNothing()) {
      repeats.clear();
    }
    return cell;
  }

  private static byte[] mainClass(CellCompiler.Compiled compiled) {
    String name = CellUnit.PACKAGE + "." + compiled.unit().className();
    return Objects.requireNonNull(compiled.classes().get(name));
  }

  private static List<FieldModel> variables(ClassModel model) {
    return model.fields().stream()
        .filter(f -> (f.flags().flagsMask() & ClassFile.ACC_SYNTHETIC) == 0)
        .filter(f -> !f.fieldName().equalsString(CellUnit.VALUE))
        .toList();
  }

  private static List<MethodModel> methods(ClassModel model) {
    return model.methods().stream()
        .filter(m -> (m.flags().flagsMask() & ClassFile.ACC_SYNTHETIC) == 0)
        .filter(m -> !m.methodName().equalsString(CellUnit.RUN))
        .filter(m -> m.methodName().stringValue().charAt(0) != '<')
        .toList();
  }

  /// A class file lists its methods in the order of their declarations.
  private static void noteParameters(List<MethodModel> methods, CellUnit unit, CellLoader cell) {
    List<Declaration> declared = unit.declarations().stream().filter(d -> !d.isType()).toList();
    for (int i = 0; i < declared.size(); i++) {
      String type = methods.get(i).methodType().stringValue();
      cell.parameters().put(declared.get(i).start(), parameters(type));
    }
  }

  private static Set<String> names(List<FieldModel> variables, List<MethodModel> methods) {
    Set<String> names = new HashSet<>();
    variables.forEach(f -> names.add(f.fieldName().stringValue()));
    methods.forEach(m -> names.add(m.methodName().stringValue()));
    return names;
  }

  private CellLoader load(CellCompiler.Compiled compiled, Set<String> defined, int order) {
    Weaver weaver = new Weaver(compiled.classes(), defined, live.values(), parent);
    Map<String, byte[]> woven = new HashMap<>();
    Set<String> used = new HashSet<>();
    compiled
        .classes()
        .forEach((name, bytes) -> {
          byte[] result = weaver.weave(bytes);
          woven.put(name, result);
          used.addAll(Weaver.cellsNamedIn(result));
        });
    String className = compiled.unit().className();
    CellLoader cell =
        new CellLoader(
            name,
            className,
            compiled.unit().source(),
            List.copyOf(compiled.unit().declarations()),
            definesNothing(compiled, defined),
            order,
            links,
            compiled.classes(),
            woven,
            parent);
    used.stream().map(live::get).filter(Objects::nonNull).forEach(cell::uses);
    cells.values().removeIf(known -> known.get() == null);
    cells.put(className, new WeakReference<>(cell));
    return cell;
  }

  /// A class of its own inside a block has state of its own.
  private static boolean definesNothing(CellCompiler.Compiled compiled, Set<String> defined) {
    CellUnit unit = compiled.unit();
    return defined.isEmpty()
        && compiled.classes().size() == 1
        && unit.declarations().isEmpty()
        && unit.undeclared().isEmpty()
        && unit.imports.isEmpty();
  }

  private void define(MethodModel method, CellLoader cell) {
    String name = method.methodName().stringValue();
    String type = method.methodType().stringValue();
    CellLoader old = scope.defineMethod(name, parameters(type), cell);
    if (old != null) {
      for (String other : hide(old, name, type)) {
        links.withdraw(true, name, other);
      }
    }
    links.define(true, name, type, cell);
  }

  /// Parameters as users see them: a class that was redefined counts as the same.
  private static String parameters(String type) {
    String parameters = type.substring(0, type.indexOf(')') + 1);
    return parameters.replaceAll("cell/In\\d+(_\\d+)?\\$", "");
  }

  private void define(FieldModel field, CellLoader cell, Set<String> initialized) {
    String name = field.fieldName().stringValue();
    String type = field.fieldType().stringValue();
    CellLoader old = scope.defineVariable(name, cell);
    if (old != null) {
      String oldType = Variables.type(old, name);
      if (!oldType.equals(type)) {
        links.withdraw(false, name, oldType);
      } else if (initialized.contains(name)) {
        Variables.copy(name, old, cell);
      }
      strip(old, e -> e instanceof FieldModel f && f.fieldName().equalsString(name));
    }
    links.define(false, name, type, cell);
  }

  /// Hides a superseded method from later compilations.
  ///
  /// @return the descriptors that it had, where they differ from the new one
  private static Set<String> hide(CellLoader old, String name, String type) {
    Set<String> others = new HashSet<>();
    strip(
        old,
        e -> {
          boolean superseded =
              e instanceof MethodModel m
                  && m.methodName().equalsString(name)
                  && parameters(m.methodType().stringValue()).equals(parameters(type));
          if (superseded && !((MethodModel) e).methodType().equalsString(type)) {
            others.add(((MethodModel) e).methodType().stringValue());
          }
          return superseded;
        });
    return others;
  }

  private static void strip(CellLoader cell, Predicate<ClassElement> superseded) {
    cell.signatures()
        .computeIfPresent(
            cell.binaryName(),
            (name, bytes) -> {
              ClassFile files = ClassFile.of(ClassFile.StackMapsOption.DROP_STACK_MAPS);
              return files.transformClass(files.parse(bytes), ClassTransform.dropping(superseded));
            });
  }

  private void prune(CellLoader latest) {
    Map<String, CellLoader> kept = new LinkedHashMap<>();
    Deque<CellLoader> open = new ArrayDeque<>(scope.owners());
    open.add(latest);
    while (!open.isEmpty()) {
      CellLoader cell = open.pop();
      if (kept.put(cell.className(), cell) == null) {
        open.addAll(cell.uses());
      }
    }
    live = kept;
  }
}
