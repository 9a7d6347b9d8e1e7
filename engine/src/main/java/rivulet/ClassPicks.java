package rivulet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rivulet.array.DType;
import rivulet.array.Elementwise;
import rivulet.array.Indexing;
import rivulet.array.NDArray;
import rivulet.array.Shape;

/// The log-probabilities that targets pick, and what each counts in a loss.
///
/// @param shape of the log-probabilities
/// @param indices where the picked ones lie
/// @param counted false where the target is to be ignored
/// @param factors minus the weight, in a mean divided by the sum of the weights
/// @param reduced whether the loss is one number
record ClassPicks(
    Shape shape, List<Tensor> indices, Tensor counted, Tensor factors, boolean reduced) {

  static ClassPicks of(
      Tensor logs, Tensor target, @Nullable Tensor weight, long ignored, String reduction) {
    Losses.share(reduction, 1);
    check(logs, target, weight);
    Tensor seen = target.detach();
    Tensor counted = seen.ne(ignored);
    Tensor classes = seen.where(counted, 0);
    checkRange(classes, logs.size(classDim(logs)));
    Tensor weights = weights(logs, classes, counted, weight);
    Tensor factors = weights.neg();
    if (reduction.equals("mean")) factors = factors.div(weights.sum());
    boolean reduced = !reduction.equals("none");
    return new ClassPicks(logs.shape(), indices(logs, classes), counted, factors, reduced);
  }

  /// The loss of log-probabilities.
  NDArray loss(NDArray logs) {
    List<@Nullable NDArray> at = new ArrayList<>();
    for (Tensor index : indices) at.add(index.array());
    NDArray picked = Indexing.index(logs, at);
    NDArray zero = NDArray.zeros(Shape.SCALAR, logs.dtype());
    NDArray kept = Elementwise.where(counted.array(), picked, zero, logs.dtype());
    NDArray losses = Elementwise.apply(Elementwise.Binary.MUL, kept, factors.array(), logs.dtype());
    return Losses.reduce(losses, reduced ? "sum" : "none");
  }

  /// The gradient of the log-probabilities.
  Tensor spread(Tensor g) {
    Tensor zeros = new Tensor(NDArray.zeros(shape, g.dtype()));
    Tensor kept = factors.where(counted, 0);
    return zeros.indexPut(indices, g.mul(kept), false);
  }

  private static int classDim(Tensor logs) {
    return logs.dim() == 1 ? 0 : 1;
  }

  private static Tensor weights(
      Tensor logs, Tensor classes, Tensor counted, @Nullable Tensor weight) {
    Tensor all =
        weight == null
            ? Tensors.ones(classes.shape().toArray(), logs.dtype())
            : weight.detach().index(List.of(classes));
    return all.where(counted, 0);
  }

  /// By dimension: where there is no class, the position itself.
  private static List<Tensor> indices(Tensor logs, Tensor classes) {
    if (logs.dim() == 1) return List.of(classes);
    List<Tensor> indices = new ArrayList<>();
    for (int d = 0; d < logs.dim(); d++) {
      indices.add(d == 1 ? classes : positions(logs.size(d), d == 0 ? 0 : d - 1, logs.dim() - 1));
    }
    return indices;
  }

  private static Tensor positions(int size, int dim, int rank) {
    int[] sizes = new int[rank];
    Arrays.fill(sizes, 1);
    sizes[dim] = size;
    return Tensors.arange(size).reshape(sizes);
  }

  private static void check(Tensor logs, Tensor target, @Nullable Tensor weight) {
    Messages.check(logs.dim() > 0, "input tensor should be 1D or 2D");
    int[] sizes = logs.shape().toArray();
    int[] expected = logs.dim() == 1 ? new int[0] : without(sizes, 1);
    Messages.check(
        logs.dim() == 1 || target.dim() == 0 || target.size(0) == sizes[0],
        "Expected input batch_size (%d) to match target batch_size (%d).",
        sizes[0],
        target.dim() == 0 ? 0 : target.size(0));
    Messages.check(
        Arrays.equals(expected, target.shape().toArray()),
        "0D or 1D target tensor expected, multi-target not supported");
    Messages.check(
        target.dtype() == DType.INT64,
        "expected scalar type Long but found %s",
        Promotion.name(target.dtype()));
    int classes = sizes[classDim(logs)];
    Messages.check(
        weight == null || (weight.dim() == 1 && weight.size(0) == classes),
        "weight tensor should be defined either for all %d classes or no classes but got weight"
            + " tensor of shape: %s",
        classes,
        weight == null ? "" : Messages.list(weight.shape()));
  }

  private static int[] without(int[] sizes, int dim) {
    int[] rest = new int[sizes.length - 1];
    for (int d = 0; d < rest.length; d++) rest[d] = sizes[d < dim ? d : d + 1];
    return rest;
  }

  private static void checkRange(Tensor classes, int count) {
    if (classes.numel() == 0) return;
    long least = classes.min().itemLong();
    long greatest = classes.max().itemLong();
    long wrong = least < 0 ? least : greatest;
    if (wrong < 0 || wrong >= count) {
      throw new IndexOutOfBoundsException("Target " + wrong + " is out of bounds.");
    }
  }
}
