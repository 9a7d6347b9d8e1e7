package rivulet.optim;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import rivulet.Option;
import rivulet.Tensor;

/// Parameters that an optimizer moves by the same rule.
///
/// Its options may be changed between two steps: `optimizer.groups().getFirst().set(lr(0.01))`.
public final class ParameterGroup {
  private final List<Tensor> parameters;
  private final Map<String, Object> options = new TreeMap<>();

  /// Parameters, and the options in which they differ from the optimizer's.
  public ParameterGroup(List<? extends Tensor> parameters, Option... options) {
    this.parameters = List.copyOf(parameters);
    for (Option option : options) this.options.put(option.name(), option.value());
  }

  /// Its parameters.
  public List<Tensor> parameters() {
    return parameters;
  }

  /// Sets an option from now on.
  public void set(Option option) {
    options.put(option.name(), option.value());
  }

  void setDefault(Option option) {
    options.putIfAbsent(option.name(), option.value());
  }

  /// An option's number.
  public double number(String name) {
    return option(name) instanceof Number number ? number.doubleValue() : 0;
  }

  boolean flag(String name) {
    return option(name) instanceof Boolean flag && flag;
  }

  double[] numbers(String name) {
    return (double[]) option(name);
  }

  private Object option(String name) {
    Object value = options.get(name);
    if (value == null) throw new IllegalArgumentException("no option " + name);
    return value;
  }
}
