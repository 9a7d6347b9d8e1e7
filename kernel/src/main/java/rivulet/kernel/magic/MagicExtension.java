package rivulet.kernel.magic;

import java.util.List;
import rivulet.kernel.session.Extension;

/// What the kernel itself adds to every session: the functions that cells call.
public final class MagicExtension implements Extension {
  @Override
  public List<String> imports() {
    return List.of("static rivulet.kernel.magic.Functions.*");
  }
}
