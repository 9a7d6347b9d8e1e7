package rivulet.array;

/// Element-wise operations. Operands are broadcast; results are fresh and contiguous.
public final class Elementwise {
  private Elementwise() {}

  /// One operand; integer and bool operands give the default floating dtype where the function is
  /// real-valued (exp…), which `floating` names
  public enum Unary {
    NEG,
    EXP,
    LOG,
    SQRT,
    TANH,
    SIGMOID,
    RELU,
    ABS,
    SIGN,
    LOGICAL_NOT /* … */
  }

  /// Two operands of any dtypes: the result has the promoted dtype (DIV: at least `floating`)
  public enum Binary {
    ADD,
    SUB,
    MUL,
    DIV,
    DIV_FLOOR,
    DIV_TRUNC,
    REMAINDER,
    POW,
    MIN,
    MAX,
    AND,
    OR,
    XOR
  }

  public enum Comparison {
    EQ,
    NE,
    LT,
    LE,
    GT,
    GE
  }

  public static NDArray apply(Unary op, NDArray a, DType result) {
    throw new UnsupportedOperationException();
  }

  /// computes in and returns `result`, the dtype that the tensor layer promoted to; operands are
  /// cast on the fly
  public static NDArray apply(Binary op, NDArray a, NDArray b, DType result) {
    throw new UnsupportedOperationException();
  }

  public static NDArray apply(Binary op, NDArray a, Scalar b, DType result) {
    throw new UnsupportedOperationException();
  }

  public static NDArray apply(Binary op, Scalar a, NDArray b, DType result) {
    throw new UnsupportedOperationException();
  }

  /// in place: `a = (a.dtype) (a op b)`, computed in `compute`; b broadcasts to a's shape; may
  /// overlap exactly
  public static void applyInPlace(Binary op, NDArray a, NDArray b, DType compute) {
    throw new UnsupportedOperationException();
  }

  public static void applyInPlace(Binary op, NDArray a, Scalar b, DType compute) {
    throw new UnsupportedOperationException();
  }

  /// `a + alpha * b` in one rounding sequence as PyTorch has it
  public static NDArray addScaled(NDArray a, NDArray b, Scalar alpha, DType result) {
    throw new UnsupportedOperationException();
  }

  /// bool result; operands compared in `compute`
  public static NDArray compare(Comparison op, NDArray a, NDArray b, DType compute) {
    throw new UnsupportedOperationException();
  }

  public static NDArray compare(Comparison op, NDArray a, Scalar b, DType compute) {
    throw new UnsupportedOperationException();
  }

  public static NDArray where(NDArray condition, NDArray a, NDArray b, DType result) {
    throw new UnsupportedOperationException();
  }
}
