package rivulet;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The optional arguments of one call, asked for by name.
public final class Arguments {
  private final String callee;
  private final Map<String, Object> values = new HashMap<>();

  private Arguments(String callee) {
    this.callee = callee;
  }

  /// The arguments of a call, of which it knows these names, separated by blanks.
  ///
  /// @throws IllegalArgumentException if another is given, or one twice: `Linear.__init__() got an
  ///   unexpected keyword argument 'stride'`
  public static Arguments of(String callee, String known, Option... given) {
    Arguments arguments = new Arguments(callee);
    for (Option option : given) {
      Messages.check(
          Arrays.asList(known.split(" ", -1)).contains(option.name()),
          "%s got an unexpected keyword argument '%s'",
          callee,
          option.name());
      Object before = arguments.values.put(option.name(), option.value());
      Messages.check(before == null, "%s: keyword argument repeated: %s", callee, option.name());
    }
    return arguments;
  }

  /// Whether it was given.
  public boolean has(String name) {
    return values.containsKey(name);
  }

  /// A number, or another where none was given.
  public double number(String name, double otherwise) {
    return values.get(name) instanceof Number number ? number.doubleValue() : otherwise;
  }

  /// Two numbers, or others where none were given.
  public double[] numbers(String name, double... otherwise) {
    return values.get(name) instanceof double[] numbers ? numbers.clone() : otherwise;
  }

  /// An integer, or another where none was given.
  public long integer(String name, long otherwise) {
    return values.get(name) instanceof Number number ? number.longValue() : otherwise;
  }

  /// A size, or another where none was given.
  public int size(String name, int otherwise) {
    return Math.toIntExact(integer(name, otherwise));
  }

  /// A size for each of so many dimensions, given for all of them or once.
  public int[] sizes(String name, int dims, int otherwise) {
    Object given = values.get(name);
    return given instanceof int[] sizes ? each(name, sizes, dims) : filled(dims, otherwise);
  }

  private int[] each(String name, int[] sizes, int dims) {
    if (sizes.length == dims) return sizes.clone();
    Messages.check(
        sizes.length == 1,
        "%s: %s must be one number or %d, got %s",
        callee,
        name,
        dims,
        Arrays.toString(sizes));
    return filled(dims, sizes[0]);
  }

  private static int[] filled(int dims, int value) {
    int[] filled = new int[dims];
    Arrays.fill(filled, value);
    return filled;
  }

  /// A truth value, or another where none was given.
  public boolean flag(String name, boolean otherwise) {
    return values.get(name) instanceof Boolean flag ? flag : otherwise;
  }

  /// A word, or another where none was given.
  public String text(String name, String otherwise) {
    return values.get(name) instanceof String text ? text : otherwise;
  }

  /// A tensor, or null where none was given.
  public @Nullable Tensor tensor(String name) {
    return values.get(name) instanceof Tensor tensor ? tensor : null;
  }
}
