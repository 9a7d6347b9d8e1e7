package rivulet.kernel.cell;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import rivulet.kernel.session.Definitions;

/// What a session's scope holds, told by the classes of its cells.
record SessionDefinitions(Session session) implements Definitions {
  @Override
  public List<Variable> variables() {
    List<Variable> all = new ArrayList<>();
    session
        .scope()
        .variables()
        .forEach((name, cell) -> all.add(variable(Variables.field(cell, name))));
    all.sort(Comparator.comparing(Variable::name));
    return all;
  }

  private static Variable variable(Field field) {
    try {
      return new Variable(field.getName(), name(field.getGenericType()), field.get(null));
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A type as users write it: without the packages that it comes from.
  private static String name(Type type) {
    return Traceback.clean(type.getTypeName()).replaceAll("\\b(\\p{Ll}[\\w]*\\.)+(?=\\p{Lu})", "");
  }

  @Override
  public List<String> types() {
    return session.scope().types().keySet().stream().sorted().toList();
  }

  @Override
  public List<String> methods() {
    List<String> all = new ArrayList<>();
    session
        .scope()
        .methods()
        .forEach((name, cells) -> cells.forEach(cell -> all.addAll(methods(name, cell))));
    return all.stream().distinct().sorted().toList();
  }

  private static List<String> methods(String name, CellLoader cell) {
    try {
      return Arrays.stream(cell.cellClass().getMethods())
          .filter(method -> method.getName().equals(name))
          .map(SessionDefinitions::text)
          .toList();
    } catch (ClassNotFoundException e) {
      throw new LinkageError(name, e);
    }
  }

  private static String text(Method method) {
    String parameters =
        Arrays.stream(method.getGenericParameterTypes())
            .map(SessionDefinitions::name)
            .collect(Collectors.joining(", "));
    return name(method.getGenericReturnType()) + " " + method.getName() + "(" + parameters + ")";
  }

  @Override
  public List<String> imports() {
    return session.scope().imports().ofUser();
  }

  @Override
  public void reset() {
    session.reset();
  }
}
