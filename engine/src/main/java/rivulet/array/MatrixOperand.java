package rivulet.array;

/// A matrix, or a batch of them, as the native libraries want it: the elements of its rows, or of
/// its columns, lie one behind the other, and the rows, or columns, do not overlap.
///
/// @param transposed whether its columns are what lies in one piece
/// @param leading from one row (column) to the next
record MatrixOperand(NDArray array, boolean transposed, int leading) {
  /// It itself, or a copy where its steps say something else.
  static MatrixOperand of(NDArray x) {
    int rank = x.rank();
    int rows = x.shape().size(rank - 2);
    int columns = x.shape().size(rank - 1);
    int down = x.stride(rank - 2);
    int across = x.stride(rank - 1);
    if (fits(across, columns, down, rows)) {
      return new MatrixOperand(x, false, rows == 1 ? columns : down);
    }
    if (fits(down, rows, across, columns)) {
      return new MatrixOperand(x, true, columns == 1 ? rows : across);
    }
    return new MatrixOperand(x.copy(), false, columns);
  }

  /// Whether `count` elements, `step` apart, are one piece, and `pieces`, `leading` apart, no mess.
  private static boolean fits(int step, int count, int leading, int pieces) {
    return (step == 1 || count == 1) && (leading >= count || pieces == 1);
  }

  /// Gives a copy back.
  void release(NDArray original) {
    if (array != original) array.storage().release();
  }
}
