package rivulet.kernel.session;

import java.util.List;
import rivulet.kernel.protocol.KernelInfo;
import rivulet.kernel.protocol.Sender;

/// What the kernel says of itself.
final class About {
  private static final String VERSION = "0.1.0";

  private static final List<KernelInfo.Link> LINKS =
      List.of(
          new KernelInfo.Link(
              "Java API", "https://docs.oracle.com/en/java/javase/25/docs/api/index.html"),
          new KernelInfo.Link(
              "Java Language", "https://docs.oracle.com/javase/specs/jls/se25/html/index.html"),
          new KernelInfo.Link("PyTorch", "https://docs.pytorch.org/docs/stable/index.html"));

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
        LINKS,
        List.of("kernel subshells"));
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
