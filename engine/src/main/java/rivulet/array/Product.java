package rivulet.array;

import java.util.function.Consumer;

/// Where the operands of `c += a · b` lie: sizes, and of each operand the offset and the steps from
/// row to row and from column to column.
///
/// @param n rows of a and c
/// @param k columns of a, rows of b
/// @param m columns of b and c
/// @param stops as in [Blocks.Loop]
record Product(
    int n,
    int k,
    int m,
    int ao,
    int ar,
    int ac,
    int bo,
    int br,
    int bc,
    int co,
    int cr,
    boolean stops) {
  /// Rows of b that are worked on together.
  static final int DEPTH = 64;

  /// Columns of b that are worked on together: `DEPTH` such rows fill half of a second-level cache.
  static final int WIDTH = 1024;

  /// Rows of b that go into one pass over a row of c.
  static final int STEPS = 8;

  /// Rows of a that are a block.
  private static final int HEIGHT = 128;

  /// On one thread.
  private static final int STEPS_PER_NANO = 4;

  /// Columns below which an element at a time is faster.
  private static final int NARROW = 8;

  Product(NDArray a, NDArray b, NDArray c, boolean stops) {
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
        c.stride(0),
        stops);
  }

  /// Whether copying b in blocks pays.
  boolean isLarge() {
    return m >= NARROW && (long) n * k * m >= 4096;
  }

  /// Has `work` compute some rows of c at a time.
  void blocks(Consumer<Product> work) {
    Blocks.run(
        Math.ceilDiv(n, HEIGHT),
        (long) n * k * m / STEPS_PER_NANO,
        stops,
        block -> work.accept(rows(block * HEIGHT)));
  }

  private Product rows(int from) {
    int rows = Math.min(HEIGHT, n - from);
    int a = ao + from * ar;
    return new Product(rows, k, m, a, ar, ac, bo, br, bc, co + from * cr, cr, stops);
  }
}
