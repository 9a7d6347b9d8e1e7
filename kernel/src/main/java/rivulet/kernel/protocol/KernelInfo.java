package rivulet.kernel.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// `kernel_info_request`, on shell and control, and its reply.
public interface KernelInfo {
  /// `kernel_info_request`.
  record Request() implements Content {}

  /// `kernel_info_reply`.
  record Reply(
      String status,
      String protocolVersion,
      String implementation,
      String implementationVersion,
      Language languageInfo,
      String banner,
      boolean debugger,
      List<Link> helpLinks,
      List<String> supportedFeatures)
      implements Content {}

  /// The language, as editors and converters need it.
  record Language(
      String name,
      String version,
      String mimetype,
      String fileExtension,
      @Nullable String pygmentsLexer,
      @Nullable Object codemirrorMode,
      @Nullable String nbconvertExporter) {}

  /// An entry of the help menu.
  record Link(String text, String url) {}
}
