package rivulet;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rivulet.array.Convolution;
import rivulet.array.DType;
import rivulet.array.MatMul;
import rivulet.array.NDArray;
import rivulet.array.Pooling;
import rivulet.array.Shape;

/// What the layers' operations share: shapes that are brought to one form, and checks.
final class Layers {
  private Layers() {}

  static @Nullable NDArray array(@Nullable Tensor tensor) {
    return tensor == null ? null : tensor.array();
  }

  // ---- linear

  static Tensor vector(Tensor x, Tensor weight, @Nullable Tensor bias) {
    Tensor product = x.matmul(weight);
    return bias == null ? product : product.add(bias);
  }

  static NDArray linear(Tensor x, Tensor weight, @Nullable Tensor bias) {
    NDArray a = x.array();
    NDArray w = weight.array().transpose(0, 1);
    if (bias == null) return Op.product(x, weight, () -> MatMul.mm(a, w), a, w);
    NDArray b = bias.array();
    return Op.product(x, weight, () -> MatMul.addmm(b, a, w), a, w, b);
  }

  /// All rows of the batch in one product.
  static Tensor folded(Tensor x, Tensor weight, @Nullable Tensor bias) {
    Messages.check(x.dim() > 0, "both arguments to linear need to be at least 1D");
    int[] sizes = x.shape().toArray();
    int inner = sizes[sizes.length - 1];
    int rows = 1;
    for (int d = 0; d < sizes.length - 1; d++) rows *= sizes[d];
    sizes[sizes.length - 1] = weight.size(0);
    return x.reshape(rows, inner).linear(weight, bias).reshape(sizes);
  }

  static void checkLinear(Tensor x, Tensor weight, @Nullable Tensor bias) {
    Messages.check(
        x.size(1) == weight.size(1),
        "mat1 and mat2 shapes cannot be multiplied (%s and %dx%d)",
        Messages.times(x.shape()),
        weight.size(1),
        weight.size(0));
    Messages.check(
        x.dtype() == weight.dtype(),
        "mat1 and mat2 must have the same dtype, but got %s and %s",
        Promotion.name(x.dtype()),
        Promotion.name(weight.dtype()));
    if (bias == null) return;
    InPlace.checkShape(
        new Tensor(x.array().slice(1, 0, 1, 1).expand(Shape.of(x.size(0), weight.size(0)))),
        Shape.of(x.size(0), weight.size(0)).broadcast(bias.shape()));
  }

  // ---- convolution

  static Tensor convolve(
      Tensor x, Tensor weight, @Nullable Tensor bias, Window window, int groups, int dims) {
    checkConvolution(x, weight, bias, window, groups, dims);
    if (x.dim() == dims + 1) {
      return convolve(x.unsqueeze(0), weight, bias, window, groups, dims).squeeze(0);
    }
    Convolution convolution =
        new Convolution(
            window.stride(), window.before(), window.after(), window.dilation(), groups);
    for (int d = 0; d < dims; d++) checkKernel(x, weight, window, d);
    return LayerDerivatives.convolution("Convolution", convolution, x, weight, bias);
  }

  private static void checkConvolution(
      Tensor x, Tensor weight, @Nullable Tensor bias, Window window, int groups, int dims) {
    Messages.check(
        Arrays.stream(window.stride()).allMatch(s -> s > 0),
        "non-positive stride is not supported");
    Messages.check(
        Arrays.stream(window.before()).allMatch(p -> p >= 0), "negative padding is not supported");
    Messages.check(
        Arrays.stream(window.dilation()).allMatch(d -> d > 0),
        "dilation should be greater than zero");
    Messages.check(weight.dim() >= 3, "weight should have at least three dimensions");
    Messages.check(
        weight.dim() == dims + 2,
        "Expected %d-dimensional input for %d-dimensional weight %s, but got %d-dimensional input of"
            + " size %s instead",
        weight.dim(),
        weight.dim(),
        Messages.list(weight.shape()),
        x.dim(),
        Messages.list(x.shape()));
    Messages.check(
        x.dim() == dims + 2 || x.dim() == dims + 1,
        "Expected %dD (unbatched) or %dD (batched) input to conv%dd, but got input of size: %s",
        dims + 1,
        dims + 2,
        dims,
        Messages.list(x.shape()));
    checkGroups(x, weight, bias, groups, dims);
  }

