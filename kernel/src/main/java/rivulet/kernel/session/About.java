package rivulet.kernel.session;

import java.util.List;
import rivulet.kernel.protocol.KernelInfo;
import rivulet.kernel.protocol.Sender;

/// What the kernel says of itself.
final class About {
  private static final String VERSION = "0.1.0";

  private About() {}

  static KernelInfo.Reply reply() {
    return new KernelInfo.Reply(
        "ok",
        Sender.VERSION,
        "rivulet",
        VERSION,
        language(),
        "Rivulet " + VERSION + ": Java " + Runtime.version().feature(),
        false,
        List.of(),
        List.of());
  }

  private static KernelInfo.Language language() {
    return new KernelInfo.Language(
        "java",
        System.getProperty("java.version", ""),
        "text/x-java-source",
        ".java",
        "java",
        "text/x-java",
        "script");
  }
}
