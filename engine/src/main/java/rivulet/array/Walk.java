package rivulet.array;

/// An odometer over operands of one shape, which hands the longest possible rows to an [InnerLoop].
///
/// Dimensions of size 1 fall away; neighbours that every operand can step through as one are
/// merged, so that contiguous operands become a single row.
final class Walk {
  private static final int TILE = 32;

  /// Fewer rows than these do not pay for a loop over matrices.
  private static final int NARROW = 8;

  private final int[] sizes;
  private final int[][] strides;
  private int rank;

  /// Operands of this shape with these strides: `strides[operand][dim]`.
  Walk(Shape shape, int[]... operandStrides) {
    this.sizes = new int[shape.rank() + 1];
    this.strides = new int[shape.rank() + 1][operandStrides.length];
    for (int dim = 0; dim < shape.rank(); dim++) {
      if (shape.size(dim) != 1) push(shape.size(dim), dim, operandStrides);
    }
    if (rank == 0) push(1, -1, operandStrides);
  }

  private void push(int size, int dim, int[][] operandStrides) {
    int[] next = strides[rank];
    for (int k = 0; k < next.length; k++) next[k] = dim < 0 ? 0 : operandStrides[k][dim];
    if (rank > 0 && merges(size, next)) {
      sizes[rank - 1] *= size;
      System.arraycopy(next, 0, strides[rank - 1], 0, next.length);
    } else {
      sizes[rank++] = size;
    }
  }

  private boolean merges(int size, int[] inner) {
    int[] outer = strides[rank - 1];
    for (int k = 0; k < inner.length; k++) if (outer[k] != inner[k] * size) return false;
    return true;
  }

  /// Runs the loop over all rows; `offsets` is where each operand starts and comes back unchanged.
  void run(InnerLoop loop, Object[] arrays, int[] offsets) {
    int[] inner = strides[rank - 1];
    int length = sizes[rank - 1];
    if (rank == 1) {
      loop.run(arrays, offsets, inner, length);
      return;
    }
    int tile = isAcross() ? TILE : length;
    for (int start = 0; start < length; start += tile) {
      move(offsets, inner, start);
      rows(loop, arrays, offsets, Math.min(tile, length - start));
      move(offsets, inner, -start);
    }
  }

  private void rows(InnerLoop loop, Object[] arrays, int[] offsets, int count) {
    int[] inner = strides[rank - 1];
    int[] position = new int[rank];
    for (boolean more = true; more; more = advance(rank - 2, position, offsets)) {
      loop.run(arrays, offsets, inner, count);
    }
  }

  /// Runs the copy over all matrices, of which the second operand [#isTransposed].
  private void matrices(Elements elements, Object[] arrays, int[] offsets) {
    int rows = sizes[rank - 2];
    int columns = sizes[rank - 1];
    int down = strides[rank - 2][0];
    int along = strides[rank - 1][1];
    int[] position = new int[rank];
    for (boolean more = true; more; more = advance(rank - 3, position, offsets)) {
      for (int start = 0; start < columns; start += TILE) {
        int from = offsets[1] + start * along;
        int width = Math.min(TILE, columns - start);
        elements.transpose(
            arrays[1], from, along, arrays[0], offsets[0] + start, down, rows, width);
      }
    }
  }

  /// Whether the first of two operands lies along its rows, the second along its columns.
  private boolean isTransposed() {
    return rank > 1
        && sizes[rank - 2] >= NARROW
        && strides[rank - 1][0] == 1
        && strides[rank - 1][1] != 1
        && strides[rank - 2][1] == 1;
  }

  /// Whether an operand lies across its rows, so that each of a row's elements is on a cache line
  /// of its own. Short rows come back to a line before it is evicted.
  private boolean isAcross() {
    if (sizes[rank - 1] <= TILE) return false;
    for (int k = 0; k < strides[0].length; k++) {
      if (strides[rank - 2][k] == 1 && strides[rank - 1][k] >= TILE) return true;
    }
    return false;
  }

  /// Moves on by one in the dimensions up to `last`, the innermost first.
  private boolean advance(int last, int[] position, int[] offsets) {
    for (int dim = last; dim >= 0; dim--) {
      position[dim]++;
      move(offsets, strides[dim], 1);
      if (position[dim] < sizes[dim]) return true;
      move(offsets, strides[dim], -sizes[dim]);
      position[dim] = 0;
    }
    return false;
  }

  private static void move(int[] offsets, int[] steps, int times) {
    for (int k = 0; k < offsets.length; k++) offsets[k] += steps[k] * times;
  }

  /// Runs the loop over operands that are broadcast to the shape of the first.
  static void over(InnerLoop loop, NDArray... operands) {
    Shape shape = operands[0].shape();
    if (shape.numel() == 0) return;
    if (isRow(operands)) row(loop, operands);
    else rows(loop, shape, operands);
  }

  /// Copies the elements of `from`, which is broadcast, between two arrays or within one window.
  static void copy(Elements elements, NDArray to, NDArray from) {
    NDArray[] operands = {to, from};
    InnerLoop loop =
        (arrays, offsets, strides, count) ->
            elements.copy(
                arrays[1], offsets[1], strides[1], arrays[0], offsets[0], strides[0], count);
    if (to.numel() == 0) return;
    if (isRow(operands)) {
      row(loop, operands);
      return;
    }
    int[] offsets = offsets(operands);
    Walk walk = of(to.shape(), operands);
    Raw.with(
        arrays -> {
          if (walk.isTransposed()) walk.matrices(elements, arrays, offsets);
          else walk.run(loop, arrays, offsets);
        },
        operands);
  }

  /// Whether all operands are one element or as many in a row as there are results.
  private static boolean isRow(NDArray[] operands) {
    for (NDArray operand : operands) {
      boolean full = operand.numel() == operands[0].numel();
      if (!operand.isContiguous() || !(full || operand.numel() == 1)) return false;
    }
    return true;
  }

  private static void row(InnerLoop loop, NDArray[] operands) {
    int[] offsets = offsets(operands);
    int[] strides = new int[operands.length];
    for (int k = 0; k < operands.length; k++) {
      strides[k] = operands[k].numel() == operands[0].numel() ? 1 : 0;
    }
    Raw.with(arrays -> loop.run(arrays, offsets, strides, operands[0].numel()), operands);
  }

  private static void rows(InnerLoop loop, Shape shape, NDArray[] operands) {
    int[] offsets = offsets(operands);
    Walk walk = of(shape, operands);
    Raw.with(arrays -> walk.run(loop, arrays, offsets), operands);
  }

  private static Walk of(Shape shape, NDArray[] operands) {
    int[][] strides = new int[operands.length][];
    for (int k = 0; k < operands.length; k++) strides[k] = operands[k].expand(shape).strides();
    return new Walk(shape, strides);
  }

  private static int[] offsets(NDArray[] operands) {
    int[] offsets = new int[operands.length];
    for (int k = 0; k < operands.length; k++) offsets[k] = operands[k].offset();
    return offsets;
  }
}
