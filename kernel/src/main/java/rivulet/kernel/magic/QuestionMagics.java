package rivulet.kernel.magic;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rivulet.kernel.session.CellContext;
import rivulet.kernel.session.Magic;
import rivulet.kernel.session.Magic.Call;

/// `?name` and `name?`, and with two marks the source as well.
final class QuestionMagics {
  private final MagicSession session;

  QuestionMagics(MagicSession session) {
    this.session = session;
  }

  List<Magic> all() {
    return List.of(
        Magic.line("quickref", "", "Shows this list beside the notebook.", this::list),
        Magic.line(
            "pinfo", "NAME", "Tells about a name; ?NAME is the same.", call -> tell(call, false)),
        Magic.line(
            "pinfo2",
            "NAME",
            "Tells about a name, with its source; ??NAME is the same.",
            call -> tell(call, true)));
  }

  private @Nullable Object list(Call call) {
    CellContext.current().page(new DisplayData(session.table().help()));
    return null;
  }

  private @Nullable Object tell(Call call, boolean detailed) {
    String name = call.text();
    Map<String, Object> known =
        name.isEmpty() || name.startsWith("%")
            ? Map.of()
            : CellContext.current().inspect(name, name.length(), detailed);
    if (name.isEmpty()) {
      list(call);
    } else if (known.isEmpty()) {
      tellOfMagic(name);
    } else {
      DisplayData page = new DisplayData();
      known.forEach((type, value) -> page.putData(MIMEType.parse(type), value));
      CellContext.current().page(page);
    }
    return null;
  }

  private void tellOfMagic(String written) {
    String name = written.replaceFirst("^%%?", "");
    boolean cell = written.startsWith("%%") || !session.table().has(name, false);
    if (!written.startsWith("%") && !session.table().has(name, cell)) {
      System.out.println("nothing is known of " + name);
      return;
    }
    Magic magic = session.table().find(name, cell);
    CellContext.current().page(new DisplayData(MagicTable.described(magic)));
  }
}
