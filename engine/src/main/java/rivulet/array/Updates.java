package rivulet.array;

import org.jspecify.annotations.Nullable;

/// Steps of optimizers: a parameter and its state changed by a gradient, in one loop and in place.
///
/// State is contiguous, of the parameter's size, in the dtype that [#state] gives it.
public final class Updates {
  private Updates() {}

  /// A step of gradient descent.
  ///
  /// @param first whether the buffer takes the gradient as it is
  public record Sgd(
      double lr,
      double momentum,
      double dampening,
      double weightDecay,
      boolean nesterov,
      boolean maximize,
      boolean first) {}

  /// A step of Adam.
  ///
  /// @param gradientDecay how much of the parameter is added to the gradient
  /// @param shrink what the parameter is multiplied with
  /// @param stepSize the learning rate, corrected for the mean's start from 0
  /// @param rootCorrection the root of the same correction for the mean of squares
  public record Adam(
      double beta1,
      double beta2,
      double gradientDecay,
      double shrink,
      double stepSize,
      double rootCorrection,
      double eps,
      boolean maximize) {}

  /// Zeros for a parameter's state.
  public static NDArray state(NDArray parameter) {
    return NDArray.zeros(parameter.shape(), parameter.dtype().compute());
  }

  /// Gradient descent; without momentum there is no buffer.
  public static void sgd(NDArray p, NDArray gradient, @Nullable NDArray buffer, Sgd rule) {
    NDArray x = level(p, p.dtype().compute());
    NDArray g = level(gradient, x.dtype());
    NDArray state = buffer == null ? g : buffer;
    Raw.with(arrays -> run(arrays, x, buffer != null, rule), x, g, state);
    if (x != p) p.copyFrom(x);
  }

  private static void run(Object[] a, NDArray p, boolean buffered, Sgd rule) {
    Object b = buffered ? a[2] : null;
    int n = p.numel();
    if (p.dtype() == DType.FLOAT32) {
      FloatUpdates.sgd((float[]) a[0], (float[]) a[1], (float[]) b, n, rule);
    } else {
      DoubleUpdates.sgd((double[]) a[0], (double[]) a[1], (double[]) b, n, rule);
    }
  }

  /// Adam, with a state for the greatest mean of squares or without.
  public static void adam(
      NDArray p,
      NDArray gradient,
      NDArray mean,
      NDArray square,
      @Nullable NDArray greatest,
      Adam rule) {
    NDArray x = level(p, p.dtype().compute());
    NDArray g = level(gradient, x.dtype());
    NDArray most = greatest == null ? square : greatest;
    boolean float32 = x.dtype() == DType.FLOAT32;
    Raw.with(
        arrays -> {
          if (float32) floats(arrays, x, greatest != null, rule);
          else doubles(arrays, x, greatest != null, rule);
        },
        x,
        g,
        mean,
        square,
        most);
    if (x != p) p.copyFrom(x);
  }

  private static void floats(Object[] a, NDArray p, boolean amsgrad, Adam rule) {
    float[] x = (float[]) a[0];
    float[] d = (float[]) a[1];
    float[] mean = (float[]) a[2];
    float[] square = (float[]) a[3];
    int n = p.numel();
    if (!amsgrad) FloatUpdates.adam(x, d, mean, square, n, rule);
    else {
      float[] greatest = (float[]) a[4];
      FloatUpdates.amsgrad(x, d, mean, square, greatest, n, rule);
    }
  }

  private static void doubles(Object[] a, NDArray p, boolean amsgrad, Adam rule) {
    double[] x = (double[]) a[0];
    double[] d = (double[]) a[1];
    double[] mean = (double[]) a[2];
    double[] square = (double[]) a[3];
    int n = p.numel();
    if (!amsgrad) DoubleUpdates.adam(x, d, mean, square, n, rule);
    else {
      double[] greatest = (double[]) a[4];
      DoubleUpdates.amsgrad(x, d, mean, square, greatest, n, rule);
    }
  }

  /// The elements in this dtype, one behind the other from the start of a storage on.
  private static NDArray level(NDArray a, DType dtype) {
    NDArray x = a.to(dtype).contiguous();
    return x.offset() == 0 ? x : x.copy();
  }
}
