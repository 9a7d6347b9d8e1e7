package rivulet;

import static rivulet.OpCase.op;
import static rivulet.Tensors.ellipsis;
import static rivulet.Tensors.ones;
import static rivulet.Tensors.slice;
import static rivulet.Tensors.tensor;

import java.util.List;
import java.util.stream.Stream;
import rivulet.array.DType;

/// A line for every public op: samples, and how it fails.
final class OpCases {
  private static final String BROADCAST =
      "The size of tensor a (3) must match the size of tensor b (4) at non-singleton dimension 0";
  private static final String DIMENSION =
      "Dimension out of range (expected to be in range of [-2, 1], but got 2)";
  private static final String LEAF =
      "a leaf Variable that requires grad is being used in an in-place operation.";
  private static final String VIEW =
      "a view of a leaf Variable that requires grad is being used in an in-place operation.";
  private static final String CAST =
      "result type Float can't be cast to the desired output type Long";

  private OpCases() {}

  static List<OpCase> everyCase() {
    return Stream.of(
            arithmetic(),
            functions(),
            comparisons(),
            inPlace(),
            reductions(),
            shapes(),
            indexing(),
            products(),
            random(),
            LayerCases.everyCase())
        .flatMap(List::stream)
        .toList();
  }

  private static Tensor whole(long... values) {
    return tensor(values);
  }

  private static Tensor leaf() {
    return ones(3).requiresGrad_();
  }

  private static List<OpCase> arithmetic() {
    return List.of(
        op("add", "2x3 3", t -> t[0].add(t[1])).fails(BROADCAST, () -> ones(3).add(ones(4))),
        op("add", "2x3", t -> t[0].add(2)),
        op("add", "3 2x3", t -> t[0].add(t[1], 0.5))
            .fails(
                "For integral input tensors, argument alpha must not be a floating point number.",
                () -> whole(1).add(whole(1), 0.5)),
        op("sub", "2x3 3", t -> t[0].sub(t[1]))
            .fails(
                "Subtraction, the `-` operator, with two bool tensors is not supported.",
                () -> tensor(true).sub(tensor(true))),
        op("sub", "3 2x3", t -> t[0].sub(t[1], 2)),
        op("rsub", "2x3 3", t -> t[0].rsub(t[1])).fails(BROADCAST, () -> ones(4).rsub(ones(3))),
        op("rsub", "2x3", t -> t[0].rsub(1)),
        op("mul", "2x3 3", t -> t[0].mul(t[1])).fails(BROADCAST, () -> ones(3).mul(ones(4))),
        op("mul", "-", t -> t[0].mul(0.5)),
        op("div", "2x3 3", t -> t[0].div(t[1]))
            .awayFromZero()
            .fails(BROADCAST, () -> ones(3).div(ones(4))),
        op("div", "4", t -> t[0].div(2)),
        op("div", "4", t -> t[0].div(0.7, "floor"))
            .fails(
                "div expected rounding_mode to be one of None, 'trunc', or 'floor' but found 'up'",
                () -> ones(1).div(2, "up")),
        op("remainder", "2x3 3", t -> t[0].remainder(t[1])).positive(),
        op("pow", "2x3 3", t -> t[0].pow(t[1]))
            .positive()
            .fails("Integers to negative integer powers are not allowed.", () -> whole(2).pow(-1)),
        op("pow", "2x3", t -> t[0].pow(3)),
        op("pow", "2x3", t -> t[0].pow(2.5)).positive(),
        op("sin", "2x3", t -> t[0].sin()),
        op("cos", "2x3", t -> t[0].cos()),
        op("log1p", "2x3", t -> t[0].log1p()).positive(),
        op("rsqrt", "2x3", t -> t[0].rsqrt()).positive(),
        op("erf", "2x3", t -> t[0].erf()),
        op("neg", "2x3", t -> t[0].neg())
            .fails(
                "Negation, the `-` operator, on a bool tensor is not supported.",
                () -> tensor(true).neg()),
        op("minimum", "2x3 3", t -> t[0].minimum(t[1]))
            .fails(BROADCAST, () -> ones(3).minimum(ones(4))),
        op("maximum", "2x3 3", t -> t[0].maximum(t[1]))
            .fails(BROADCAST, () -> ones(3).maximum(ones(4))),
        op("min", "2x3 3", t -> t[0].min(t[1])),
        op("max", "2x3 3", t -> t[0].max(t[1])),
        op("where", "2x3 3", t -> t[0].where(t[0].gt(0), t[1]))
            .fails(
                "where expected condition to be a boolean tensor, but got a tensor with dtype Float",
                () -> ones(2).where(ones(2), ones(2))));
  }

