package rivulet.kernel.magic;

import io.github.spencerpark.jupyter.kernel.magic.registry.CellMagicFunction;
import io.github.spencerpark.jupyter.kernel.magic.registry.LineMagicFunction;
import io.github.spencerpark.jupyter.kernel.magic.registry.Magics;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rivulet.kernel.session.Magic;

/// The base library's registry of magics, over the session's own table.
final class RegisteredMagics extends Magics {
  private static final String SUMMARY = "registered in a cell";

  private final MagicSession session;

  RegisteredMagics(MagicSession session) {
    this.session = session;
  }

  @Override
  public void registerLineMagic(String name, LineMagicFunction<?> function) {
    session.table().add(Magic.line(name, "…", SUMMARY, call -> function.execute(call.words())));
  }

  @Override
  public void registerCellMagic(String name, CellMagicFunction<?> function) {
    session
        .table()
        .add(Magic.cell(name, "…", SUMMARY, call -> function.execute(call.words(), call.cell())));
  }

  @Override
  public <T extends LineMagicFunction<?> & CellMagicFunction<?>> void registerLineCellMagic(
      String name, T function) {
    registerLineMagic(name, function);
    registerCellMagic(name, function);
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as the base library has it
  public <T> @Nullable T applyLineMagic(String name, List<String> arguments) throws Exception {
    return (T) session.call(name, arguments, null);
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  public <T> @Nullable T applyCellMagic(String name, List<String> arguments, String body)
      throws Exception {
    return (T) session.call(name, arguments, body);
  }
}
