package rivulet.kernel.assist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import rivulet.kernel.session.Assistant;

/// Help that knows what earlier cells define, whatever runs beside it.
@Timeout(120)
class SessionHelpTest {
  private final Session session = new Session();

  @Test
  void earlierCells_areKnown() {
    session.run("int counter = 1; String title = \"x\";");
    session.run("int twice(int number) { return 2 * number; }");
    session.run("record Point(int x, int y) { int sum() { return x + y; } }");
    session.run("import java.awt.geom.AffineTransform;");
    assertTrue(session.texts("coun|").contains("counter"));
    assertTrue(session.texts("title.su|").contains("substring"));
    assertTrue(session.texts("twi|").contains("twice"));
    assertTrue(session.texts("new Poi|").contains("Point"));
    assertTrue(session.texts("new Point(1, 2).s|").contains("sum"));
    assertTrue(session.texts("Affine|").contains("AffineTransform"));
    assertFalse(session.texts("|").stream().anyMatch(text -> text.contains("$")));
  }

  @Test
  void redefinition_countsAtOnce() {
    session.run("class A { int before; } var a = new A();");
    session.run("class A { int after; } var a = new A();");
    assertEquals(List.of("after"), session.texts("a.af|"));
    assertFalse(session.texts("a.|").contains("before"));
  }

  @Test
  void overloadsOfOneName_areOneMatch_withAllSignatures() {
    Assistant.Match match = session.complete("\"x\".substri|").matches().getFirst();
    assertEquals("function", match.kind());
    assertEquals(
        List.of(
            "String substring(int beginIndex)", "String substring(int beginIndex, int endIndex)"),
        match.signature().lines().sorted().toList());
  }

  @Test
  void types_areThoseOfTheSite() {
    session.run("Map<String, List<Integer>> map = new HashMap<>();");
    assertTrue(signature("map.get|", "getOrDefault").startsWith("List<Integer> getOrDefault("));
    assertEquals("Map<String, List<Integer>> map", signature("ma|", "map"));
    assertEquals(
        "class java.util.concurrent.locks.StampedLock",
        signature("StampedL|", "java.util.concurrent.locks.StampedLock"));
  }

  private String signature(String marked, String text) {
    return session.complete(marked).matches().stream()
        .filter(match -> match.text().equals(text))
        .findFirst()
        .orElseThrow()
        .signature();
  }

  @Test
  void nearNames_comeFirst() {
    session.run("int listed = 1; int list(int n) { return n; }");
    List<String> texts = session.texts("int listener = 2; { int listLocal = 3; lis| }");
    assertEquals(List.of("listLocal", "listener", "list", "listed", "List"), texts.subList(0, 5));
    texts = session.texts("Lis|");
    assertEquals(List.of("List", "ListIterator", "ListResourceBundle"), texts.subList(0, 3));
    assertTrue(texts.contains("java.awt.List"), texts.toString());
    List<String> members = session.texts("new ArrayList<String>().|");
    assertTrue(members.indexOf("add") < members.indexOf("containsAll"), members.toString());
    assertTrue(
        members.indexOf("stream") < members.indexOf("hashCode") || members.indexOf("hashCode") < 0);
    assertTrue(members.indexOf("stream") < members.indexOf("wait"), members.toString());
    List<String> thread = session.texts("Thread.currentThread().|");
    assertTrue(thread.indexOf("join") < thread.indexOf("stop"), thread.toString());
  }

  @Test
  void astralCharacters_beforeTheName_moveNothing() {
    Assistant.Completions found =
        session.complete("var 😀 = \"\"; /* 😀 */ String s = \"😀\"; s.su|");
    assertTrue(found.matches().stream().anyMatch(match -> match.text().equals("substring")));
    session.run("int 𝒙𝒚 = 5;");
    assertEquals(List.of("𝒙𝒚"), session.texts("𝒙|"));
  }

  @Test
  void runningCell_isNoObstacle() throws Exception {
    session.run("volatile boolean go = true; long steps = 0;");
    CompletableFuture<Void> cell =
        CompletableFuture.runAsync(() -> session.run("int running = 1; while (go) { steps++; }"));
    while (!session.texts("runn|").contains("running")) {
      Thread.onSpinWait();
    }
    assertTrue(session.texts("List.of(1).strea|").contains("stream"));
    while (!session.inspect("runni|ng").contains("Value: 1")) {
      Thread.onSpinWait();
    }
    assertEquals("incomplete", session.assistant.isComplete("if (x) {").status());
    assertFalse(cell.isDone());
    session.interrupt();
    cell.handle((nothing, error) -> true).join();
  }

  @Test
  void cellsAndHelp_atTheSameTime_doNotDisturbEachOther() {
    AtomicBoolean end = new AtomicBoolean();
    List<String> wrong = new ArrayList<>();
    CompletableFuture<Void> helper =
        CompletableFuture.runAsync(() -> {
          while (!end.get()) {
            if (!session.texts("String s = \"\"; s.su|").contains("substring")) {
              wrong.add("substring");
            }
            session.texts("name|");
            session.inspect("name1|");
          }
        });
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 25; i++) {
      int name = random.nextInt(5);
      session.run(
          "class T" + name + " { int f" + i + "; } var name" + name + " = new T" + name + "();");
      session.run("int of" + name + "(T" + name + " t) { return t.f" + i + "; }");
      session.run("of" + name + "(name" + name + ")");
    }
    end.set(true);
    helper.join();
    assertEquals(List.of(), wrong);
    assertTrue(session.texts("nam|").contains("name1") || session.texts("nam|").contains("name2"));
  }
}