  private static List<OpCase> functions() {
    return List.of(
        op("exp", "2x3", t -> t[0].exp()),
        op("log", "2x3", t -> t[0].log()).positive(),
        op("sqrt", "2x3", t -> t[0].sqrt()).positive(),
        op("tanh", "2x3", t -> t[0].tanh()),
        op("sigmoid", "2x3", t -> t[0].sigmoid()),
        op("relu", "2x3", t -> t[0].relu()).awayFromZero(),
        op("abs", "2x3", t -> t[0].abs()).awayFromZero(),
        op("sign", "2x3", t -> t[0].sign()).awayFromZero(),
        op("square", "2x3", t -> t[0].square()),
        op("reciprocal", "2x3", t -> t[0].reciprocal()).awayFromZero());
  }

  private static List<OpCase> comparisons() {
    return List.of(
        op("eq", "2x3 3", t -> t[0].eq(t[1])).fails(BROADCAST, () -> ones(3).eq(ones(4))),
        op("ne", "2x3 3", t -> t[0].ne(t[1])).fails(BROADCAST, () -> ones(3).ne(ones(4))),
        op("lt", "2x3 3", t -> t[0].lt(t[1])).fails(BROADCAST, () -> ones(3).lt(ones(4))),
        op("le", "2x3 3", t -> t[0].le(t[1])).fails(BROADCAST, () -> ones(3).le(ones(4))),
        op("gt", "2x3 3", t -> t[0].gt(t[1])).fails(BROADCAST, () -> ones(3).gt(ones(4))),
        op("ge", "2x3 3", t -> t[0].ge(t[1])).fails(BROADCAST, () -> ones(3).ge(ones(4))),
        op("logicalNot", "2x3", t -> t[0].logicalNot()),
        op("logicalAnd", "2x3 3", t -> t[0].logicalAnd(t[1])),
        op("logicalOr", "2x3 3", t -> t[0].logicalOr(t[1])),
        op("logicalXor", "2x3 3", t -> t[0].logicalXor(t[1])),
        op("bitwiseNot", "2x3", t -> t[0].gt(0).bitwiseNot()),
        op("bitwiseAnd", "2x3 3", t -> t[0].gt(0).bitwiseAnd(t[1].gt(0))),
        op("bitwiseOr", "2x3 3", t -> t[0].gt(0).bitwiseOr(t[1].gt(0))),
        op("bitwiseXor", "2x3 3", t -> t[0].gt(0).bitwiseXor(t[1].gt(0))),
        op("any", "2x3", t -> t[0].gt(1).any()),
        op("all", "2x3", t -> t[0].gt(-1).all()));
  }

