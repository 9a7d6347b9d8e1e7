package rivulet.kernel.magic;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Magics of other kernels that have no meaning here, and what to do instead.
final class OtherKernels {
  private static final Map<String, String> ADVICE = new HashMap<>();

  static {
    put(
        "it runs another language, and this kernel runs Java; %%script COMMAND hands a cell to a"
            + " program",
        "%%groovy %%scala %%kotlin %%clojure");
    put(
        "add the template engine with %maven and show its text with html(…) or markdown(…)",
        "%%freemarker %%mustache %%handlebars %%thymeleaf %%velocity");
    put("add the JDBC driver with %maven and call it from Java", "%%sql %sql");
    put("add Spark with %maven and build the session in Java", "%%spark-session");
    put("add PlantUML with %maven, or draw with %%mermaid", "%%plantUMLFile");
    put("leave it out: a cell's output can be cleared with clearOutput()", "%%capture");
    put("add the script's libraries with %maven and run it with %load", "%jbang %%jbang");
    put(
        "a JVM stays in the folder that it was started in; write paths from there, or !cd DIR &&"
            + " COMMAND",
        "%cd");
    put("write it as a command of the shell, with ! before it", "%ls %cat %mkdir %cp %mv %rm");
    put("add libraries of Java with %maven; !COMMAND runs a command", "%pip %conda");
    put("%load FILE runs a notebook or a source file", "%run");
    put("it is Python's; leave it out", "%matplotlib %autoreload %load_ext");
    put("%history prints cells", "%recall %rerun %save %edit");
  }

  private OtherKernels() {}

  private static void put(String advice, String names) {
    List.of(names.split(" ", -1))
        .forEach(name -> ADVICE.put(name.toLowerCase(Locale.ROOT), advice));
  }

  /// What is said of a magic that another kernel has.
  ///
  /// @param written with its percent signs
  static Optional<String> advice(String written) {
    return Optional.ofNullable(ADVICE.get(written.toLowerCase(Locale.ROOT)))
        .map(advice -> written + " is not of this kernel: " + advice);
  }
}
