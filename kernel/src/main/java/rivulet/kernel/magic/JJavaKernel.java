package rivulet.kernel.magic;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.JupyterIO;
import org.dflib.jjava.jupyter.kernel.LanguageInfo;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;
import org.jspecify.annotations.Nullable;
import rivulet.kernel.display.Surface;

/// The kernel as extensions that were written for JJava know it: they register renderers and
/// magics, which then are this session's.
final class JJavaKernel extends BaseKernel {
  private final MagicSession session;

  JJavaKernel(MagicSession session) {
    super(
        "rivulet",
        "",
        new LanguageInfo.Builder("Java").build(),
        List.of(),
        null, // a history of its own
        new JupyterIO(StandardCharsets.UTF_8),
        new CommManager(),
        new JJavaRenderer(),
        null, // cells are read by this kernel
        new JJavaMagics(session),
        false,
        new StringStyler.Builder().build());
    this.session = session;
  }

  /// Lets an extension in; from then on this is the kernel that JJava's own functions ask for.
  void install(Extension extension) {
    notebookKernel = this; // its own method refuses a second session in a process
    installExtension(extension);
  }

  @Override
  protected ClassLoader getClassLoader() {
    return session.classPath().loader();
  }

  @Override
  public void display(DisplayData data) {
    Surface surface = Surface.current();
    if (surface != null) {
      surface.show(JJavaRenderer.converted(data));
    }
  }

  @Override
  public @Nullable Object evalRaw(String code) {
    return session.eval(code);
  }

  @Override
  public @Nullable DisplayData inspect(String code, int at, boolean detailed) {
    return null;
  }

  @Override
  public @Nullable ReplacementOptions complete(String code, int at) {
    return null;
  }

  @Override
  public String isComplete(String code) {
    return "unknown";
  }
}
