package rivulet.array;

/// The sum of a long row in the making: partial sums by position in double precision, which are
/// added up in pairs at the end.
final class PartialSums {
  private final double[] lanes;

  /// @param dtype of the row: float32 or float64
  PartialSums(DType dtype) {
    lanes = new double[dtype == DType.FLOAT32 ? FloatFolds.LANES : DoubleFolds.LANES];
  }

  /// Adds the next elements, a multiple of twice the number of partial sums except for the last
  /// ones.
  void add(Object array, int offset, int count) {
    if (array instanceof float[] floats) FloatFolds.add(lanes, floats, offset, count);
    else DoubleFolds.add(lanes, (double[]) array, offset, count);
  }

  double total() {
    return total(lanes);
  }

  /// The sum of partial sums, a power of two of them, which are changed.
  static double total(double[] lanes) {
    for (int half = lanes.length / 2; half > 0; half /= 2) {
      for (int j = 0; j < half; j++) lanes[j] += lanes[j + half];
    }
    return lanes[0];
  }
}
