package rivulet.oracle;

import static rivulet.Tensors.tensor;

import com.google.gson.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import rivulet.Tensor;
import rivulet.TensorOperators;
import rivulet.Tensors;
import rivulet.array.DType;

/// Runs a case of `grad_fn`: an expression prints as in PyTorch, and its node has PyTorch's name.
final class GradFnRunner {
  /// An expression over a matrix and a vector that require grad, and an index.
  @FunctionalInterface
  private interface Expression {
    Tensor of(Tensor x, Tensor v, Tensor i);
  }

  private final Map<String, Expression> expressions = new HashMap<>();

  GradFnRunner() {
    arithmetic();
    functions();
    products();
    reductions();
    shapes();
    parts();
  }

  Outcome run(JsonObject json) {
    Expression expression = expressions.get(json.get("python").getAsString());
    if (expression == null) {
      return Outcome.UNMAPPED;
    }
    Tensor x = tensor(new double[][] {{1, 2}, {3, 4}}).requiresGrad_();
    Tensor v = tensor(new double[] {1, 2}).requiresGrad_();
    Tensor result = expression.of(x, v, tensor(new long[] {0, 1}));
    return judge(json, result.toString(), name(result));
  }

  private static Outcome judge(JsonObject json, String printed, @Nullable String name) {
    String expected = json.get("repr").getAsString();
    String node = json.get("grad_fn").isJsonNull() ? null : json.get("grad_fn").getAsString();
    if (!printed.equals(expected)) {
      return Outcome.failed("prints '" + printed + "', expected '" + expected + "'");
    }
    return Objects.equals(name, node)
        ? Outcome.PASS
        : Outcome.failed("node is " + name + ", expected " + node);
  }

  private static @Nullable String name(Tensor result) {
    var node = result.gradFn();
    return node == null ? null : node.name();
  }

  private void arithmetic() {
    put("x+1", (x, v, i) -> x.add(1));
    put("x+x", (x, v, i) -> x.add(x));
    put("1-x", (x, v, i) -> TensorOperators.sub(1, x));
    put("x-x", (x, v, i) -> x.sub(x));
    put("x*2", (x, v, i) -> x.mul(2));
    put("x*x", (x, v, i) -> x.mul(x));
    put("x/2", (x, v, i) -> x.div(2));
    put("x/x", (x, v, i) -> x.div(x));
    put("1/x", (x, v, i) -> TensorOperators.div(1, x));
    put("-x", (x, v, i) -> TensorOperators.neg(x));
    put("x**2", (x, v, i) -> x.pow(2));
    put("2**x", (x, v, i) -> Tensors.pow(2, x));
    put("x**x", (x, v, i) -> x.pow(x));
    put("x.pow(3)", (x, v, i) -> x.pow(3));
    put("x.add(x,alpha=2)", (x, v, i) -> x.add(x, 2));
    put("(x*2).mean()+1", (x, v, i) -> x.mul(2).mean().add(1));
  }

  private void functions() {
    put("x.exp()", (x, v, i) -> x.exp());
    put("x.log()", (x, v, i) -> x.log());
    put("x.sqrt()", (x, v, i) -> x.sqrt());
    put("x.tanh()", (x, v, i) -> x.tanh());
    put("x.sigmoid()", (x, v, i) -> x.sigmoid());
    put("x.relu()", (x, v, i) -> x.relu());
    put("x.abs()", (x, v, i) -> x.abs());
    put("x.sign()", (x, v, i) -> x.sign());
    put("x.reciprocal()", (x, v, i) -> x.reciprocal());
    put("x.square()", (x, v, i) -> x.square());
    put("x.clone()", (x, v, i) -> x.clone());
    put("x.detach()", (x, v, i) -> x.detach());
    put("x.to(torch.float64)", (x, v, i) -> x.to(DType.FLOAT64));
    put("torch.where(x>0,x,x)", (x, v, i) -> Tensors.where(x.gt(0), x, x));
    put("torch.maximum(x,x)", (x, v, i) -> x.maximum(x));
    put("torch.minimum(x,x)", (x, v, i) -> x.minimum(x));
  }

  private void products() {
    put("x@x", (x, v, i) -> x.matmul(x));
    put("x@v", (x, v, i) -> x.matmul(v));
    put("v@v", (x, v, i) -> v.matmul(v));
    put("torch.mm(x,x)", (x, v, i) -> x.mm(x));
    put("torch.mv(x,v)", (x, v, i) -> x.mv(v));
    put("torch.dot(v,v)", (x, v, i) -> v.dot(v));
    put("torch.bmm(x[None],x[None])", (x, v, i) -> x.unsqueeze(0).bmm(x.unsqueeze(0)));
  }

  private void reductions() {
    put("x.sum()", (x, v, i) -> x.sum());
    put("x.sum(0)", (x, v, i) -> x.sum(0));
    put("x.mean()", (x, v, i) -> x.mean());
    put("x.mean(1)", (x, v, i) -> x.mean(1));
    put("x.max()", (x, v, i) -> x.max());
    put("x.min()", (x, v, i) -> x.min());
    put("x.max(1).values", (x, v, i) -> x.max(1).values());
    put("x.amax()", (x, v, i) -> x.amax());
    put("x.argmax()", (x, v, i) -> x.argmax());
  }

  private void shapes() {
    put("x.t()", (x, v, i) -> x.t());
    put("x.T", (x, v, i) -> x.T());
    put("x.transpose(0,1)", (x, v, i) -> x.transpose(0, 1));
    put("x.permute(1,0)", (x, v, i) -> x.permute(1, 0));
    put("x.reshape(4)", (x, v, i) -> x.reshape(4));
    put("x.view(4)", (x, v, i) -> x.view(4));
    put("x.view_as(x)", (x, v, i) -> x.viewAs(x));
    put("x.flatten()", (x, v, i) -> x.flatten());
    put("x.unsqueeze(0)", (x, v, i) -> x.unsqueeze(0));
    put("x.squeeze()", (x, v, i) -> x.squeeze());
    put("x.expand(2,2,2)", (x, v, i) -> x.expand(2, 2, 2));
    put("torch.cat([x,x])", (x, v, i) -> Tensors.cat(x, x));
    put("torch.stack([x,x])", (x, v, i) -> Tensors.stack(x, x));
  }

  private void parts() {
    put("x[0]", (x, v, i) -> x.get(0));
    put("x[0,1]", (x, v, i) -> x.get(0, 1));
    put("x[:,1]", (x, v, i) -> x.get(Tensors.all(), 1));
    put("x[0:1]", (x, v, i) -> x.get(Tensors.slice(0, 1)));
    put("x[i]", (x, v, i) -> x.get(i));
    put("x.select(0,0)", (x, v, i) -> x.select(0, 0));
    put("x.narrow(0,0,1)", (x, v, i) -> x.narrow(0, 0, 1));
  }

  private void put(String python, Expression java) {
    expressions.put(python, java);
  }
}
