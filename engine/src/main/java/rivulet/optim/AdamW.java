package rivulet.optim;

import java.util.List;
import rivulet.Option;
import rivulet.Tensor;

/// Adam with weights that shrink apart from the gradient. As `torch.optim.AdamW`; Loshchilov and
/// Hutter 2017.
public final class AdamW extends Adam {
  /// Of one group of parameters.
  ///
  /// @param options `lr(1e-3)`, `betas(0.9, 0.999)`, `eps(1e-8)`, `weightDecay(0.01)`,
  ///   `amsgrad(false)`, `maximize(false)`
  public AdamW(List<? extends Tensor> parameters, Option... options) {
    super(group(parameters), true, 0.01, options);
  }

  private AdamW(Option[] options, List<ParameterGroup> groups) {
    super(groups, true, 0.01, options);
  }

  /// Of several groups, which may have options of their own.
  public static AdamW of(List<ParameterGroup> groups, Option... options) {
    return new AdamW(options, groups);
  }
}
