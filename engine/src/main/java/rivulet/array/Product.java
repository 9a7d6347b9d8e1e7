package rivulet.array;

/// Where the operands of `c += a · b` lie: sizes, and of each operand the offset and the steps from
/// row to row and from column to column.
///
/// @param n rows of a and c
/// @param k columns of a, rows of b
/// @param m columns of b and c
record Product(
    int n, int k, int m, int ao, int ar, int ac, int bo, int br, int bc, int co, int cr) {
  /// Rows of b that are worked on together.
  static final int DEPTH = 64;

  /// Columns of b that are worked on together: `DEPTH` such rows fill half of a second-level cache.
  static final int WIDTH = 1024;

  /// Rows of b that go into one pass over a row of c.
  static final int STEPS = 8;

  /// Columns below which an element at a time is faster.
  private static final int NARROW = 8;

  Product(NDArray a, NDArray b, NDArray c) {
    this(
        c.shape().size(0),
        a.shape().size(1),
        c.shape().size(1),
        a.offset(),
        a.stride(0),
        a.stride(1),
        b.offset(),
        b.stride(0),
        b.stride(1),
        c.offset(),
        c.stride(0));
  }

  /// Whether copying b in blocks pays.
  boolean isLarge() {
    return m >= NARROW && (long) n * k * m >= 4096;
  }
}
