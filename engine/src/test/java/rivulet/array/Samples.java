package rivulet.array;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Random arrays in every layout that a view can have.
final class Samples {
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
