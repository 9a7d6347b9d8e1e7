package rivulet.kernel.display;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.Renderer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A surface for tests, which keeps what it gets.
public class KeptSurface implements Surface {
  public final List<DisplayData> shown = new ArrayList<>();
  public final List<DisplayData> updated = new ArrayList<>();
  public final List<Boolean> cleared = new ArrayList<>();
  private final Values values = new Values();

  @Override
  public DisplayData render(@Nullable Object value, String... types) {
    return values.render(value, types);
  }

  @Override
  public Renderer renderer() {
    return values.renderer();
  }

  @Override
  public void show(DisplayData data) {
    shown.add(data);
  }

  @Override
  public void update(DisplayData data) {
    updated.add(data);
  }

  @Override
  public void clear(boolean wait) {
    cleared.add(wait);
  }
}
