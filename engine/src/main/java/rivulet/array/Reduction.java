package rivulet.array;

/// Reductions over dimensions. Blocks depend on the shape alone, so bits never depend on the number
/// of threads.
public final class Reduction {
  /// From so many elements on, a sum of all is a sum of blocks' sums.
  private static final int LONG = 1 << 16;

  private static final double NANOS = 0.15;

  private Reduction() {}

  /// The sum; `dims` normalised, distinct, ascending (all of them for a full reduction); kept as
  /// size 1 with `keepdim`. Integers wrap; float32 is summed up in double precision.
  public static NDArray sum(NDArray a, int[] dims, boolean keepdim, DType result) {
    if (Deferral.holds(a) && dims.length == a.rank()) {
      return Deferral.array(whole(a, keepdim), result, () -> sum(a, dims, keepdim, result), a);
    }
    DType compute = sumType(result);
    NDArray x = a.to(result).to(compute);
    if (compute == DType.FLOAT32 && Rows.areAround(x, dims)) {
      return Rows.foldAround(x, dims, keepdim, compute, Folds.SUM_OF_PARTS).to(result);
    }
    boolean isWhole = x.isContiguous() && dims.length == x.rank();
    if (isWhole && compute.isFloatingPoint() && x.numel() >= LONG) {
      return NDArray.full(whole(x, keepdim), compute, Scalar.of(longSum(x))).to(result);
    }
    return Rows.fold(x, dims, keepdim, compute, Folds.sum(compute), Folds.sumColumns(compute))
        .to(result);
  }

  /// The mean, as [#sum].
  public static NDArray mean(NDArray a, int[] dims, boolean keepdim, DType result) {
    if (Deferral.holds(a) && dims.length == a.rank()) {
      return Deferral.array(whole(a, keepdim), result, () -> mean(a, dims, keepdim, result), a);
    }
    int count = 1;
    for (int dim : dims) count *= a.shape().size(dim);
    NDArray sum = sum(a, dims, keepdim, result);
    Elementwise.applyInPlace(Elementwise.Binary.DIV, sum, Scalar.of((double) count), result);
    return sum;
  }

  /// The shape of what is reduced over all dimensions.
  private static Shape whole(NDArray a, boolean keepdim) {
    return keepdim ? Shape.ones(a.rank()) : Shape.SCALAR;
  }

  /// The sum of sums of blocks, in double precision.
  private static double longSum(NDArray a) {
    double[] due = a.offset() == 0 ? a.storage().sumsDue(a.numel()) : null;
    double[] sums = due == null ? sums(a) : due;
    return DoubleFolds.sum(sums, 0, sums.length);
  }

  private static double[] sums(NDArray a) {
    int block = FusedLoop.together(a.numel());
    double[] sums = new double[Math.ceilDiv(a.numel(), block)];
    int pairs = Math.ceilDiv(sums.length, 2);
    Raw.with(
        arrays ->
            Blocks.run(
                pairs,
                (long) (NANOS * a.numel()),
                pair -> sums(arrays[0], a, block, sums, pair, pair + pairs)),
        a);
    return sums;
  }

  /// The sums of two blocks, of which the second may be short or none.
  private static void sums(
      Object array, NDArray a, int block, double[] sums, int first, int second) {
    int start = a.offset() + first * block;
    int left = Math.min(block, a.numel() - second * block);
    if (array instanceof float[] floats && left == block) {
      int[] offsets = {start, a.offset() + second * block};
      FloatFolds.sums(floats, offsets, block, sums, new int[] {first, second});
    } else {
      sums[first] = sum(array, a.dtype(), start, Math.min(block, a.numel() - first * block));
      if (left > 0) sums[second] = sum(array, a.dtype(), a.offset() + second * block, left);
    }
  }

  private static double sum(Object array, DType dtype, int offset, int count) {
    PartialSums sum = new PartialSums(dtype);
    sum.add(array, offset, count);
    return sum.total();
  }

  private static DType sumType(DType result) {
    return result == DType.BOOL ? DType.INT64 : result.compute();
  }

  /// The least element. NaN wins, as in PyTorch (`amin`).
  public static NDArray min(NDArray a, int[] dims, boolean keepdim) {
    return extreme(a, dims, keepdim, true);
  }

  /// The greatest element. NaN wins, as in PyTorch (`amax`).
  public static NDArray max(NDArray a, int[] dims, boolean keepdim) {
    return extreme(a, dims, keepdim, false);
  }

  private static NDArray extreme(NDArray a, int[] dims, boolean keepdim, boolean least) {
    DType compute = a.dtype().compute();
    return Rows.fold(
            a.to(compute),
            dims,
            keepdim,
            compute,
            Folds.extreme(compute, least),
            Folds.extremeColumns(compute, least))
        .to(a.dtype());
  }

  /// Position (int64) along `dim` of the first least element; NaN wins.
  public static NDArray argmin(NDArray a, int dim, boolean keepdim) {
    return position(a, dim, keepdim, true);
  }

  /// Position (int64) along `dim` of the first greatest element; NaN wins.
  public static NDArray argmax(NDArray a, int dim, boolean keepdim) {
    return position(a, dim, keepdim, false);
  }

  private static NDArray position(NDArray a, int dim, boolean keepdim, boolean least) {
    int[] dims = {dim};
    DType compute = a.dtype().compute();
    Folds.Row fold = Folds.position(compute, least);
    return Rows.fold(a.to(compute), dims, keepdim, DType.INT64, fold, null);
  }

  /// The number of elements that are not 0: int64, rank 0.
  public static NDArray count(NDArray a) {
    int[] all = new int[a.rank()];
    for (int dim = 0; dim < all.length; dim++) all[dim] = dim;
    return sum(a.to(DType.BOOL), all, false, DType.INT64);
  }
}