  private static void checkGroups(
      Tensor x, Tensor weight, @Nullable Tensor bias, int groups, int dims) {
    Messages.check(groups > 0, "non-positive groups is not supported");
    Messages.check(
        weight.size(0) >= groups,
        "Given groups=%d, expected weight to be at least %d at dimension 0, but got weight of size %s"
            + " instead",
        groups,
        groups,
        Messages.list(weight.shape()));
    Messages.check(
        weight.size(0) % groups == 0,
        "Given groups=%d, expected weight to be divisible by %d at dimension 0, but got weight of"
            + " size %s instead",
        groups,
        groups,
        Messages.list(weight.shape()));
    int channels = x.size(x.dim() - dims - 1);
    Messages.check(
        channels == weight.size(1) * groups,
        "Given groups=%d, weight of size %s, expected input%s to have %d channels, but got %d"
            + " channels instead",
        groups,
        Messages.list(weight.shape()),
        Messages.list(x.shape()),
        weight.size(1) * groups,
        channels);
    Messages.check(
        bias == null || (bias.dim() == 1 && bias.size(0) == weight.size(0)),
        "Given weight of size %s, expected bias to be 1-dimensional with %d elements, but got bias of"
            + " size %s instead",
        Messages.list(weight.shape()),
        weight.size(0),
        bias == null ? "" : Messages.list(bias.shape()));
    Messages.check(
        x.dtype() == weight.dtype(),
        "Input type (%s) and weight type (%s) should be the same",
        Promotion.name(x.dtype()),
        Promotion.name(weight.dtype()));
    Messages.check(
        bias == null || x.dtype() == bias.dtype(),
        "Input type (%s) and bias type (%s) should be the same",
        Promotion.name(x.dtype()),
        bias == null ? "" : Promotion.name(bias.dtype()));
  }

  private static void checkKernel(Tensor x, Tensor weight, Window window, int d) {
    int padded = x.size(d + 2) + window.before()[d] + window.after()[d];
    Messages.check(
        padded >= window.dilation()[d] * (weight.size(d + 2) - 1) + 1,
        "Calculated padded input size per channel: (%d). Kernel size: (%d). Kernel size can't be"
            + " greater than actual input size",
        padded,
        weight.size(d + 2));
  }

  // ---- pooling

  /// What pooling found, before anybody asks where.
  ///
  /// @param places int32, a row for each plane
  record Pooled(Tensor values, Tensor places) {
    ValuesIndices withIndices() {
      Tensor indices = places.to(DType.INT64).reshape(values.shape().toArray());
      return new ValuesIndices(values, indices);
    }
  }

  static Pooled maxPool(Tensor x, int[] kernel, Window window, boolean ceilMode, int dims) {
    PoolSizes.check(x, kernel, window, dims);
    int[] space = PoolSizes.of(x, kernel, window, ceilMode, dims);
    int[] sizes = x.shape().toArray();
    int[] inner = Arrays.copyOfRange(sizes, sizes.length - dims, sizes.length);
    Pooling pooling =
        new Pooling(inner, kernel, window.stride(), window.before(), window.dilation(), space);
    Pooling.Greatest found = pooling.max(x.array());
    int windows = Arrays.stream(space).reduce(1, (a, b) -> a * b);
    Tensor places = new Tensor(found.places()).reshape(windows == 0 ? 0 : -1, windows);
    Tensor values =
        Op.of("MaxPool" + dims + "DWithIndices", found.values())
            .input(
                x,
                places,
                (g, at) ->
                    LayerDerivatives.ofPicked(g.reshape(at.shape().toArray()), at, pooling)
                        .reshape(sizes))
            .output();
    return new Pooled(values, places);
  }

  // ---- embedding and normalisation

  static void checkRows(Tensor indices, int rows) {
    Messages.check(
        !indices.dtype().isFloatingPoint(),
        "Expected tensor for argument #1 'indices' to have one of the following scalar types: Long,"
            + " Int; but got torch.%sTensor instead (while checking arguments for embedding)",
        Promotion.name(indices.dtype()));
    if (indices.numel() == 0) return;
    Tensor seen = indices.detach();
    if (seen.min().itemLong() < 0 || seen.max().itemLong() >= rows) {
      throw new IndexOutOfBoundsException("index out of range in self");
    }
  }

  static Tensor ofRows(Tensor g, Tensor indices, int rows, @Nullable Integer padding) {
    Tensor kept = padding == null ? g : g.where(indices.ne(padding).unsqueeze(-1), 0);
    Tensor zeros = new Tensor(NDArray.zeros(Shape.of(rows, g.size(-1)), g.dtype()));
    return zeros.indexPut(List.of(indices), kept, true);
  }

  static void checkNormalized(
      Tensor x, int[] shape, @Nullable Tensor weight, @Nullable Tensor bias) {
    Messages.check(
        shape.length > 0,
        "Expected normalized_shape to be at least 1-dimensional, i.e., containing at least one"
            + " element, but got normalized_shape = []");
    checkAffine("weight", weight, shape);
    checkAffine("bias", bias, shape);
    int[] sizes = x.shape().toArray();
    int extra = sizes.length - shape.length;
    Messages.check(
        extra >= 0
            && Arrays.equals(Arrays.copyOfRange(sizes, Math.max(extra, 0), sizes.length), shape),
        "Given normalized_shape=%s, expected input with shape [*, %s], but got input of size%s",
        Arrays.toString(shape),
        Arrays.toString(shape).replaceAll("[\\[\\]]", ""),
        Arrays.toString(sizes));
  }

  private static void checkAffine(String name, @Nullable Tensor affine, int[] shape) {
    Messages.check(
        affine == null || Arrays.equals(affine.shape().toArray(), shape),
        "Expected %s to be of same shape as normalized_shape, but got %s of shape %s and"
            + " normalized_shape = %s",
        name,
        name,
        affine == null ? "" : Messages.list(affine.shape()),
        Arrays.toString(shape));
  }
}
