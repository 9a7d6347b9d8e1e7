package rivulet.oracle;

import static rivulet.Tensors.ones;
import static rivulet.Tensors.tensor;

import java.util.List;
import rivulet.Tensor;
import rivulet.TensorOperators;
import rivulet.Tensors;
import rivulet.array.DType;

/// PyTorch's failing calls, in Java.
final class ErrorTable {
  private static final String X = "x=torch.ones(3,requires_grad=True)";

  private ErrorTable() {}

  static void addTo(ErrorRunner table) {
    backward(table);
    inPlace(table);
    leaves(table);
    arithmetic(table);
    truths(table);
    products(table);
    shapes(table);
    indexing(table);
    joins(table);
    creation(table);
    reductions(table);
  }

  private static void backward(ErrorRunner table) {
    table.onLeaf("(x*2).backward()", x -> x.mul(2).backward());
    table.onLeaf("torch.ones(1).backward()", x -> ones(1).backward());
    table.after(
        X + "; y=(x.exp()).sum(); y.backward()",
        "y.backward()",
        () -> {
          Tensor y = ErrorRunner.leaf().exp().sum();
          y.backward();
          return y::backward;
        });
    table.onLeaf("(x*2).backward(torch.ones(4))", x -> x.mul(2).backward(ones(4)));
    table.onLeaf(
        "torch.autograd.grad((x*2).sum(), torch.ones(1,requires_grad=True))",
        x -> grad(x, ones(1).requiresGrad_()));
    table.onLeaf("torch.autograd.grad((x*2).sum(), torch.ones(1))", x -> grad(x, ones(1)));
    table.onLeaf("torch.autograd.grad((x*2).sum(), [])", ErrorTable::grad);
    table.onLeaf(
        "(x*2).sum().backward(inputs=[])",
        x -> x.mul(2).sum().backward(Tensors.options().inputs(new Tensor[0])));
  }

  private static void grad(Tensor x, Tensor... inputs) {
    Tensors.grad(List.of(x.mul(2).sum()), List.of(inputs), Tensors.options());
  }

  private static void inPlace(ErrorRunner table) {
    table.onLeaf("x.add_(1)", x -> x.add_(1));
    table.onLeaf("x[0]=1.", x -> x.set(1.0, 0));
    table.onLeaf("x.view(3).add_(1)", x -> x.view(3).add_(1));
    table.after(
        X + "; y=x.exp(); s=y.sum()",
        "y.add_(1); s.backward()",
        () -> {
          Tensor y = ErrorRunner.leaf().exp();
          Tensor s = y.sum();
          y.add_(1);
          return s::backward;
        });
    table.after(
        X + "; a=x*1; s=(a*a).sum()",
        "a.mul_(2); s.backward()",
        () -> {
          Tensor a = ErrorRunner.leaf().mul(1);
          Tensor s = a.mul(a).sum();
          a.mul_(2);
          return s::backward;
        });
    table.after(
        "x=torch.ones(3,requires_grad=True)\nwith torch.no_grad():\n  v=x.view(3)",
        "v.add_(1)",
        () -> {
          Tensor x = ErrorRunner.leaf();
          Tensor v = Tensors.noGrad(() -> x.view(3));
          return () -> v.add_(1);
        });
    table.on(
        "torch.ones(2,dtype=torch.int64).sqrt_()",
        () -> ones(new int[] {2}, DType.INT64),
        Tensor::sqrt_);
    table.on(
        "torch.ones(2,dtype=torch.int64).add_(1.5)",
        () -> ones(new int[] {2}, DType.INT64),
        t -> t.add_(1.5));
    table.on("torch.ones(2).add_(torch.ones(3))", () -> ones(2), t -> t.add_(ones(3)));
    table.on(
        "torch.zeros(2,2).fill_(t([1.,2.]))",
        () -> Tensors.zeros(2, 2),
        t -> t.fill_(tensor(new double[] {1, 2})));
  }

  private static void leaves(ErrorRunner table) {
    table.on("t([1,2]).requires_grad_()", () -> tensor(new long[] {1, 2}), Tensor::requiresGrad_);
    table.plain("torch.ones(1).register_hook(lambda g:g)", () -> ones(1).registerHook(g -> g));
    table.plain("torch.ones(1).retain_grad()", () -> ones(1).retainGrad());
    table.after(
        X + "; y=x*2",
        "y.requires_grad_(False)",
        () -> {
          Tensor y = ErrorRunner.leaf().mul(2);
          return () -> y.requiresGrad_(false);
        });
    table.onLeaf("x.grad=torch.ones(4)", x -> x.setGrad(ones(4)));
    table.onLeaf(
        "x.grad=torch.ones(3,dtype=torch.float64)",
        x -> x.setGrad(ones(new int[] {3}, DType.FLOAT64)));
    table.onLeaf("x.item()", Tensor::item);
    table.plain("t([1.,2.]).item()", () -> tensor(new double[] {1, 2}).item());
  }

  private static void arithmetic(ErrorRunner table) {
    table.plain("torch.ones(3)+torch.ones(4)", () -> ones(3).add(ones(4)));
    table.plain("torch.ones(2,3)+torch.ones(4,3)", () -> ones(2, 3).add(ones(4, 3)));
    table.plain("-t([True])", () -> TensorOperators.neg(truth()));
    table.plain("t([True])-t([True])", () -> TensorOperators.sub(truth(), truth()));
    table.plain("t([1,2])**-1", () -> tensor(new long[] {1, 2}).pow(-1));
    table.plain("t([1])//0", () -> tensor(new long[] {1}).div(0, "floor"));
    table.plain("torch.where(torch.ones(2),1.,2.)", () -> Tensors.where(ones(2), 1.0, 2.0));
  }

