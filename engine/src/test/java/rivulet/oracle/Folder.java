package rivulet.oracle;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// Runs every case of a folder of cases.
final class Folder {
  private static final List<String> KINDS = List.of("op", "module", "optimizer", "scheduler");

  private final Path root;
  private final Report report;

  Folder(Path root, Report report) {
    this.root = root;
    this.report = report;
  }

  void run() throws IOException {
    ops();
    lines("repr.jsonl.gz", new ReprRunner()::run);
    lines("random.jsonl.gz", new RandomRunner()::run);
    lines("grad_fn.jsonl.gz", new GradFnRunner()::run);
    lines("errors.jsonl", new ErrorRunner()::run);
    lines("modules.jsonl.gz", new ModuleRunner()::run);
    lines("optim.jsonl.gz", new OptimRunner()::run);
    lines("training.jsonl", new TrainingRunner()::run);
    lines("lr_scheduler.jsonl.gz", json -> Outcome.UNMAPPED);
    promotion();
  }

  private void ops() throws IOException {
    OpRunner runner = new OpRunner();
    Path folder = root.resolve("ops");
    if (Files.isDirectory(folder)) {
      for (Path file : files(folder)) {
        lines("ops/" + file.getFileName(), runner::run);
      }
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jsonl.gz")).sorted().toList();
    }
  }

  private void promotion() throws IOException {
    Path table = root.resolve("promotion.tsv");
    if (Files.exists(table)) {
      new PromotionRunner(report, "promotion.tsv").run(table);
    }
  }

  private void lines(String file, Function<JsonObject, Outcome> runner) throws IOException {
    Path path = root.resolve(file);
    if (!Files.exists(path)) {
      return;
    }
    for (JsonObject json : JsonLines.read(path)) {
      report.run(file, op(json, file), id(json), () -> runner.apply(json));
    }
  }

  /// The case's op, module, optimizer or scheduler, or the file's name without its endings.
  private static String op(JsonObject json, String file) {
    return KINDS.stream()
        .filter(json::has)
        .findFirst()
        .map(kind -> json.get(kind).getAsString())
        .orElseGet(() -> file.replaceAll("\\..*", ""));
  }

  private static String id(JsonObject json) {
    if (json.has("id")) {
      return json.get("id").getAsString();
    }
    String setup = json.get("setup").getAsString();
    String python = json.get("python").getAsString();
    return setup.isEmpty() ? python : setup + "; " + python;
  }
}
