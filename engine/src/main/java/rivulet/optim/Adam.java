package rivulet.optim;

import java.util.List;
import org.jspecify.annotations.Nullable;
import rivulet.Option;
import rivulet.Options;
import rivulet.ParameterUpdates;
import rivulet.Tensor;
import rivulet.array.Updates;

/// Steps in proportion to a running mean of the gradients over the root of that of their squares.
/// As `torch.optim.Adam`; Kingma and Ba 2014, algorithm 1.
public sealed class Adam extends Optimizer<Adam.Moments> permits AdamW {
  private final boolean decoupled;

  /// What it remembers: the steps so far and the two means, and the greatest of the second.
  static final class Moments {
    private final Tensor mean;
    private final Tensor square;
    private final @Nullable Tensor greatest;
    private int steps;

    private Moments(Tensor parameter, boolean amsgrad) {
      mean = ParameterUpdates.state(parameter);
      square = ParameterUpdates.state(parameter);
      greatest = amsgrad ? ParameterUpdates.state(parameter) : null;
    }
  }

  /// Of one group of parameters.
  ///
  /// @param options `lr(1e-3)`, `betas(0.9, 0.999)`, `eps(1e-8)`, `weightDecay(0)`,
  ///   `amsgrad(false)`, `maximize(false)`
  public Adam(List<? extends Tensor> parameters, Option... options) {
    this(group(parameters), false, 0, options);
  }

  /// Of several groups, which may have options of their own.
  public static Adam of(List<ParameterGroup> groups, Option... options) {
    return new Adam(groups, false, 0, options);
  }

  Adam(List<ParameterGroup> groups, boolean decoupled, double weightDecay, Option... options) {
    super(groups, defaults(weightDecay), options);
    this.decoupled = decoupled;
  }

  private static List<Option> defaults(double weightDecay) {
    return List.of(
        Options.lr(1e-3),
        Options.betas(0.9, 0.999),
        Options.eps(1e-8),
        Options.weightDecay(weightDecay),
        Options.amsgrad(false),
        Options.maximize(false));
  }

  @Override
  protected final void check(ParameterGroup group) {
    checkNotNegative(group, "lr", "learning rate");
    checkNotNegative(group, "eps", "epsilon value");
    double[] betas = group.numbers("betas");
    for (int i = 0; i < 2; i++) {
      check(
          betas[i] >= 0 && betas[i] < 1,
          "Invalid beta parameter at index %d: %s".formatted(i, betas[i]));
    }
    checkNotNegative(group, "weightDecay", "weight_decay value");
  }

  @Override
  protected final Moments update(Tensor parameter, @Nullable Moments state, ParameterGroup group) {
    Moments moments = state == null ? new Moments(parameter, group.flag("amsgrad")) : state;
    moments.steps++;
    ParameterUpdates.adam(
        parameter, moments.mean, moments.square, moments.greatest, rule(group, moments.steps));
    return moments;
  }

  private Updates.Adam rule(ParameterGroup group, int steps) {
    double lr = group.number("lr");
    double decay = group.number("weightDecay");
    double[] betas = group.numbers("betas");
    return new Updates.Adam(
        betas[0],
        betas[1],
        decoupled ? 0 : decay,
        decoupled ? 1 - lr * decay : 1,
        lr / (1 - Math.pow(betas[0], steps)),
        Math.sqrt(1 - Math.pow(betas[1], steps)),
        group.number("eps"),
        group.flag("maximize"));
  }
}