  private static List<OpCase> inPlace() {
    return List.of(
        op("add_", "2x3 3", t -> t[0].add_(t[1])).fails(LEAF, () -> leaf().add_(1)),
        op("add_", "2x3 3", t -> t[0].add_(t[1], 2)).fails(CAST, () -> whole(1).add_(1.5)),
        op("sub_", "2x3 3", t -> t[0].sub_(t[1])).fails(LEAF, () -> leaf().sub_(1)),
        op("mul_", "2x3 3", t -> t[0].mul_(t[1])).fails(LEAF, () -> leaf().mul_(2)),
        op("div_", "2x3 3", t -> t[0].div_(t[1]))
            .awayFromZero()
            .fails(CAST, () -> whole(1).div_(2)),
        op("div_", "2x3", t -> t[0].to(DType.INT64).div_(2, "floor")),
        op("remainder_", "2x3 3", t -> t[0].remainder_(t[1])).positive(),
        op("remainder_", "2x3", t -> t[0].to(DType.INT64).remainder_(2)),
        op("pow_", "2x3 3", t -> t[0].pow_(t[1])).positive(),
        op("eq_", "2x3 3", t -> t[0].eq_(t[1])),
        op("ne_", "2x3 3", t -> t[0].ne_(t[1])),
        op("lt_", "2x3 3", t -> t[0].lt_(t[1])),
        op("le_", "2x3 3", t -> t[0].le_(t[1])),
        op("gt_", "2x3 3", t -> t[0].gt_(t[1])),
        op("ge_", "2x3 3", t -> t[0].ge_(t[1])),
        op("neg_", "2x3", t -> t[0].neg_()),
        op("exp_", "2x3", t -> t[0].exp_()).fails(CAST, () -> whole(1).exp_()),
        op("log_", "2x3", t -> t[0].log_()).positive(),
        op("sqrt_", "2x3", t -> t[0].sqrt_()).positive().fails(CAST, () -> whole(1).sqrt_()),
        op("tanh_", "2x3", t -> t[0].tanh_()),
        op("sigmoid_", "2x3", t -> t[0].sigmoid_()),
        op("relu_", "2x3", t -> t[0].relu_()).awayFromZero(),
        op("abs_", "2x3", t -> t[0].abs_()).awayFromZero(),
        op("sign_", "2x3", t -> t[0].sign_()).awayFromZero(),
        op("square_", "2x3", t -> t[0].square_()),
        op("reciprocal_", "2x3", t -> t[0].reciprocal_()).awayFromZero(),
        op("zero_", "2x3", t -> t[0].zero_()).fails(LEAF, () -> leaf().zero_()),
        op("fill_", "2x3 -", t -> t[0].fill_(t[1]))
            .fails(
                "fill_ only supports 0-dimension value tensor but got tensor with 1 dimensions.",
                () -> ones(2).fill_(ones(2))),
        op("fill_", "2x3", t -> t[0].fill_(2.5)),
        op("copy_", "2x3 3", t -> t[0].copy_(t[1]))
            .fails(
                "The size of tensor a (2) must match the size of tensor b (3) at non-singleton dimension 0",
                () -> ones(2).copy_(ones(3))),
        op("t_", "2x3", t -> t[0].t_()),
        op("transpose_", "2x3", t -> t[0].transpose_(0, 1))
            .fails(DIMENSION, () -> ones(2, 3).transpose_(0, 2)),
        op("squeeze_", "2x1", t -> t[0].squeeze_()),
        op("unsqueeze_", "2x3", t -> t[0].unsqueeze_(1)));
  }

  private static List<OpCase> reductions() {
    return List.of(
        op("sum", "2x3", t -> t[0].sum()).fails(DIMENSION, () -> ones(2, 3).sum(2)),
        op("sum", "2x3x2", t -> t[0].sum(new int[] {0, -1}, true)),
        op("mean", "2x3", t -> t[0].mean())
            .fails("mean(): could not infer output dtype.", () -> whole(1).mean()),
        op("mean", "2x3", t -> t[0].mean(1)),
        op("min", "2x3", t -> t[0].min())
            .fails(
                "min(): Expected reduction dim to be specified for input.numel() == 0.",
                () -> ones(0).min()),
        op("max", "2x3", t -> t[0].max(1).values())
            .fails(
                "max(): Expected reduction dim 1 to have non-zero size.", () -> ones(2, 0).max(1)),
        op("amin", "2x3", t -> t[0].amin(1)),
        op("amax", "2x3", t -> t[0].amax(new int[] {0, 1}, false)),
        op("argmin", "2x3", t -> t[0].argmin()),
        op("argmax", "2x3", t -> t[0].argmax(1))
            .fails(
                "argmax(): Expected reduction dim to be specified for input.numel() == 0.",
                () -> ones(0).argmax()));
  }

  private static List<OpCase> shapes() {
    return List.of(
        op("reshape", "2x3", t -> t[0].reshape(3, -1))
            .fails("shape '[4]' is invalid for input of size 6", () -> ones(6).reshape(4)),
        op("view", "2x3", t -> t[0].contiguous().view(6))
            .fails(
                "view size is not compatible with input tensor's size and stride",
                () -> ones(2, 3).t().view(6)),
        op("viewAs", "2x3 6", t -> t[0].contiguous().viewAs(t[1])),
        op("flatten", "2x3", t -> t[0].flatten()),
        op("expand", "2x1", t -> t[0].expand(4, 2, 3))
            .fails(
                "The expanded size of the tensor (3) must match the existing size (2) at non-singleton dimension 0.",
                () -> ones(2).expand(3)),
        op("expandAs", "1x3 2x3", t -> t[0].expandAs(t[1])),
        op("transpose", "2x3", t -> t[0].transpose(0, -1))
            .fails(DIMENSION, () -> ones(2, 3).transpose(0, 2)),
        op("t", "2x3", t -> t[0].t())
            .fails(
                "t() expects a tensor with <= 2 dimensions, but self is 3D",
                () -> ones(1, 1, 1).t()),
        op("T", "2x3", t -> t[0].T()),
        op("permute", "2x3x2", t -> t[0].permute(2, 0, 1))
            .fails("permute(): duplicate dims are not allowed.", () -> ones(2, 3).permute(0, 0)),
        op("contiguous", "2x3", t -> t[0].t().contiguous()),
        op("to", "2x3", t -> t[0].to(DType.FLOAT64).to(t[0].dtype())),
        op("squeeze", "2x1x3", t -> t[0].squeeze(1)).fails(DIMENSION, () -> ones(2, 3).squeeze(2)),
        op("unsqueeze", "2x3", t -> t[0].unsqueeze(-1))
            .fails(
                "Dimension out of range (expected to be in range of [-2, 1], but got 3)",
                () -> ones(3).unsqueeze(3)));
  }

