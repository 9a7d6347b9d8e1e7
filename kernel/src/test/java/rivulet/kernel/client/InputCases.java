package rivulet.kernel.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rivulet.kernel.protocol.Channel;
import rivulet.kernel.protocol.Input;

/// What a client sees of cells that ask for input, whatever the way to the kernel.
abstract class InputCases extends ExecutionCases {
  @Test
  void stdin_notAllowed_failsAtOnce() throws Exception {
    Told told = run("readByte");
    String said = String.valueOf(reply(told).evalue());
    assertTrue(said.contains("allow_stdin is false"), said);
  }

  @Test
  void stdin_longLineAndAccents_arriveWhole() throws Exception {
    String line = "é€😀".repeat(5000);
    client.onInput(question -> client.answer(line));
    Told told = tell(request("print ?\nread", false, true, Map.of(), true, true));
    assertEquals("?\nread: " + line + "\n", told.stream("stdout"));
  }

  @Test
  void stdin_readByte_isUnsigned() throws Exception {
    client.onInput(question -> client.answer("é"));
    Told told = tell(request("readByte", false, true, Map.of(), true, true));
    assertEquals("byte: 195\n", told.stream("stdout"));
  }

  @Test
  void stdin_endOfInput_isMinusOne() throws Exception {
    client.onInput(question -> client.answer("\u0004"));
    Told told = tell(request("readByte", false, true, Map.of(), true, true));
    assertEquals("byte: -1\n", told.stream("stdout"));
  }

  @Test
  void stdin_interruptedRead_fails_andStaleAnswerIsDropped() throws Exception {
    client.onInput(question -> client.interrupt());
    Told told = tell(request("readByte", false, true, Map.of(), true, true));
    assertEquals("error", reply(told).status());
    client.answer("stale");
    // The next cell goes another way, on which it could overtake the answer.
    client.listen(Duration.ofMillis(500));
    client.onInput(question -> client.answer("A"));
    Told next = tell(request("readByte", false, true, Map.of(), true, true));
    assertEquals("byte: 65\n", next.stream("stdout"));
  }

  /// The kernel is still at work on the interrupt of the first cell when the next one asks.
  @Test
  void stdin_interruptOfACell_leavesTheReadOfTheNextAlone() throws Exception {
    List<KernelClient.Exchange> interrupts = new ArrayList<>();
    client.onInput(question -> interrupts.add(client.interrupt()));
    assertEquals("error", reply(asking("slowToInterrupt\nreadByte")).status());
    List<Input.Request> asked = new ArrayList<>();
    client.onInput(asked::add);
    Told next = send(Channel.SHELL, request("readByte", false, true, Map.of(), true, true));
    client.await(interrupts.getFirst(), SOON);
    while (asked.isEmpty()) {
      client.listen(Duration.ofMillis(50));
    }
    client.answer("A");
    client.await(next.exchange(), SOON);
    assertEquals("byte: 65\n", next.stream("stdout"));
  }

  @Test
  void stdin_endOfInputAfterLines_endsTheReader() throws Exception {
    List<String> answers = new ArrayList<>(List.of("one", "", "three", "\u0004"));
    client.onInput(question -> client.answer(answers.removeFirst()));
    assertEquals("line: one\nline: \nline: three\n", asking("lines?").stream("stdout"));
  }

  @Test
  void input_asksWithItsPromptBehindAllOutput() throws Exception {
    List<Input.Request> asked = new ArrayList<>();
    client.onInput(question -> {
      asked.add(question);
      client.answer("Ada");
    });
    Told told = asking("print before\ninput Name: \npassword Secret: ");
    assertEquals(
        List.of(new Input.Request("Name: ", false), new Input.Request("Secret: ", true)), asked);
    assertEquals("before\nread: Ada\nread: Ada\n", told.stream("stdout"));
  }

  @Test
  void input_endOfInput_isNull() throws Exception {
    client.onInput(question -> client.answer("\u0004"));
    assertEquals("read: null\n", asking("input ?").stream("stdout"));
  }

  @Test
  void input_notAllowed_failsAtOnce() throws Exception {
    String said = String.valueOf(reply(run("input ?")).evalue());
    assertTrue(said.contains("allow_stdin is false"), said);
  }

  @Test
  void stdin_restOfALine_isNotForTheNextCell() throws Exception {
    List<String> answers = new ArrayList<>(List.of("AB", "CD"));
    client.onInput(question -> client.answer(answers.removeFirst()));
    assertEquals("byte: 65\nbyte: 66\n", asking("readByte\nreadByte").stream("stdout"));
    assertEquals("byte: 67\n", asking("readByte").stream("stdout"));
  }

  private Told asking(String code) throws Exception {
    return tell(request(code, false, true, Map.of(), true, true));
  }
}
