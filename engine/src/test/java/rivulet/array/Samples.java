package rivulet.array;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Random arrays in every layout that a view can have.
final class Samples {
  /// Where functions end or change.
  private static final double[] SPECIAL = {
    0.0,
    -0.0,
    1,
    -1,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.MIN_VALUE,
    -Double.MIN_VALUE,
    Double.MIN_NORMAL,
    Double.MAX_VALUE,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    Float.MIN_NORMAL,
    Float.MAX_VALUE,
    88.72283,
    88.72285,
    -87.33655,
    -103.97,
    -103.98,
    709.78,
    709.79,
    -708.4,
    -745.13,
    -745.14,
    9.01,
    9.02,
    19.06,
    19.07,
    30,
    -30,
    1e-9
  };

  final Random random;

  /// Prints the seed, so that a failure can be repeated.
  Samples(String test, long seed) {
    System.out.println(test + ": seed " + seed);
    random = new Random(seed);
  }

  /// Small values with ties; floating-point ones with fractions.
  NDArray contiguous(DType dtype, int... sizes) {
    Shape shape = Shape.of(sizes);
    double[] values = new double[shape.numel()];
    for (int i = 0; i < values.length; i++) {
      values[i] = dtype.isFloatingPoint() ? random.nextInt(-24, 25) / 8.0 : random.nextInt(-5, 6);
    }
    return NDArray.of(values, shape).to(dtype);
  }

  /// Arrays of one shape: contiguous, permuted, stepped, with an offset, repeated along a
  /// dimension.
  List<NDArray> layouts(DType dtype, int... sizes) {
    List<NDArray> layouts = new ArrayList<>();
    layouts.add(contiguous(dtype, sizes));
    int rank = sizes.length;
    if (rank == 0) return layouts;
    layouts.add(permuted(dtype, sizes));
    for (int dim = 0; dim < rank; dim++) {
      int[] wide = sizes.clone();
      wide[dim] = 2 * sizes[dim] + 1;
      layouts.add(contiguous(dtype, wide).slice(dim, 1, wide[dim], 2));
      int[] one = sizes.clone();
      one[dim] = 1;
      layouts.add(contiguous(dtype, one).expand(Shape.of(sizes)));
    }
    return layouts;
  }

  /// A Java array of numbers of any size and sign, of specials and of small numbers.
  Object bits(DType dtype, int count) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] =
          switch (i % 4) {
            case 0 -> random.nextGaussian() * 4;
            case 1 -> Float.intBitsToFloat(random.nextInt());
            case 2 -> Double.longBitsToDouble(random.nextLong());
            default -> SPECIAL[random.nextInt(SPECIAL.length)];
          };
    }
    Object array = Elements.of(dtype).allocate(count);
    Elements.of(dtype).fromDoubles(values, array, 0, 1, count);
    return array;
  }

  private NDArray permuted(DType dtype, int[] sizes) {
    int rank = sizes.length;
    int[] reversed = new int[rank];
    int[] order = new int[rank];
    for (int dim = 0; dim < rank; dim++) {
      reversed[dim] = sizes[rank - 1 - dim];
      order[dim] = rank - 1 - dim;
    }
    return contiguous(dtype, reversed).permute(order);
  }

  NDArray any(DType dtype, int... sizes) {
    List<NDArray> layouts = layouts(dtype, sizes);
    return layouts.get(random.nextInt(layouts.size()));
  }
}
