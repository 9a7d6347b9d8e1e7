package rivulet;

import java.util.Arrays;
import rivulet.array.DType;
import rivulet.array.MatMul;
import rivulet.array.NDArray;
import rivulet.array.Shape;

/// Products of matrices and vectors.
///
/// Both factors have the same dtype. The two derivatives of a product are branches that may be
/// computed at the same time.
public sealed interface LinalgOps permits Tensor {
  /// Product of two matrices.
  ///
  /// - Shape: `(n, k) · (k, m) → (n, m)`
  /// - Gradient: `dA = g · Bᵀ`, `dB = Aᵀ · g`
  /// - As `torch.mm`; `matmul` picks among `mm`, `mv`, `dot`, `bmm` by rank, as PyTorch does.
  ///
  /// @throws IllegalArgumentException if the two `k` differ: `mat1 and mat2 shapes cannot be
  ///   multiplied (2x3 and 4x5)`
  default Tensor mm(Tensor other) {
    Tensor a = Op.self(this);
    Messages.check(a.dim() == 2, "self must be a matrix");
    Messages.check(other.dim() == 2, "mat2 must be a matrix");
    Messages.check(
        a.size(1) == other.size(0),
        "mat1 and mat2 shapes cannot be multiplied (%s and %s)",
        Messages.times(a.shape()),
        Messages.times(other.shape()));
    checkDTypes(a, other, "m1", "m2");
    NDArray x = a.array();
    NDArray y = other.array();
    return Op.of("Mm", Op.product(a, other, () -> MatMul.mm(x, y), x, y))
        .input(a, other, (g, b) -> g.mm(b.t()))
        .input(other, a, (g, b) -> b.t().mm(g))
        .branches(cost(a.numel(), other.size(1)))
        .output();
  }

  /// Product of a matrix and a vector.
  ///
  /// - Shape: `(n, k) · (k) → (n)`
  /// - Gradient: `dA = g ⊗ v`, `dv = Aᵀ · g`
  /// - As `torch.mv`
  ///
  /// @throws IllegalArgumentException if the two `k` differ: `size mismatch, got input (2), mat
  ///   (2x3), vec (4)`
  default Tensor mv(Tensor vector) {
    Tensor a = Op.self(this);
    Messages.check(
        a.dim() == 2 && vector.dim() == 1,
        "vector + matrix @ vector expected, got 1, %d, %d",
        a.dim(),
        vector.dim());
    Messages.check(
        a.size(1) == vector.size(0),
        "size mismatch, got input (%d), mat (%s), vec (%d)",
        a.size(0),
        Messages.times(a.shape()),
        vector.size(0));
    checkDTypes(a, vector, "mat", "vec");
    return Op.of("Mv", MatMul.mv(a.array(), vector.array()))
        .input(a, vector, (g, v) -> g.unsqueeze(1).mul(v))
        .input(vector, a, (g, m) -> m.t().mv(g))
        .branches(cost(a.numel(), 1))
        .output();
  }

  /// Product of two vectors.
  ///
  /// - Shape: `(k) · (k) → ()`
  /// - Gradient: `da = g · b`, `db = g · a`
  /// - As `torch.dot`
  ///
  /// @throws IllegalArgumentException if the two `k` differ
  default Tensor dot(Tensor other) {
    Tensor a = Op.self(this);
    Messages.check(
        a.dim() == 1 && other.dim() == 1,
        "1D tensors expected, but got %dD and %dD tensors",
        a.dim(),
        other.dim());
    Messages.check(
        a.numel() == other.numel(),
        "inconsistent tensor size, expected tensor %s and src %s to have the same number of"
            + " elements, but got %d and %d elements respectively",
        Messages.list(a.shape()),
        Messages.list(other.shape()),
        a.numel(),
        other.numel());
    Messages.check(
        a.dtype() == other.dtype(),
        "dot : expected both vectors to have same dtype, but found %s and %s",
        Promotion.name(a.dtype()),
        Promotion.name(other.dtype()));
    Messages.check(a.dtype() != DType.BOOL, "\"dot\" not implemented for 'Bool'");
    return Op.of("Dot", MatMul.dot(a.array(), other.array()))
        .input(a, other, Tensor::mul)
        .input(other, a, Tensor::mul)
        .output();
  }

  /// Products of the matrices of two batches.
  ///
  /// - Shape: `(b, n, k) · (b, k, m) → (b, n, m)`
  /// - Gradient: `dA = g · Bᵀ`, `dB = Aᵀ · g`, a matrix each
  /// - As `torch.bmm`
  ///
  /// @throws IllegalArgumentException if the two `b` or the two `k` differ
  default Tensor bmm(Tensor other) {
    Tensor a = Op.self(this);
    Messages.check(a.dim() == 3, "batch1 must be a 3D tensor");
    Messages.check(other.dim() == 3, "batch2 must be a 3D tensor");
    Messages.check(
        a.size(0) == other.size(0) && a.size(2) == other.size(1),
        "Expected size for first two dimensions of batch2 tensor to be: [%d, %d] but got: [%d, %d].",
        a.size(0),
        a.size(2),
        other.size(0),
        other.size(1));
    checkDTypes(a, other, "batch1", "batch2");
    return Op.of("Bmm", MatMul.bmm(a.array(), other.array()))
        .input(a, other, (g, b) -> g.bmm(b.transpose(1, 2)))
        .input(other, a, (g, b) -> b.transpose(1, 2).bmm(g))
        .branches(cost(a.numel(), other.size(2)))
        .output();
  }

