package rivulet.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the README shows is what happens.
class ReadmeProductTest {
  private final String readme;

  @TempDir Path folder;

  ReadmeProductTest() throws IOException {
    readme = Files.readString(Command.ROOT.resolve("README.md"));
  }

  /// The first block of a language.
  private String block(String language) {
    Matcher block = Pattern.compile("(?s)```" + language + "\n(.*?)```").matcher(readme);
    assertTrue(block.find(), language);
    return block.group(1);
  }

  @Test
  void theFirstLinesOfJava_printWhatStandsBelowThem() throws IOException {
    Path notebook = Notebooks.write(folder, block("java"));
    assertEquals(new Command.Result(0, block("text"), ""), Command.rivulet("run", notebook).run());
  }

  @Test
  void theFirstCommand_works() {
    String command = block("sh").lines().findFirst().orElseThrow();
    Command.Result result = Command.of("sh", "-c", command).run();
    assertEquals(0, result.code(), result::err);
    assertTrue(result.out().contains("Gradient of x: tensor(6.)\n"), result::out);
  }
}
