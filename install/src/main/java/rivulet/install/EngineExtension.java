package rivulet.install;

import java.util.List;
import rivulet.backward.BackwardEngine;
import rivulet.kernel.session.Extension;

/// The engine in every session: its factories by their bare names, and operators on tensors. A
/// tensor shows as its `toString`, which is the renderer's default.
public final class EngineExtension implements Extension {
  private static final String DESCENT =
      """
      for (int i = 0; i < 5_000; i++) {
        loss(x + 1.0).backward();
        try (var g = noGrad()) {
          x -= 1e-3 * x.grad();
          x.grad().zero_();
        }
      }
      """;

  /// A declaration, a value, and a descent on one number that is long enough for the JIT.
  private static final List<String> WARM_UP =
      List.of(
          "int n = 2; String text(int k) { return \"n\" + k; }",
          "text(n)",
          "List.of(1, 2).stream().map(i -> i + n).toList()",
          """
          var x = tensor(0.5).requiresGrad_();
          Tensor loss(Tensor y) { var d = 3.0 - y; return (d * d).sum() / 2; }
          """,
          DESCENT,
          DESCENT,
          DESCENT,
          DESCENT,
          "x");

  /// The actors of backward passes.
  @Override
  public void begin() {
    BackwardEngine.start();
  }

  @Override
  public List<String> warmUp() {
    return WARM_UP;
  }

  @Override
  public List<String> imports() {
    return List.of(
        "rivulet.*",
        "static rivulet.Tensors.*",
        "rivulet.nn.*",
        "rivulet.nn.Module", // not java.lang's
        "rivulet.optim.*",
        "static rivulet.Options.*");
  }

  @Override
  public List<Operators> operators() {
    return List.of(new Operators("rivulet.Tensor", "rivulet.TensorOperators"));
  }
}
