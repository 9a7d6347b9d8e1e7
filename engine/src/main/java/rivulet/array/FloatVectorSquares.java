package rivulet.array;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// The loop of [FloatSquares] in vector operations.
///
/// Two neighbours of a row are the halves of a long: what is to become of both is computed in the
/// lower half's lane.
final class FloatVectorSquares {
  /// So many that half as many still make a vector.
  static final int FEWEST_LANES = 4;

  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> HALF =
      VectorSpecies.of(int.class, VectorShape.forBitSize(FLOATS.vectorBitSize() / 2));
  private static final int SQUARES = FLOATS.length() / 2;
  private static final IntVector COUNT = IntVector.zero(INTS).addIndex(1);

  private FloatVectorSquares() {}

  /// The rows of squares behind a row that reading and writing it reaches at most.
  static int rowsBeyond(int columns) {
    int reached = Math.ceilDiv(columns, SQUARES) * SQUARES;
    return Math.ceilDiv(reached - columns, columns);
  }

  static void max(FloatSquares s, int plane, int row, int count) {
    for (int i = row; i < row + count; i++) {
      int at = s.offset() + plane * s.area() + 2 * i * s.width();
      boolean numbers =
          row(
              s.x(),
              at,
              s.width(),
              2 * i * s.width(),
              s.values(),
              s.places(),
              s.window(plane, i),
              s.columns());
      if (!numbers) s.plainMax(plane, i, 1);
    }
  }

  /// @return false if there may be a NaN, whose places this does not find
  private static boolean row(
      float[] x, int at, int width, int place, float[] values, int[] places, int to, int columns) {
    boolean numbers = true;
    for (int j = 0; j < columns; j += SQUARES) {
      FloatVector a = FloatVector.fromArray(FLOATS, x, at + 2 * j);
      FloatVector c = FloatVector.fromArray(FLOATS, x, at + 2 * j + width);
      FloatVector sum = a.add(c);
      numbers &= !sum.compare(VectorOperators.NE, sum).anyTrue();
      FloatVector b = next(a);
      FloatVector d = next(c);
      VectorMask<Float> right = b.compare(VectorOperators.GT, a);
      VectorMask<Float> lowerRight = d.compare(VectorOperators.GT, c);
      FloatVector upper = a.blend(b, right);
      FloatVector lower = c.blend(d, lowerRight);
      IntVector above = COUNT.add(place + 2 * j);
      IntVector below = above.add(width);
      VectorMask<Float> down = lower.compare(VectorOperators.GT, upper);
      IntVector upperPlace = above.blend(above.add(1), right.cast(INTS));
      IntVector lowerPlace = below.blend(below.add(1), lowerRight.cast(INTS));
      first(upperPlace.blend(lowerPlace, down.cast(INTS))).intoArray(places, to + j);
      first(upper.blend(lower, down).reinterpretAsInts())
          .reinterpretAsFloats()
          .intoArray(values, to + j);
    }
    return numbers;
  }

  /// Every first of two lanes has the second's number.
  private static FloatVector next(FloatVector pairs) {
    LongVector longs = pairs.reinterpretAsLongs();
    return longs.lanewise(VectorOperators.LSHR, Integer.SIZE).reinterpretAsFloats();
  }

  /// The first of every two lanes.
  private static IntVector first(IntVector pairs) {
    return (IntVector) pairs.reinterpretAsLongs().convertShape(VectorOperators.L2I, HALF, 0);
  }
}
