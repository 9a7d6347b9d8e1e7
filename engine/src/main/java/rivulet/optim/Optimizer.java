package rivulet.optim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rivulet.Option;
import rivulet.ParameterUpdates;
import rivulet.Stepper;
import rivulet.Tensor;
import rivulet.Tensors;

/// Moves parameters along their gradients, a step a call. As `torch.optim.Optimizer`.
///
/// ```
/// optimizer.zeroGrad();
/// loss(model.forward(x), y).backward();
/// optimizer.step();
/// ```
///
/// The last two in one, in which parameters are moved while the pass still goes on:
/// `loss.backward(options().step(optimizer))`.
///
/// @param <S> what it remembers of a parameter from step to step
public abstract class Optimizer<S> implements Stepper {
  private final List<ParameterGroup> groups = new ArrayList<>();
  private final IdentityHashMap<Tensor, ParameterGroup> groupOf = new IdentityHashMap<>();
  private final Map<Tensor, S> states = Collections.synchronizedMap(new IdentityHashMap<>());
  private final Option[] defaults;

  /// An optimizer of groups of parameters.
  ///
  /// @param defaults every option it has
  /// @param given options that hold for all groups which do not set them
  /// @throws IllegalArgumentException if there are no parameters, one of them is no leaf, or an
  ///   option is not known
  @SuppressWarnings("this-escape") // what is called looks at groups only
  protected Optimizer(List<ParameterGroup> groups, List<Option> defaults, Option... given) {
    this.defaults = merged(defaults, given);
    check(!groups.isEmpty(), "optimizer got an empty parameter list");
    groups.forEach(this::addParameterGroup);
  }

  private Option[] merged(List<Option> defaults, Option... given) {
    List<Option> merged = new ArrayList<>(Arrays.asList(given));
    List<String> known = defaults.stream().map(Option::name).toList();
    for (Option option : given) {
      check(
          known.contains(option.name()),
          getClass().getSimpleName()
              + ".__init__() got an unexpected keyword argument '"
              + option.name()
              + "'");
    }
    List<String> set = merged.stream().map(Option::name).toList();
    defaults.stream().filter(option -> !set.contains(option.name())).forEach(merged::add);
    return merged.toArray(Option[]::new);
  }

  /// All of these parameters as one group.
  static List<ParameterGroup> group(List<? extends Tensor> parameters) {
    check(!parameters.isEmpty(), "optimizer got an empty parameter list");
    return List.of(new ParameterGroup(parameters));
  }

  static void check(boolean holds, String message) {
    if (!holds) throw new IllegalArgumentException(message);
  }

  /// Checks that a number option is not negative, in PyTorch's words.
  static void checkNotNegative(ParameterGroup group, String option, String text) {
    double value = group.number(option);
    check(value >= 0, "Invalid %s: %s".formatted(text, value));
  }

  /// Adds parameters that it moves from now on.
  public final void addParameterGroup(ParameterGroup group) {
    for (Option option : defaults) group.setDefault(option);
    for (Tensor parameter : group.parameters()) {
      check(parameter.isLeaf(), "can't optimize a non-leaf Tensor");
      for (ParameterGroup other : groups) {
        check(
            other.parameters().stream().noneMatch(p -> p == parameter),
            "some parameters appear in more than one parameter group");
      }
    }
    check(group);
    groups.add(group);
    for (Tensor parameter : group.parameters()) groupOf.put(parameter, group);
  }

  /// The groups of parameters, with their options.
  public final List<ParameterGroup> groups() {
    return List.copyOf(groups);
  }

  /// Drops the gradients of all parameters.
  public final void zeroGrad() {
    zeroGrad(true);
  }

  /// Drops the gradients of all parameters, or fills them with zeros.
  public final void zeroGrad(boolean setToNone) {
    for (ParameterGroup group : groups) {
      for (Tensor parameter : group.parameters()) clear(parameter, setToNone);
    }
  }

  private static void clear(Tensor parameter, boolean setToNone) {
    if (setToNone) parameter.setGrad(null);
    else ParameterUpdates.zeroGrad(parameter);
  }

  /// Moves every parameter that has a gradient.
  public final void step() {
    try (var _ = Tensors.noGrad()) {
      for (ParameterGroup group : groups) {
        for (Tensor parameter : group.parameters()) move(parameter, group);
      }
    }
  }

  @Override
  public final List<Tensor> parameters() {
    List<Tensor> parameters = new ArrayList<>();
    for (ParameterGroup group : groups) parameters.addAll(group.parameters());
    return parameters;
  }

  /// Moves one of its parameters if it has a gradient.
  ///
  /// @throws IllegalArgumentException if it is none of them
  @Override
  public final void step(Tensor parameter) {
    ParameterGroup group = groupOf.get(parameter);
    if (group == null) throw new IllegalArgumentException("not a parameter of this optimizer");
    try (var _ = Tensors.noGrad()) {
      move(parameter, group);
    }
  }

  private void move(Tensor parameter, ParameterGroup group) {
    if (!ParameterUpdates.hasGrad(parameter)) return;
    states.put(parameter, update(parameter, states.get(parameter), group));
  }

  /// Checks a group's options.
  ///
  /// @throws IllegalArgumentException if one is out of its range
  protected abstract void check(ParameterGroup group);

  /// Moves a parameter that has a gradient. Where steps are taken in a backward pass, several
  /// threads may call this at the same time, each for another parameter.
  ///
  /// @param state what was remembered of it, or null before its first step
  /// @return what is to be remembered of it
  protected abstract S update(Tensor parameter, @Nullable S state, ParameterGroup group);
}
