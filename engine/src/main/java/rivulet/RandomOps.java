package rivulet;

import rivulet.array.NDArray;

/// Filling with random numbers, from the generator that `manualSeed` starts.
///
/// - Gradient: zero for what was here before
///
/// - Refused, with an `IllegalStateException`, on a leaf that requires a gradient, outside `noGrad`
@SuppressWarnings("MemberName") // the trailing underscore
public sealed interface RandomOps permits Tensor {
  /// Uniform from 0 up to 1. As `torch.Tensor.uniform_`.
  default Tensor uniform_() {
    return uniform_(0, 1);
  }

  /// Uniform from `from` up to `to`. As `torch.Tensor.uniform_`.
  ///
  /// @throws IllegalArgumentException if `from > to`, or the dtype is no floating one
  default Tensor uniform_(double from, double to) {
    Tensor a = Op.self(this);
    Messages.check(
        from <= to,
        "uniform_ expects to return a [from, to) range, but found from=%s > to=%s",
        brief(from),
        brief(to));
    checkFloating(a, "check_uniform_bounds");
    return InPlace.overwrite(
        a,
        "Uniform",
        0,
        array -> {
          InPlace.checkOverlap(a);
          array.copyFrom(
              Sampling.uniform(Sampling.DEFAULT, array.shape(), array.dtype(), from, to));
        });
  }

  /// Normal with mean 0 and standard deviation 1. As `torch.Tensor.normal_`.
  default Tensor normal_() {
    return normal_(0, 1);
  }

  /// Normal. As `torch.Tensor.normal_`.
  ///
  /// @throws IllegalArgumentException if `std` is negative, or the dtype is no floating one
  default Tensor normal_(double mean, double std) {
    Tensor a = Op.self(this);
    Messages.check(std >= 0, "normal expects std >= 0.0, but found std %s", brief(std));
    checkFloating(a, "normal_kernel_cpu");
    return InPlace.overwrite(
        a,
        "Normal",
        0,
        array -> {
          InPlace.checkOverlap(a);
          array.copyFrom(normal(array, mean, std));
        });
  }

  private static NDArray normal(NDArray like, double mean, double std) {
    return Sampling.normal(
        Sampling.DEFAULT, like.shape(), like.dtype(), mean, std, like.isContiguous());
  }

  private static void checkFloating(Tensor a, String name) {
    Messages.check(
        a.dtype().isFloatingPoint(),
        "\"%s\" not implemented for '%s'",
        name,
        Promotion.name(a.dtype()));
  }

  private static String brief(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }
}
