package rivulet.install;

import java.util.List;
import rivulet.kernel.session.Extension;

/// The engine in every session: its factories by their bare names, and operators on tensors. A
/// tensor shows as its `toString`, which is the renderer's default.
public final class EngineExtension implements Extension {
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
