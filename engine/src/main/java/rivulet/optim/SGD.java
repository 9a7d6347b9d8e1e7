package rivulet.optim;

import java.util.List;
import org.jspecify.annotations.Nullable;
import rivulet.Option;
import rivulet.Options;
import rivulet.ParameterUpdates;
import rivulet.Tensor;
import rivulet.array.Updates;

/// Stochastic gradient descent, with momentum or without. As `torch.optim.SGD`; Sutskever and
/// others 2013.
public final class SGD extends Optimizer<SGD.Momentum> {
  private static final List<Option> DEFAULTS =
      List.of(
          Options.lr(1e-3),
          Options.momentum(0),
          Options.dampening(0),
          Options.weightDecay(0),
          Options.nesterov(false),
          Options.maximize(false));

  /// What it remembers: the momentum's buffer, null without momentum.
  record Momentum(@Nullable Tensor buffer) {}

  /// Of one group of parameters.
  ///
  /// @param options `lr(1e-3)`, `momentum(0)`, `dampening(0)`, `weightDecay(0)`, `nesterov(false)`,
  ///   `maximize(false)`
  public SGD(List<? extends Tensor> parameters, Option... options) {
    super(group(parameters), DEFAULTS, options);
  }

  /// Of several groups, which may have options of their own.
  public static SGD of(List<ParameterGroup> groups, Option... options) {
    return new SGD(options, groups);
  }

  private SGD(Option[] options, List<ParameterGroup> groups) {
    super(groups, DEFAULTS, options);
  }

  @Override
  protected void check(ParameterGroup group) {
    checkNotNegative(group, "lr", "learning rate");
    checkNotNegative(group, "momentum", "momentum value");
    checkNotNegative(group, "weightDecay", "weight_decay value");
    check(
        !group.flag("nesterov") || (group.number("momentum") > 0 && group.number("dampening") == 0),
        "Nesterov momentum requires a momentum and zero dampening");
  }

  @Override
  protected Momentum update(Tensor parameter, @Nullable Momentum state, ParameterGroup group) {
    boolean first = state == null || state.buffer() == null;
    boolean buffered = group.number("momentum") != 0;
    Momentum next =
        state != null && !(buffered && first)
            ? state
            : new Momentum(buffered ? ParameterUpdates.state(parameter) : null);
    Updates.Sgd rule =
        new Updates.Sgd(
            group.number("lr"),
            group.number("momentum"),
            group.number("dampening"),
            group.number("weightDecay"),
            group.flag("nesterov"),
            group.flag("maximize"),
            first);
    ParameterUpdates.sgd(parameter, buffered ? next.buffer() : null, rule);
    return next;
  }
}
