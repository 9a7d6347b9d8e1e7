package rivulet.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WordsTest {
  private static Words words(String... words) throws WrongUsage {
    return Words.of(List.of(words), Set.of("--flag"), Set.of("-o", "--value"));
  }

  private static void assertRefused(String message, String... words) {
    assertEquals(message, assertThrows(WrongUsage.class, () -> words(words)).getMessage());
  }

  @Test
  void optionsStandAnywhere() throws WrongUsage {
    Words words = words("-o", "out", "file", "--value=a=b", "--flag");
    assertEquals("file", words.operand("FILE"));
    assertEquals("out", words.value("-o"));
    assertEquals("a=b", words.value("--value"));
    assertTrue(words.has("--flag"));
  }

  @Test
  void absentOptions() throws WrongUsage {
    Words words = words("-");
    assertEquals("-", words.operand("FILE"));
    assertNull(words.value("-o"));
    assertFalse(words.has("--flag"));
  }

  @Test
  void afterTwoDashes_allAreOperands() throws WrongUsage {
    assertEquals("--flag", words("--", "--flag").operand("FILE"));
  }

  @Test
  void wrongWords_areRefused() {
    assertRefused("unknown option: --other", "--other");
    assertRefused("unknown option: --flag=1", "--flag=1");
    assertRefused("-o needs a value", "-o");
    assertRefused("-o is given twice", "-o", "a", "-o", "b");
  }

  @Test
  void operands_areCounted() throws WrongUsage {
    Words none = words();
    Words two = words("a", "b");
    assertEquals(
        "FILE is missing", assertThrows(WrongUsage.class, () -> none.operand("FILE")).getMessage());
    assertEquals(
        "more than one FILE: [a, b]",
        assertThrows(WrongUsage.class, () -> two.operand("FILE")).getMessage());
    assertEquals("unexpected: a", assertThrows(WrongUsage.class, two::noOperands).getMessage());
  }
}
