package rivulet;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import rivulet.array.NDArray;
import rivulet.array.Shape;

/// Shapes and places as users write them (-1, from the end, left out), made definite.
final class Sizes {
  private Sizes() {}

  /// The shape of `numel` elements that `sizes` means, one of which may be -1.
  static Shape infer(int[] sizes, int numel) {
    int open = -1;
    long known = 1;
    for (int d = 0; d < sizes.length; d++) {
      if (sizes[d] == -1) {
        Messages.check(open < 0, "only one dimension can be inferred");
        open = d;
      } else {
        Messages.check(
            sizes[d] >= 0,
            "invalid shape dimension %d at index %d of shape %s",
            sizes[d],
            d,
            Arrays.toString(sizes));
        known *= sizes[d];
      }
    }
    if (open < 0) return exact(sizes, known, numel);
    Messages.check(
        known != 0 || numel != 0,
        "cannot reshape tensor of 0 elements into shape %s because the unspecified dimension size -1"
            + " can be any value and is ambiguous",
        Arrays.toString(sizes));
    checkFits(known != 0 && numel % known == 0, sizes, numel);
    int[] full = sizes.clone();
    full[open] = (int) (numel / known);
    return Shape.of(full);
  }

  private static Shape exact(int[] sizes, long known, int numel) {
    checkFits(known == numel, sizes, numel);
    return Shape.of(sizes);
  }

  private static void checkFits(boolean fits, int[] sizes, int numel) {
    Messages.check(
        fits, "shape '%s' is invalid for input of size %d", Arrays.toString(sizes), numel);
  }

  /// The array, which the caller knows to be there.
  static NDArray present(@Nullable NDArray array) {
    return Objects.requireNonNull(array);
  }

  /// The order that a permutation names.
  static int[] order(int[] dims, int rank) {
    Messages.check(
        dims.length == rank,
        "permute(sparse_coo): number of dimensions in the tensor input does not match the length of"
            + " the desired ordering of dimensions i.e. input.dim() = %d is not equal to len(dims) ="
            + " %d",
        rank,
        dims.length);
    int[] order = new int[rank];
    boolean[] named = new boolean[rank];
    for (int d = 0; d < rank; d++) {
      order[d] = Messages.dim(dims[d], rank);
      Messages.check(!named[order[d]], "permute(): duplicate dims are not allowed.");
      named[order[d]] = true;
    }
    return order;
  }

  /// The shape that `shape` expands to.
  static Shape expanded(Tensor tensor, int[] sizes) {
    Shape shape = tensor.shape();
    int extra = sizes.length - shape.rank();
    if (extra < 0) throw new IllegalArgumentException(tooFew(tensor, sizes));
    int[] full = sizes.clone();
    for (int d = full.length - 1; d >= 0; d--) full[d] = expanded(shape, sizes, d, extra);
    return Shape.of(full);
  }

  private static String tooFew(Tensor tensor, int[] sizes) {
    return ("expand(torch.%sTensor{%s}, size=%s): the number of sizes provided (%d) must be greater"
            + " or equal to the number of dimensions in the tensor (%d)")
        .formatted(
            Promotion.name(tensor.dtype()),
            tensor.shape(),
            Arrays.toString(sizes),
            sizes.length,
            tensor.dim());
  }

  private static int expanded(Shape shape, int[] sizes, int d, int extra) {
    if (d < extra) {
      if (sizes[d] < 0) throw new IllegalArgumentException(newAndOpen(sizes, d));
      return sizes[d];
    }
    int size = shape.size(d - extra);
    if (sizes[d] == -1) return size;
    if (size != 1 && size != sizes[d]) {
      throw new IllegalArgumentException(
          ("The expanded size of the tensor (%d) must match the existing size (%d) at non-singleton"
                  + " dimension %d.  Target sizes: %s.  Tensor sizes: %s")
              .formatted(sizes[d], size, d, Arrays.toString(sizes), shape));
    }
    return sizes[d];
  }

  private static String newAndOpen(int[] sizes, int d) {
    return ("The expanded size of the tensor (%d) isn't allowed in a leading, non-existing dimension"
            + " %d")
        .formatted(sizes[d], d);
  }

  /// The index from the front that `index` means.
  static int selected(int index, Shape shape, int dim) {
    int size = shape.size(dim);
    if (index < -size || index >= size) {
      throw new IndexOutOfBoundsException(
          "select(): index %d out of range for tensor of size %s at dimension %d"
              .formatted(index, shape, dim));
    }
    return index < 0 ? index + size : index;
  }

  /// Where a narrowed dimension starts, from the front; its end counts.
  static int start(int start, int size) {
    if (start < -size || start > size) {
      throw new IndexOutOfBoundsException(
          "start out of range (expected to be in range of [%d, %d], but got %d)"
              .formatted(-size, size, start));
    }
    return start < 0 ? start + size : start;
  }

  /// A bound of a slice, cut to 0..size.
  static int bound(@Nullable Integer bound, int otherwise, int size) {
    if (bound == null) return otherwise;
    return Math.clamp(bound < 0 ? bound + size : bound, 0, size);
  }
}
