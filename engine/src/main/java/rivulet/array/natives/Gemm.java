package rivulet.array.natives;

import java.util.Objects;

/// One product of matrices, `c = a · b`: its sizes, and where each matrix lies in its array.
///
/// A matrix is an offset and the distance from one row to the next; of a transposed one, from one
/// column to the next.
///
/// @param n rows of a and c
/// @param m columns of b and c
/// @param k columns of a, rows of b
public record Gemm(
    int n,
    int m,
    int k,
    boolean at,
    int ao,
    int lda,
    boolean bt,
    int bo,
    int ldb,
    int co,
    int ldc) {

  /// The same product of other places.
  public Gemm moved(int a, int b, int c) {
    return new Gemm(
        n,
        m,
        k,
        at,
        Math.addExact(ao, a),
        lda,
        bt,
        Math.addExact(bo, b),
        ldb,
        Math.addExact(co, c),
        ldc);
  }

  /// Some rows and columns of the result, from some of the columns of a and rows of b.
  public Gemm part(int row, int rows, int column, int columns, int depth, int depths) {
    return new Gemm(
        rows,
        columns,
        depths,
        at,
        Math.addExact(ao, at ? row + depth * lda : row * lda + depth),
        lda,
        bt,
        Math.addExact(bo, bt ? column * ldb + depth : column + depth * ldb),
        ldb,
        Math.addExact(co, row * ldc + column),
        ldc);
  }

  /// @throws IndexOutOfBoundsException if a matrix leaves its array
  void check(int aLength, int bLength, int cLength) {
    inside(ao, at ? k : n, at ? n : k, lda, aLength);
    inside(bo, bt ? m : k, bt ? k : m, ldb, bLength);
    inside(co, n, m, ldc, cLength);
  }

  private static void inside(int offset, int rows, int columns, int leading, int length) {
    if (rows < 1 || columns < 1 || leading < columns) {
      throw new IndexOutOfBoundsException(rows + " x " + columns + ", rows " + leading + " apart");
    }
    Objects.checkFromIndexSize(offset, (rows - 1L) * leading + columns, (long) length);
  }
}
