package rivulet;

import rivulet.array.DType;
import rivulet.array.NDArray;
import rivulet.array.Reduction;
import rivulet.array.Shape;

/// Sums, means and extremes, over all elements or over dimensions.
///
/// - Shape: without the dimensions, which `keepdim` keeps at size 1; no dimensions named means all
/// - Dimensions may be counted from the end
public sealed interface ReductionOps permits Tensor {
  /// The sum of all elements; integers and truth values sum up to int64.
  ///
  /// - Gradient: `g` for every element
  /// - As `torch.sum`
  default Tensor sum() {
    Tensor a = Op.self(this);
    int[] sizes = a.shape().toArray();
    return Op.of("Sum", total(a, Messages.all(a.dim()), false, Promotion.sum(a.dtype())))
        .input(a, g -> Derivatives.spread(g, sizes))
        .output();
  }

  /// The sum over a dimension. As `torch.sum`.
  ///
  /// @throws IndexOutOfBoundsException if there is no such dimension
  default Tensor sum(int dim) {
    return sum(new int[] {dim}, false);
  }

  /// The sum over a dimension. As `torch.sum`.
  default Tensor sum(int dim, boolean keepdim) {
    return sum(new int[] {dim}, keepdim);
  }

  /// The sum over dimensions. As `torch.sum`.
  default Tensor sum(int[] dims) {
    return sum(dims, false);
  }

  /// The sum over dimensions. As `torch.sum`.
  default Tensor sum(int[] dims, boolean keepdim) {
    return sum(dims, keepdim, Promotion.sum(Op.self(this).dtype()));
  }

  /// The sum over dimensions, in a dtype.
  ///
  /// - Gradient: `g` for every element
  /// - As `torch.sum`
  default Tensor sum(int[] dims, boolean keepdim, DType dtype) {
    Tensor a = Op.self(this);
    int[] over = Messages.dims(dims, a.dim());
    int[] sizes = a.shape().toArray();
    return Op.of("Sum", 1, total(a, over, keepdim, dtype))
        .input(a, g -> Derivatives.restore(g, over, keepdim).expand(sizes))
        .output();
  }

  /// The sum of all elements, in a dtype. As `torch.sum`.
  default Tensor sum(DType dtype) {
    Tensor a = Op.self(this);
    return a.dtype() == dtype ? a.sum() : a.to(dtype).sum();
  }

  /// The mean of all elements.
  ///
  /// - Gradient: `g / n` for every element
  /// - As `torch.mean`
  ///
  /// @throws IllegalArgumentException unless of a floating dtype
  default Tensor mean() {
    Tensor a = Op.self(this);
    checkMean(a.dtype(), "Input");
    int[] sizes = a.shape().toArray();
    int count = a.array().numel();
    return Op.of("Mean", Reduction.mean(a.array(), Messages.all(a.dim()), false, a.dtype()))
        .input(a, g -> g.expand(sizes).div(count))
        .output();
  }

  /// The mean over a dimension. As `torch.mean`.
  default Tensor mean(int dim) {
    return mean(new int[] {dim}, false);
  }

  /// The mean over a dimension. As `torch.mean`.
  default Tensor mean(int dim, boolean keepdim) {
    return mean(new int[] {dim}, keepdim);
  }

  /// The mean over dimensions. As `torch.mean`.
  default Tensor mean(int[] dims) {
    return mean(dims, false);
  }

  /// The mean over dimensions. As `torch.mean`.
  default Tensor mean(int[] dims, boolean keepdim) {
    Tensor a = Op.self(this);
    checkMean(a.dtype(), "Input");
    return mean(dims, keepdim, a.dtype());
  }

  /// The mean over dimensions, in a floating dtype.
  ///
  /// - Gradient: `g / n` for every element
  /// - As `torch.mean`
  default Tensor mean(int[] dims, boolean keepdim, DType dtype) {
    Tensor a = Op.self(this);
    checkMean(dtype, "Optional");
    int[] over = Messages.dims(dims, a.dim());
    int[] sizes = a.shape().toArray();
    int count = count(a, over);
    return Op.of("Mean", 1, Reduction.mean(a.array(), over, keepdim, dtype))
        .input(a, g -> Derivatives.restore(g, over, keepdim).expand(sizes).div(count))
        .output();
  }

