package rivulet;

import org.jspecify.annotations.Nullable;
import rivulet.array.NDArray;
import rivulet.array.Updates;

/// Steps of optimizers on parameters: nothing is recorded, nothing allocated, and the parameter's
/// version counts the change.
public final class ParameterUpdates {
  private ParameterUpdates() {}

  /// Zeros that follow a parameter.
  public static Tensor state(Tensor parameter) {
    return new Tensor(Updates.state(parameter.array()));
  }

  /// Whether it has a `grad`, which nobody has seen by asking this.
  public static boolean hasGrad(Tensor parameter) {
    return parameter.hasGrad();
  }

  /// Fills the parameter's `grad` with zeros, where there is one.
  public static void zeroGrad(Tensor parameter) {
    parameter.withGrad(gradient -> gradient.detach().zero_());
  }

  /// A step of gradient descent by the parameter's `grad`, where there is one.
  ///
  /// @param buffer the momentum's state, or null without momentum
  public static void sgd(Tensor parameter, @Nullable Tensor buffer, Updates.Sgd rule) {
    parameter.withGrad(
        gradient -> Updates.sgd(parameter.array(), gradient.array(), array(buffer), rule));
    parameter.written();
  }

  /// A step of Adam by the parameter's `grad`, where there is one.
  ///
  /// @param greatest the state of amsgrad, or null without it
  public static void adam(
      Tensor parameter, Tensor mean, Tensor square, @Nullable Tensor greatest, Updates.Adam rule) {
    parameter.withGrad(gradient ->
        Updates.adam(
            parameter.array(),
            gradient.array(),
            mean.array(),
            square.array(),
            array(greatest),
            rule));
    parameter.written();
  }

  private static @Nullable NDArray array(@Nullable Tensor tensor) {
    return tensor == null ? null : tensor.array();
  }
}
