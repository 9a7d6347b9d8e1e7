package rivulet.kernel.session;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import java.util.Map;

/// What magics reach of a session: its help, its client's pager, the values that it has shown.
///
/// @param interpreter what runs its cells
/// @param assistant what helps while they are typed
public record SessionSurroundings(Interpreter interpreter, Assistant assistant)
    implements Surroundings {
  @Override
  public Map<String, Object> inspect(String code, int cursor, boolean detailed) {
    return assistant.inspect(code, cursor, detailed);
  }

  @Override
  public void page(DisplayData text) {
    CellContext.current().page(text);
  }

  @Override
  public void askExit() {
    CellContext.current().askExit(false);
  }

  @Override
  public void forgetResults() {
    interpreter.forgetResults();
  }
}
