package rivulet.kernel.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CarriageReturnsTest {
  @Test
  void collapse_statesOfOneLine_keepsTheLast() {
    assertEquals("1%\r100%\n", CarriageReturns.collapse("1%\r50%\r100%\n"));
    assertEquals("x\n3\ny", CarriageReturns.collapse("x\n1\r2\r3\ny"));
    assertEquals("\r3\r", CarriageReturns.collapse("\r1\r2\r3\r"));
  }

  @Test
  void collapse_shorterState_keepsWhatItDoesNotCover() {
    assertEquals("abcdef\rxy", CarriageReturns.collapse("abcdef\rxy"));
    assertEquals("a\rlonger\rxy\n", CarriageReturns.collapse("a\rlonger\rb\rxy\n"));
  }

  @Test
  void collapse_otherLines_staysAsItIs() {
    assertEquals("a\r\nb\n\nc", CarriageReturns.collapse("a\r\nb\n\nc"));
    assertEquals("", CarriageReturns.collapse(""));
  }

  @Test
  void collapse_anyText_looksTheSame() {
    long seed = System.nanoTime();
    System.out.println("collapse_anyText_looksTheSame: seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 2000; i++) {
      StringBuilder text = new StringBuilder();
      for (int k = random.nextInt(30); k > 0; k--) {
        text.append("ab\r\r\n".charAt(random.nextInt(5)));
      }
      String collapsed = CarriageReturns.collapse(text.toString());
      assertEquals(onTerminal("before" + text), onTerminal("before" + collapsed), text::toString);
      assertTrue(collapsed.length() <= text.length() + 1, text::toString);
    }
  }

  /// What a terminal shows.
  private static String onTerminal(String text) {
    StringBuilder screen = new StringBuilder();
    int line = 0;
    int at = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\r') {
        at = line;
      } else if (c == '\n') {
        screen.append(c);
        line = screen.length();
        at = line;
      } else {
        screen.replace(at, Math.min(at + 1, screen.length()), String.valueOf(c));
        at++;
      }
    }
    return screen.toString();
  }
}
