package rivulet;

import java.util.Arrays;
import java.util.stream.Collectors;
import rivulet.array.Shape;

/// PyTorch's spelling of shapes, and the checks of dimensions whose texts many ops share.
final class Messages {
  private Messages() {}

  /// `[2, 3]`
  static String list(Shape shape) {
    return Arrays.toString(shape.toArray());
  }

  /// `2x3`
  static String times(Shape shape) {
    return Arrays.stream(shape.toArray())
        .mapToObj(Integer::toString)
        .collect(Collectors.joining("x"));
  }

  /// The dimension 0 to rank - 1 that `dim`, perhaps counted from the end, names; a tensor without
  /// dimensions counts as having one.
  static int dim(int dim, int rank) {
    int range = Math.max(rank, 1);
    if (dim < -range || dim >= range) {
      throw new IndexOutOfBoundsException(
          "Dimension out of range (expected to be in range of [%d, %d], but got %d)"
              .formatted(-range, range - 1, dim));
    }
    return dim < 0 ? dim + range : dim;
  }

  /// The same for several, ascending; none at all names all.
  static int[] dims(int[] dims, int rank) {
    check(rank <= 64, "only tensors with up to 64 dims are supported");
    if (dims.length == 0) return all(rank);
    boolean[] named = new boolean[Math.max(rank, 1)];
    for (int d : dims) {
      int at = dim(d, rank);
      check(!named[at], "dim %d appears multiple times in the list of dims", at);
      named[at] = true;
    }
    int[] result = new int[rank == 0 ? 0 : dims.length];
    for (int d = 0, n = 0; d < rank; d++) if (named[d]) result[n++] = d;
    return result;
  }

  /// Every dimension.
  static int[] all(int rank) {
    int[] all = new int[rank];
    for (int d = 0; d < rank; d++) all[d] = d;
    return all;
  }

  /// What `t` transposes has two dimensions at most.
  static void checkMatrix(Tensor a, String name) {
    check(
        a.dim() <= 2, "%s() expects a tensor with <= 2 dimensions, but self is %dD", name, a.dim());
  }

  /// @throws IllegalArgumentException unless it holds
  @SuppressWarnings("AnnotateFormatMethod") // would take a dependency for one annotation
  static void check(boolean holds, String format, Object... arguments) {
    if (!holds) throw new IllegalArgumentException(format.formatted(arguments));
  }
}
