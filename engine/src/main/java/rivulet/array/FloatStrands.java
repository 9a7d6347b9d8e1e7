package rivulet.array;

import java.util.Arrays;

/// Sums of short rows of `float[]`: in double precision, in strands by position, which are then
/// added up in pairs. [FloatVectorStrands] has the same bits.
final class FloatStrands {
  static final int COUNT = 16;

  private FloatStrands() {}

  /// The sum of a row.
  ///
  /// @param strands zeros, [#COUNT] of them, as which they come back
  static double sum(float[] x, int from, int n, double[] strands) {
    for (int i = 0; i < n; i++) strands[i % COUNT] += x[from + i];
    return total(strands);
  }

  /// The sum of the strands, which come back as zeros.
  static double total(double[] strands) {
    for (int half = COUNT / 2; half > 0; half /= 2) {
      for (int j = 0; j < half; j++) strands[j] += strands[j + half];
    }
    double total = strands[0];
    Arrays.fill(strands, 0);
    return total;
  }
}