  /// The mean of all elements, in a floating dtype. As `torch.mean`.
  default Tensor mean(DType dtype) {
    checkMean(dtype, "Optional");
    return Op.self(this).to(dtype).mean();
  }

  /// The least element; NaN wins.
  ///
  /// - Gradient: `g` shared equally among those that are least
  /// - As `torch.min`
  ///
  /// @throws IllegalArgumentException if there are no elements
  default Tensor min() {
    Tensor a = Op.self(this);
    checkElements(a, "min");
    return Op.of("Min", 1, Reduction.min(a.array(), Messages.all(a.dim()), false))
        .inputByResult(a, a, Derivatives::ofExtremeOfAll)
        .output();
  }

  /// The greatest element; NaN wins.
  ///
  /// - Gradient: `g` shared equally among those that are greatest
  /// - As `torch.max`
  ///
  /// @throws IllegalArgumentException if there are no elements
  default Tensor max() {
    Tensor a = Op.self(this);
    checkElements(a, "max");
    return Op.of("Max", 1, Reduction.max(a.array(), Messages.all(a.dim()), false))
        .inputByResult(a, a, Derivatives::ofExtremeOfAll)
        .output();
  }

  /// The least elements along a dimension and where they lie, the first of equals. As `torch.min`.
  default ValuesIndices min(int dim) {
    return min(dim, false);
  }

  /// The least elements along a dimension and where they lie, the first of equals.
  ///
  /// - Gradient: `g` at that place
  /// - As `torch.min`
  default ValuesIndices min(int dim, boolean keepdim) {
    Tensor a = Op.self(this);
    int at = checkedDim(a, dim, "min");
    NDArray values = Reduction.min(a.array(), over(a, at), keepdim);
    return picked("Min", a, values, position(a, at, keepdim, true), at, keepdim);
  }

  /// The greatest elements along a dimension and where they lie, the first of equals. As
  /// `torch.max`.
  default ValuesIndices max(int dim) {
    return max(dim, false);
  }

  /// The greatest elements along a dimension and where they lie, the first of equals.
  ///
  /// - Gradient: `g` at that place
  /// - As `torch.max`
  default ValuesIndices max(int dim, boolean keepdim) {
    Tensor a = Op.self(this);
    int at = checkedDim(a, dim, "max");
    NDArray values = Reduction.max(a.array(), over(a, at), keepdim);
    return picked("Max", a, values, position(a, at, keepdim, false), at, keepdim);
  }

  private static ValuesIndices picked(
      String name, Tensor a, NDArray values, Tensor indices, int dim, boolean keepdim) {
    Shape shape = a.shape();
    Tensor result =
        Op.of(name, values)
            .input(a, indices, (g, at) -> Derivatives.ofPicked(g, shape, dim, keepdim, at))
            .output();
    return new ValuesIndices(result, indices);
  }

  /// The least element over dimensions.
  ///
  /// - Gradient: `g` shared equally among those that are least
  /// - As `torch.amin`
  default Tensor amin(int[] dims, boolean keepdim) {
    Tensor a = Op.self(this);
    int[] over = Messages.dims(dims, a.dim());
    checkSizes(a, dims, "amin");
    return Op.of("Amin", Reduction.min(a.array(), over, keepdim))
        .inputByResult(a, a, (g, x, y) -> Derivatives.ofExtremes(g, x, y, over, keepdim))
        .output();
  }

  /// The greatest element over dimensions.
  ///
  /// - Gradient: `g` shared equally among those that are greatest
  /// - As `torch.amax`
  default Tensor amax(int[] dims, boolean keepdim) {
    Tensor a = Op.self(this);
    int[] over = Messages.dims(dims, a.dim());
    checkSizes(a, dims, "amax");
    return Op.of("Amax", Reduction.max(a.array(), over, keepdim))
        .inputByResult(a, a, (g, x, y) -> Derivatives.ofExtremes(g, x, y, over, keepdim))
        .output();
  }

  /// The least element. As `torch.amin`.
  default Tensor amin(int... dims) {
    return amin(dims, false);
  }

  /// The greatest element. As `torch.amax`.
  default Tensor amax(int... dims) {
    return amax(dims, false);
  }