  private static List<OpCase> indexing() {
    return List.of(
        op("select", "2x3", t -> t[0].select(1, -1))
            .fails(DIMENSION, () -> ones(2, 3).select(2, 0)),
        op("slice", "2x5", t -> t[0].slice(1, 1, null, 2)),
        op("narrow", "2x5", t -> t[0].narrow(1, 1, 3))
            .fails(
                "start (1) + length (5) exceeds dimension size (5).",
                () -> ones(2, 5).narrow(1, 1, 5)),
        op("get", "3x4", t -> t[0].get(slice(0, 2), 1))
            .fails("index 5 is out of bounds for dimension 0 with size 2", () -> ones(2, 3).get(5)),
        op("get", "3x4", t -> t[0].get(ellipsis(), whole(0, 0, 2)))
            .fails(
                "tensors used as indices must be long, int, byte or bool tensors",
                () -> ones(3).get(tensor(0.5))),
        op("get", "3x4", t -> t[0].get(t[0].detach().gt(0))),
        op("get", "3x4", t -> t[0].get("::2, 1"))
            .fails("too many indices for tensor of dimension 1", () -> ones(3).get(0, 0)),
        op("set", "3x4 2", t -> t[0].set(t[1], slice(0, 2), 1))
            .fails(VIEW, () -> leaf().set(1.0, 0)),
        op("set", "3x4 -", t -> t[0].set(t[1], "1")),
        op("index", "3x4", t -> t[0].index(List.of(whole(2, 0, 2))))
            .fails(
                "index 5 is out of bounds for dimension 0 with size 3",
                () -> ones(3).index(List.of(whole(5)))),
        op("indexPut", "3x4 4", t -> t[0].indexPut(List.of(whole(2, 0)), t[1], false)),
        op("indexPut_", "3x4 2x4", t -> t[0].indexPut_(List.of(whole(2, 2)), t[1], true)),
        op("nonzero", "3x4", t -> t[0].gt(0).nonzero()),
        op("fill", "2x3 -", t -> t[0].fill(t[1]))
            .fails(
                "fill_ only supports 0-dimension value tensor but got tensor with 1 dimensions.",
                () -> ones(2).fill(ones(2))),
        op("fill", "2x3", t -> t[0].fill(3)));
  }

  private static List<OpCase> products() {
    return List.of(
        op("mm", "2x3 3x4", t -> t[0].mm(t[1]))
            .fails(
                "mat1 and mat2 shapes cannot be multiplied (2x3 and 4x5)",
                () -> ones(2, 3).mm(ones(4, 5))),
        op("mv", "2x3 3", t -> t[0].mv(t[1]))
            .fails(
                "size mismatch, got input (2), mat (2x3), vec (4)", () -> ones(2, 3).mv(ones(4))),
        op("dot", "3 3", t -> t[0].dot(t[1]))
            .fails("1D tensors expected", () -> ones(2, 3).dot(ones(3))),
        op("bmm", "2x3x2 2x2x1", t -> t[0].bmm(t[1]))
            .fails(
                "Expected size for first two dimensions of batch2 tensor to be: [2, 4] but got: [3, 4].",
                () -> ones(2, 3, 4).bmm(ones(3, 4, 5))),
        op("rmatmul", "3x4 2x3", t -> t[0].rmatmul(t[1])),
        op("matmul", "2x1x3x2 4x2x2", t -> t[0].matmul(t[1])));
  }

  private static List<OpCase> random() {
    return List.of(
        op("uniform_", "2x3", t -> t[0].uniform_(-1, 2))
            .fails(
                "uniform_ expects to return a [from, to) range, but found from=2 > to=1",
                () -> ones(3).uniform_(2, 1)),
        op("normal_", "2x3", t -> t[0].normal_(1, 2))
            .fails("normal expects std >= 0.0, but found std -1", () -> ones(3).normal_(0, -1)));
  }
}
