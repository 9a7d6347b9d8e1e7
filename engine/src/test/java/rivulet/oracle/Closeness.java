package rivulet.oracle;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import rivulet.Tensor;
import rivulet.TensorArrays;
import rivulet.array.DType;
import rivulet.array.NDArray;

/// Whether a tensor is what a case expects: dtype and shape equal, values close.
///
/// Distances are relative to the largest finite magnitude that is expected, so that a tensor's
/// small elements are judged by its scale; integers, bools, infinities and NaN are equal or not.
///
/// @param float64 the bound for float64
/// @param float32 the bound for float32
/// @param halves the bound for the floating dtypes of 16 bits
record Closeness(double float64, double float32, double halves) {
  /// Outputs and first gradients.
  static final Closeness FIRST = new Closeness(1e-9, 1e-4, 1e-2);

  /// Gradients of gradients.
  static final Closeness SECOND = new Closeness(1e-7, 1e-4, 1e-2);

  /// To the bit, but for the sign of zero.
  static final Closeness EXACT = new Closeness(0, 0, 0);

  /// What differs, or null where nothing does.
  @Nullable String difference(String name, TensorData expected, Tensor actual) {
    NDArray values = TensorArrays.array(actual);
    if (!values.dtype().equals(TensorData.dtype(expected.dtype()))) {
      return name + " has dtype " + values.dtype() + ", expected torch." + expected.dtype();
    }
    int[] shape = values.shape().toArray();
    if (!Arrays.equals(shape, expected.shape())) {
      return "%s has shape %s, expected %s"
          .formatted(name, Arrays.toString(shape), Arrays.toString(expected.shape()));
    }
    return values.dtype().isFloatingPoint()
        ? floats(name, expected.array().toDoubles(), values)
        : integers(name, expected.array(), values);
  }

  private @Nullable String floats(String name, double[] expected, NDArray values) {
    double[] actual = values.toDoubles();
    double bound = bound(values.dtype()) * largest(expected);
    for (int i = 0; i < actual.length; i++) {
      if (!close(expected[i], actual[i], bound)) {
        return "%s[%d] is %s, expected %s (bound %.3g)"
            .formatted(name, i, actual[i], expected[i], bound);
      }
    }
    return null;
  }

  private double bound(DType dtype) {
    return switch (dtype) {
      case FLOAT64 -> float64;
      case FLOAT32 -> float32;
      default -> halves;
    };
  }

  private static double largest(double[] values) {
    return Arrays.stream(values).filter(Double::isFinite).map(Math::abs).max().orElse(0);
  }

  private static boolean close(double expected, double actual, double bound) {
    return Double.isFinite(expected)
        ? Math.abs(expected - actual) <= bound
        : Double.compare(expected, actual) == 0;
  }

  private static @Nullable String integers(String name, NDArray expected, NDArray actual) {
    long[] want = expected.toLongs();
    long[] have = actual.toLongs();
    int at = Arrays.mismatch(want, have);
    return at < 0 ? null : "%s[%d] is %d, expected %d".formatted(name, at, have[at], want[at]);
  }
}
