package rivulet.kernel.assist;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rivulet.kernel.session.Assistant;

class CompletenessTest {
  private final Assistant assistant = new Session().assistant;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1 + 1",
        "int x = 5",
        "int x = 5;",
        "undefined(x)",
        "class A {}",
        "void f() { }",
        "for (int i = 0; i < 3; i++) { }",
        "import java.util.*",
        "// comment",
        "\"}{\"",
        "x -> x"
      })
  void wholeCells(String code) {
    assertEquals(new Assistant.Judgement("complete", null), assistant.isComplete(code));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "class A {|4",
        "void f() {|4",
        "void f() { if (x) {|8",
        "int x =|4",
        "1 +|4",
        "foo(|4",
        "foo(1,|4",
        "for (int i = 0; i < 3; i++)|4",
        "if (x) { y(); } else {|4",
        "/* open|0",
        "list.|4",
        "Runnable r = () -> {|4",
        "new int[] {1,|4",
        "String s = \"{\" +|4"
      })
  void unfinishedCells_sayHowFarToIndent(String code, int indent) {
    assertEquals(
        new Assistant.Judgement("incomplete", " ".repeat(indent)), assistant.isComplete(code));
  }

  @Test
  void openTextBlock_isUnfinished() {
    assertEquals("incomplete", assistant.isComplete("String s = \"\"\"\n  abc").status());
    assertEquals("incomplete", assistant.isComplete("String s = \"\"\"").status());
    assertEquals("invalid", assistant.isComplete("String s = \"\"\" abc").status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"int = 5;", "foo(]", "}", "class 5 {}", "String s = \"open"})
  void wrongCells(String code) {
    assertEquals(new Assistant.Judgement("invalid", null), assistant.isComplete(code));
  }
}
