package rivulet.kernel.assist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import rivulet.kernel.cell.OddCells;
import rivulet.kernel.session.Assistant;

/// Help with texts that nobody would write, and with their beginnings: each question is answered,
/// and so is the next good one.
///
/// `-Drivulet.fuzz.texts=5000` asks about more of them, `-Drivulet.fuzz.seed=…` about the same
/// again.
class AssistFuzzTest {
  private static final int TEXTS = Integer.getInteger("rivulet.fuzz.texts", 150);
  private static final long SEED = Long.getLong("rivulet.fuzz.seed", System.nanoTime());
  private static final Set<String> STATES = Set.of("complete", "incomplete", "invalid", "unknown");

  private final Random random = new Random(SEED);
  private final Session session = new Session();
  private final Assistant assistant = session.assistant;

  @Test
  void oddTexts_areAnswered_andTheNextGoodOneToo() throws Exception {
    System.out.println("AssistFuzzTest: -Drivulet.fuzz.seed=" + SEED);
    OddCells odd = new OddCells(random);
    session.run("int known = 1; class Known { int one() { return 1; } }");
    for (int i = 0; i < TEXTS; i++) {
      String text = odd.next();
      int at = random.nextInt(text.length() + 1);
      ask(text, at);
      ask(text.substring(0, at), at);
    }
  }

  private void ask(String text, int at) {
    try {
      assertTrue(STATES.contains(assistant.isComplete(text).status()));
      Assistant.Completions completions = assistant.complete(text, at);
      assertTrue(0 <= completions.start() && completions.start() <= completions.end());
      assertTrue(completions.end() <= text.length());
      assertNotNull(assistant.inspect(text, at, random.nextBoolean()));
    } catch (RuntimeException | Error e) {
      throw new AssertionError("seed " + SEED + ", at " + at + ":\n" + text, e);
    }
    assertEquals("incomplete", assistant.isComplete("if (known > 0) {").status(), text);
    assertTrue(session.texts("new Known().on|").contains("one"), text);
  }
}