  /// Where the greatest of all elements lies in row-major order, the first of equals: int64. As
  /// `torch.argmax`.
  ///
  /// @throws IndexOutOfBoundsException if there are no elements
  default Tensor argmax() {
    return new Tensor(Reduction.argmax(flat(Op.self(this), "argmax"), 0, false));
  }

  /// Where the greatest elements along a dimension lie, the first of equals: int64. As
  /// `torch.argmax`.
  default Tensor argmax(int dim) {
    return argmax(dim, false);
  }

  /// Where the greatest elements along a dimension lie, the first of equals: int64. As
  /// `torch.argmax`.
  default Tensor argmax(int dim, boolean keepdim) {
    Tensor a = Op.self(this);
    checkNotBool(a, "argmax");
    int at = checkedDim(a, dim, "argmax");
    return position(a, at, keepdim, false);
  }

  /// Where the least of all elements lies in row-major order, the first of equals: int64. As
  /// `torch.argmin`.
  ///
  /// @throws IndexOutOfBoundsException if there are no elements
  default Tensor argmin() {
    return new Tensor(Reduction.argmin(flat(Op.self(this), "argmin"), 0, false));
  }

  /// Where the least elements along a dimension lie, the first of equals: int64. As `torch.argmin`.
  default Tensor argmin(int dim) {
    return argmin(dim, false);
  }

  /// Where the least elements along a dimension lie, the first of equals: int64. As `torch.argmin`.
  default Tensor argmin(int dim, boolean keepdim) {
    Tensor a = Op.self(this);
    checkNotBool(a, "argmin");
    int at = checkedDim(a, dim, "argmin");
    return position(a, at, keepdim, true);
  }

  private static NDArray total(Tensor a, int[] dims, boolean keepdim, DType dtype) {
    return Reduction.sum(a.array(), dims, keepdim, dtype);
  }

  private static int count(Tensor a, int[] dims) {
    int count = 1;
    for (int d : dims) count *= a.shape().size(d);
    return count;
  }

  private static Tensor position(Tensor a, int dim, boolean keepdim, boolean least) {
    if (a.dim() == 0) return new Tensor(NDArray.scalar(DType.INT64, 0));
    return new Tensor(
        least
            ? Reduction.argmin(a.array(), dim, keepdim)
            : Reduction.argmax(a.array(), dim, keepdim));
  }

  private static int[] over(Tensor a, int dim) {
    return a.dim() == 0 ? new int[0] : new int[] {dim};
  }

  private static NDArray flat(Tensor a, String name) {
    if (a.numel() == 0) {
      throw new IndexOutOfBoundsException(
          name + "(): Expected reduction dim to be specified for input.numel() == 0.");
    }
    checkNotBool(a, name);
    return a.detach().reshape(-1).array();
  }

  private static void checkNotBool(Tensor a, String name) {
    Messages.check(a.dtype() != DType.BOOL, "%s(): does not support bool input", name);
  }

  private static int checkedDim(Tensor a, int dim, String name) {
    int at = Messages.dim(dim, a.dim());
    checkSize(a, at, at, name);
    return at;
  }

  /// @param dims as they were given, none for all
  private static void checkSizes(Tensor a, int[] dims, String name) {
    if (dims.length == 0) checkElements(a, name);
    for (int d : dims) checkSize(a, Messages.dim(d, a.dim()), d, name);
  }

  private static void checkSize(Tensor a, int dim, int named, String name) {
    if (a.dim() > 0 && a.shape().size(dim) == 0) {
      throw new IndexOutOfBoundsException(
          name + "(): Expected reduction dim " + named + " to have non-zero size.");
    }
  }

  private static void checkElements(Tensor a, String name) {
    Messages.check(
        a.numel() > 0,
        "%s(): Expected reduction dim to be specified for input.numel() == 0. Specify the reduction"
            + " dim with the 'dim' argument.",
        name);
  }

  private static void checkMean(DType dtype, String which) {
    Messages.check(
        dtype.isFloatingPoint(),
        "mean(): could not infer output dtype. %s dtype must be either a floating point or complex"
            + " dtype. Got: %s",
        which,
        Promotion.name(dtype));
  }
}
