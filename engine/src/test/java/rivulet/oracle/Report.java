package rivulet.oracle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// The outcomes of all cases: a table for machines, counts a file for readers.
final class Report {
  /// One case and what became of it.
  record Line(String file, String op, String id, Outcome outcome) {
    private String tabbed() {
      return String.join("\t", file, plain(op), plain(id), outcome.text());
    }

    private static String plain(String text) {
      return text.replaceAll("\\s+", " ");
    }
  }

  private final List<Line> lines = new ArrayList<>();

  /// Runs a case and notes what became of it, whatever it throws.
  void run(String file, String op, String id, Supplier<Outcome> body) {
    lines.add(new Line(file, op, id, outcome(body)));
  }

  private static Outcome outcome(Supplier<Outcome> body) {
    try {
      return body.get();
    } catch (Outcome.Unmapped e) {
      return Outcome.UNMAPPED;
    } catch (Outcome.NotApplicable e) {
      return Outcome.NOT_APPLICABLE;
    } catch (RuntimeException | Error e) {
      return Outcome.failed(e);
    }
  }

  List<Line> lines() {
    return lines;
  }

  List<Line> failures() {
    return lines.stream().filter(line -> line.outcome().isFailure()).toList();
  }

  void write(Path target) throws IOException {
    List<String> text = new ArrayList<>();
    text.add("file\top\tcase\tresult");
    lines.forEach(line -> text.add(line.tabbed()));
    Files.createDirectories(target.toAbsolutePath().getParent());
    Files.write(target, text);
  }

  /// Passed, unmapped, not applicable and failed cases, a row a file and `ops` in one.
  String counts() {
    Map<String, List<Line>> groups = new TreeMap<>();
    for (Line line : lines) {
      String group = line.file().startsWith("ops/") ? "ops" : line.file();
      groups.computeIfAbsent(group, _ -> new ArrayList<>()).add(line);
    }
    StringBuilder text = new StringBuilder(row("", "pass", "unmapped", "not appl.", "failed"));
    groups.forEach((group, members) -> text.append(row(group, members)));
    return text.append(row("all", lines)).toString();
  }

  private static String row(String name, List<Line> lines) {
    return row(
        name,
        count(lines, Outcome.PASS::equals),
        count(lines, Outcome.UNMAPPED::equals),
        count(lines, Outcome.NOT_APPLICABLE::equals),
        count(lines, Outcome::isFailure));
  }

  private static String count(List<Line> lines, Predicate<Outcome> which) {
    return Long.toString(lines.stream().map(Line::outcome).filter(which).count());
  }

  private static String row(String name, String... cells) {
    return String.format("%-24s %8s %8s %9s %8s%n", name, cells[0], cells[1], cells[2], cells[3]);
  }
}