  private static void truths(ErrorRunner table) {
    table.plain("bool(t([1.,2.]))", () -> tensor(new double[] {1, 2}).itemBoolean());
    table.plain("bool(torch.ones(0))", () -> ones(0).itemBoolean());
  }

  private static Tensor truth() {
    return tensor(new boolean[] {true});
  }

  private static void products(ErrorRunner table) {
    table.plain("torch.ones(2,3)@torch.ones(4,5)", () -> ones(2, 3).matmul(ones(4, 5)));
    table.plain("torch.ones(2,3).mm(torch.ones(3))", () -> ones(2, 3).mm(ones(3)));
    table.plain("torch.ones(3)@torch.ones(4)", () -> ones(3).matmul(ones(4)));
    table.plain("torch.ones(2,3).mv(torch.ones(4))", () -> ones(2, 3).mv(ones(4)));
    table.plain("torch.ones(2,3,4).bmm(torch.ones(3,4,5))", () -> ones(2, 3, 4).bmm(ones(3, 4, 5)));
    table.plain(
        "torch.ones(2,3).double()@torch.ones(3,2)",
        () -> ones(new int[] {2, 3}, DType.FLOAT64).matmul(ones(3, 2)));
  }

  private static void shapes(ErrorRunner table) {
    table.plain("torch.ones(6).view(4)", () -> ones(6).view(4));
    table.plain("torch.ones(6).reshape(4,-1)", () -> ones(6).reshape(4, -1));
    table.plain("torch.ones(6).reshape(-1,-1)", () -> ones(6).reshape(-1, -1));
    table.plain("torch.ones(2,3).t().view(6)", () -> ones(2, 3).t().view(6));
    table.plain("torch.ones(2,3).transpose(0,2)", () -> ones(2, 3).transpose(0, 2));
    table.plain("torch.ones(2,3).permute(0,0)", () -> ones(2, 3).permute(0, 0));
    table.plain("torch.ones(2,3).permute(0)", () -> ones(2, 3).permute(0));
    table.plain("torch.ones(2,3).expand(3,3)", () -> ones(2, 3).expand(3, 3));
    table.plain("torch.ones(2,3).squeeze(4)", () -> ones(2, 3).squeeze(4));
    table.plain("torch.ones(3).unsqueeze(3)", () -> ones(3).unsqueeze(3));
  }

  private static void indexing(ErrorRunner table) {
    table.plain("torch.ones(2,3)[5]", () -> ones(2, 3).get(5));
    table.plain("torch.ones(3)[0,0]", () -> ones(3).get(0, 0));
    table.plain("torch.ones(3)[t([5])]", () -> ones(3).get(tensor(new long[] {5})));
    table.plain(
        "torch.ones(2,3)[t([True,False,True])]",
        () -> ones(2, 3).get(tensor(new boolean[] {true, false, true})));
  }

  private static void joins(ErrorRunner table) {
    table.plain(
        "torch.cat([torch.ones(2,3),torch.ones(2,4)])",
        () -> Tensors.cat(List.of(ones(2, 3), ones(2, 4)), 0));
    table.plain("torch.cat([])", () -> Tensors.cat(List.of(), 0));
    table.plain(
        "torch.stack([torch.ones(2),torch.ones(3)])",
        () -> Tensors.stack(List.of(ones(2), ones(3)), 0));
  }

  private static void creation(ErrorRunner table) {
    table.plain("torch.zeros(-1)", () -> Tensors.zeros(-1));
    table.plain("torch.randint(5,5,(2,))", () -> Tensors.randint(5, 5, 2));
    table.plain("torch.arange(0,1,0)", () -> Tensors.arange(0, 1, 0));
    table.plain("torch.arange(0,1,-1)", () -> Tensors.arange(0, 1, -1));
    table.plain("torch.linspace(0,1,-1)", () -> Tensors.linspace(0, 1, -1));
    table.plain("torch.randperm(-1)", () -> Tensors.randperm(-1));
    table.on("torch.empty(3).normal_(0,-1)", () -> Tensors.zeros(3), t -> t.normal_(0, -1));
    table.on("torch.empty(3).uniform_(2,1)", () -> Tensors.zeros(3), t -> t.uniform_(2, 1));
    table.plain(
        "t([[1.,2.],[3.]])", () -> tensor(new double[][] {new double[] {1, 2}, new double[] {3}}));
  }

  private static void reductions(ErrorRunner table) {
    table.plain("torch.ones(2,3).sum(5)", () -> ones(2, 3).sum(5));
    table.plain("torch.ones(2,3).sum(-3)", () -> ones(2, 3).sum(-3));
    table.plain(
        "torch.ones(2,dtype=torch.int64).mean()", () -> ones(new int[] {2}, DType.INT64).mean());
    table.plain("torch.ones(0).max()", () -> ones(0).max());
    table.plain("torch.ones(0).argmax()", () -> ones(0).argmax());
    table.plain("torch.ones(2,0).max(1)", () -> ones(2, 0).max(1));
  }
}
