package rivulet;

import java.util.List;
import rivulet.array.Scalar;

/// Operations on several tensors, and the spelling `exp(x)` of the most usual ones on one. Imported
/// with [Tensors].
public abstract sealed class Functions extends Modes permits Tensors {
  Functions() {}

  /// One behind the other along a dimension.
  ///
  /// - Gradient: to each its part of `g`
  /// - As `torch.cat`
  ///
  /// @throws IllegalArgumentException if other sizes differ
  public static Tensor cat(List<Tensor> tensors, int dim) {
    return Joining.cat(tensors, dim);
  }

  /// One behind the other along the first dimension. As `torch.cat`.
  public static Tensor cat(Tensor... tensors) {
    return Joining.cat(List.of(tensors), 0);
  }

  /// One beside the other along a new dimension.
  ///
  /// - Gradient: to each its part of `g`
  /// - As `torch.stack`
  ///
  /// @throws IllegalArgumentException if shapes differ
  public static Tensor stack(List<Tensor> tensors, int dim) {
    return Joining.stack(tensors, dim);
  }

  /// One beside the other along a new first dimension. As `torch.stack`.
  public static Tensor stack(Tensor... tensors) {
    return Joining.stack(List.of(tensors), 0);
  }

  /// `a` where the condition holds, else `b`. As `torch.where`.
  public static Tensor where(Tensor condition, Tensor a, Tensor b) {
    return a.where(condition, b);
  }

  /// `a` where the condition holds, else a number. As `torch.where`.
  public static Tensor where(Tensor condition, Tensor a, double b) {
    return a.where(condition, b);
  }

  /// `a` where the condition holds, else a number. As `torch.where`.
  public static Tensor where(Tensor condition, Tensor a, long b) {
    return a.where(condition, b);
  }

  /// A number where the condition holds, else `b`. As `torch.where`.
  public static Tensor where(Tensor condition, double a, Tensor b) {
    return Creation.number(Scalar.of(a), Promotion.result(b, Scalar.of(a))).where(condition, b);
  }

  /// A number where the condition holds, else `b`. As `torch.where`.
  public static Tensor where(Tensor condition, long a, Tensor b) {
    return Creation.number(Scalar.of(a), Promotion.result(b, Scalar.of(a))).where(condition, b);
  }

  /// A number where the condition holds, else another. As `torch.where`.
  public static Tensor where(Tensor condition, double a, double b) {
    return Tensors.tensor(a).where(condition, b);
  }

  /// A number where the condition holds, else another. As `torch.where`.
  public static Tensor where(Tensor condition, long a, long b) {
    return Tensors.tensor(a).where(condition, b);
  }

  /// As `torch.matmul`.
  public static Tensor matmul(Tensor a, Tensor b) {
    return a.matmul(b);
  }

  /// As `torch.exp`.
  public static Tensor exp(Tensor x) {
    return x.exp();
  }

  /// As `torch.log`.
  public static Tensor log(Tensor x) {
    return x.log();
  }

  /// As `torch.sqrt`.
  public static Tensor sqrt(Tensor x) {
    return x.sqrt();
  }

  /// As `torch.tanh`.
  public static Tensor tanh(Tensor x) {
    return x.tanh();
  }

  /// As `torch.sigmoid`.
  public static Tensor sigmoid(Tensor x) {
    return x.sigmoid();
  }

  /// As `torch.relu`.
  public static Tensor relu(Tensor x) {
    return x.relu();
  }

  /// `base` to the power of each element. As `torch.pow`.
  public static Tensor pow(double base, Tensor exponent) {
    return TensorOperators.pow(Scalar.of(base), exponent);
  }

  /// `base` to the power of each element. As `torch.pow`.
  public static Tensor pow(long base, Tensor exponent) {
    return TensorOperators.pow(Scalar.of(base), exponent);
  }

  /// As `torch.minimum`.
  public static Tensor minimum(Tensor a, Tensor b) {
    return a.minimum(b);
  }

  /// As `torch.maximum`.
  public static Tensor maximum(Tensor a, Tensor b) {
    return a.maximum(b);
  }

  /// As `torch.sum`.
  public static Tensor sum(Tensor x) {
    return x.sum();
  }

  /// As `torch.mean`.
  public static Tensor mean(Tensor x) {
    return x.mean();
  }

  /// As `torch.abs`.
  public static Tensor abs(Tensor x) {
    return x.abs();
  }
}