  /// Product of matrices, of vectors, or of one with the other; dimensions before the last two are
  /// a batch, and broadcast.
  ///
  /// - Shape: `(…, n, k) · (…, k, m) → (…, n, m)`; a vector is a row on the left, a column on the
  ///   right, and that dimension falls away
  /// - As `torch.matmul`
  ///
  /// @throws IllegalArgumentException if a factor has no dimensions, or sizes do not fit
  default Tensor matmul(Tensor other) {
    Tensor a = Op.self(this);
    Messages.check(
        a.dim() > 0 && other.dim() > 0,
        "both arguments to matmul need to be at least 1D, but they are %dD and %dD",
        a.dim(),
        other.dim());
    if (a.dim() == 1 && other.dim() == 1) return a.dot(other);
    if (a.dim() == 2 && other.dim() == 1) return a.mv(other);
    if (a.dim() == 2 && other.dim() == 2) return a.mm(other);
    if (a.dim() == 1) return a.unsqueeze(0).matmul(other).squeeze(-2);
    if (other.dim() == 1) return a.matmul(other.unsqueeze(1)).squeeze(-1);
    return other.dim() == 2 ? folded(a, other) : batched(a, other);
  }

  /// `other · this`. As `other @ this`.
  default Tensor rmatmul(Tensor other) {
    return other.matmul(Op.self(this));
  }

  /// One product for the whole batch, since the right factor is the same.
  private static Tensor folded(Tensor a, Tensor b) {
    int[] sizes = a.shape().toArray();
    checkInner(a, b);
    int rows = count(a.shape(), a.dim() - 1);
    sizes[sizes.length - 1] = b.size(1);
    return shaped(a.reshape(rows, a.size(-1)).mm(b), sizes);
  }

  /// A fresh product in another shape, which is no view: nobody else sees its memory.
  private static Tensor shaped(Tensor product, int[] sizes) {
    int[] from = product.shape().toArray();
    NDArray value = Sizes.present(product.array().tryView(Shape.of(sizes)));
    return Op.of("UnsafeView", value).input(product, g -> g.reshape(from)).output();
  }

  private static Tensor batched(Tensor a, Tensor b) {
    checkInner(a, b);
    Shape batch = batch(a).broadcast(batch(b));
    Tensor left = unbatched(a, batch);
    Tensor right = unbatched(b, batch);
    return shaped(left.bmm(right), matrices(batch, a.size(-2), b.size(-1)));
  }

  private static void checkInner(Tensor a, Tensor b) {
    int rows = count(a.shape(), a.dim() - 1);
    Messages.check(
        a.size(-1) == b.size(-2),
        a.dim() > 2 && b.dim() > 2
            ? "Expected size for first two dimensions of batch2 tensor to be: [%3$d, %2$d] but got:"
                + " [%3$d, %4$d]."
            : "mat1 and mat2 shapes cannot be multiplied (%1$dx%2$d and %4$dx%5$d)",
        rows,
        a.size(-1),
        count(a.shape(), a.dim() - 2),
        b.size(-2),
        b.size(-1));
  }

  private static Tensor unbatched(Tensor x, Shape batch) {
    Tensor expanded = x.expand(matrices(batch, x.size(-2), x.size(-1)));
    return expanded.reshape(batch.numel(), x.size(-2), x.size(-1));
  }

  private static int[] matrices(Shape batch, int rows, int columns) {
    int[] sizes = Arrays.copyOf(batch.toArray(), batch.rank() + 2);
    sizes[batch.rank()] = rows;
    sizes[batch.rank() + 1] = columns;
    return sizes;
  }

  private static Shape batch(Tensor x) {
    return Shape.of(Arrays.copyOf(x.shape().toArray(), x.dim() - 2));
  }

  private static int count(Shape shape, int dims) {
    int count = 1;
    for (int d = 0; d < dims; d++) count *= shape.size(d);
    return count;
  }

  private static void checkDTypes(Tensor a, Tensor b, String first, String second) {
    Messages.check(
        a.dtype() == b.dtype(),
        "expected %s and %s to have the same dtype, but got: %s != %s",
        first,
        second,
        ScalarRange.typeName(a.dtype()),
        ScalarRange.typeName(b.dtype()));
  }

  /// Nanoseconds that a product of so many multiplications takes, at four each.
  private static long cost(long elements, long columns) {
    return 100 + elements * columns / 4;
  }
}
