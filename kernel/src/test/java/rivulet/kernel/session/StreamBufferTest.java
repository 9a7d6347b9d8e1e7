package rivulet.kernel.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StreamBufferTest {
  private final StreamBuffer buffer = new StreamBuffer("stdout");

  @Test
  void take_atAnyCut_givesTheWholeText() {
    long seed = System.nanoTime();
    System.out.println("take_atAnyCut_givesTheWholeText: seed " + seed);
    Random random = new Random(seed);
    String text =
        random
            .ints(2000, 0, 0x110000)
            .filter(c -> c < 0xD800 || c > 0xDFFF)
            .map(c -> random.nextBoolean() ? c : c % 0x900)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    StringBuilder taken = new StringBuilder();
    int at = 0;
    while (at < bytes.length) {
      int count = Math.min(1 + random.nextInt(7), bytes.length - at);
      buffer.write(bytes, at, count);
      taken.append(buffer.take());
      at += count;
    }
    assertEquals(text, taken.toString());
    assertEquals(0, buffer.size());
  }

  @Test
  void take_bytesThatAreNoCharacter_doNotWaitForEver() {
    byte[] wrong = {(byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80, 'a'};
    buffer.write(wrong, 0, wrong.length);
    assertEquals("\uFFFD\uFFFD\uFFFD\uFFFDa", buffer.take());
  }

  @Test
  void takeAll_cutCharacter_isReplaced() {
    buffer.write(new byte[] {'a', (byte) 0xE2, (byte) 0x82}, 0, 3);
    assertEquals("a", buffer.take());
    assertEquals("\uFFFD", buffer.takeAll());
    assertEquals("", buffer.takeAll());
  }
}
