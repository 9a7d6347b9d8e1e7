package rivulet.kernel.cell;

import java.util.List;
import rivulet.kernel.session.Extension;

/// What a library brings, for tests.
final class VecExtension implements Extension {
  @Override
  public List<String> imports() {
    return List.of("rivulet.kernel.cell.*", "static rivulet.kernel.cell.Vec.*");
  }

  @Override
  public List<Operators> operators() {
    return List.of(new Operators("rivulet.kernel.cell.Vec", "rivulet.kernel.cell.VecOperators"));
  }
}
