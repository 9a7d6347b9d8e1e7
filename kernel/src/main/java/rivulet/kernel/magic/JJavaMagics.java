package rivulet.kernel.magic;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.magic.CellMagic;
import org.dflib.jjava.jupyter.kernel.magic.LineMagic;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.jspecify.annotations.Nullable;
import rivulet.kernel.session.Magic;

/// JJava's registry of magics, over the session's own table.
final class JJavaMagics extends MagicsRegistry {
  private static final String SUMMARY = "registered by an extension for JJava";

  private final MagicSession session;

  JJavaMagics(MagicSession session) {
    this.session = session;
  }

  @Override
  @SuppressWarnings("unchecked") // the kernel that a magic is written for is this one, or it fails
  public MagicsRegistry registerLineMagic(String name, LineMagic<?, ?> magic) {
    LineMagic<?, BaseKernel> line = (LineMagic<?, BaseKernel>) magic;
    session
        .table()
        .add(Magic.line(name, "…", SUMMARY, call -> line.eval(session.jJava(), call.words())));
    return this;
  }

  @Override
  @SuppressWarnings("unchecked")
  public MagicsRegistry registerCellMagic(String name, CellMagic<?, ?> magic) {
    CellMagic<?, BaseKernel> cell = (CellMagic<?, BaseKernel>) magic;
    Magic.Action action = call -> cell.eval(session.jJava(), call.words(), call.cell());
    session.table().add(Magic.cell(name, "…", SUMMARY, action));
    return this;
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the caller knows the type
  public <T, K extends BaseKernel> @Nullable T evalLineMagic(
      K kernel, String name, List<String> arguments) throws Exception {
    return (T) session.call(name, arguments, null);
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  public <T, K extends BaseKernel> @Nullable T evalCellMagic(
      K kernel, String name, List<String> arguments, String body) throws Exception {
    return (T) session.call(name, arguments, body);
  }

  @Override
  public Set<String> getLineMagicNames() {
    return names(false);
  }

  @Override
  public Set<String> getCellMagicNames() {
    return names(true);
  }

  private Set<String> names(boolean cell) {
    Set<String> names = new TreeSet<>();
    session.table().all().stream()
        .filter(magic -> magic.kind().allows(cell))
        .forEach(magic -> names.addAll(magic.names()));
    return names;
  }
}
