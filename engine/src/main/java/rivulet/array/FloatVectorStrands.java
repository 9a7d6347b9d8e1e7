package rivulet.array;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// The sums of [FloatStrands] in vector operations.
final class FloatVectorStrands {
  static final VectorSpecies<Double> WIDE = DoubleVector.SPECIES_PREFERRED;

  private static final VectorSpecies<Float> HALF =
      VectorSpecies.of(float.class, VectorShape.forBitSize(WIDE.vectorBitSize() / 2));

  private FloatVectorStrands() {}

  static double sum(float[] x, int from, int n, double[] strands) {
    int bound = n - n % FloatStrands.COUNT;
    for (int j = 0; j < FloatStrands.COUNT; j += WIDE.length()) {
      DoubleVector sum = DoubleVector.zero(WIDE);
      for (int i = j; i < bound; i += FloatStrands.COUNT) sum = sum.add(wide(x, from + i));
      sum.intoArray(strands, j);
    }
    for (int i = bound; i < n; i++) strands[i - bound] += x[from + i];
    return FloatStrands.total(strands);
  }

  /// As many elements as there are in a vector of double precision.
  static DoubleVector wide(float[] a, int at) {
    FloatVector x = FloatVector.fromArray(HALF, a, at);
    return (DoubleVector) x.convertShape(VectorOperators.F2D, WIDE, 0);
  }
}
