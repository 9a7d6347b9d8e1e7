"""Jupyter's console, driven as by a person at a terminal."""

import os
import sys
import time
import unittest

import pexpect


class ConsoleTest(unittest.TestCase):
    LONG = 60

    def setUp(self):
        words = ["-m", "jupyter_console", "--kernel=rivulet", "--simple-prompt", "--no-confirm-exit"]
        environment = os.environ | {"JUPYTER_CONSOLE_TEST": "1", "TERM": "dumb"}
        self.console = pexpect.spawn(
            sys.executable, words, env=environment, encoding="utf-8", timeout=self.LONG
        )
        self.prompt(1)
        # The console takes the idle of its own kernel_info for the first cell's, unless it has seen
        # it; a blank line makes it look.
        time.sleep(1)
        self.console.sendline(" ")
        self.prompt(1)

    def tearDown(self):
        self.console.close(force=True)

    def prompt(self, number):
        self.console.expect_exact(f"In [{number}]: ")

    def test_values_streams_errors_and_the_end(self):
        self.console.sendline("6 * 7")
        self.console.expect_exact("Out[1]: 42")
        self.prompt(2)
        self.console.sendline('System.out.println("a" + "b");')
        self.console.expect_exact("\nab\r\n")
        self.prompt(3)
        self.console.sendline('display(html("<b>x</b>"))')
        self.console.expect_exact("<b>x</b>")
        self.prompt(4)
        self.console.sendline("int zero = 0; 1 / zero")
        self.console.expect_exact("java.lang.ArithmeticException")
        self.console.expect_exact("Cell In[4], line 1")
        self.prompt(5)
        self.console.sendeof()
        self.console.expect(pexpect.EOF)

    def assert_ends_with(self, word):
        self.console.sendline(word)
        self.console.expect(pexpect.EOF)
        self.console.wait()
        self.assertEqual(0, self.console.exitstatus)

    def test_exit_ends_the_console(self):
        self.console.sendline('String exit = "a variable";')
        self.prompt(2)
        self.console.sendline("exit")
        self.console.expect_exact("Out[2]: a variable")
        self.prompt(3)
        self.console.sendline("%reset -f")
        self.prompt(4)
        self.assert_ends_with("exit")

    def test_quit_ends_the_console(self):
        self.assert_ends_with("quit()")

    def test_output_is_cleared_and_updated(self):
        self.console.sendline('String id = display("fir" + "st"); clearOutput(true); display("sec" + "ond");')
        self.console.expect_exact("first")
        self.console.expect_exact("second")
        self.prompt(2)
        self.console.sendline('updateDisplay(id, "thi" + "rd");')
        self.prompt(3)
        self.console.sendline("6 * 7")
        self.console.expect_exact("Out[3]: 42")

    def test_input_is_asked_for(self):
        self.console.sendline('"<" + new Scanner(System.in).nextLine() + ">"')
        self.console.sendline("typed")
        self.console.expect_exact("Out[1]: <typed>")
        self.prompt(2)

    def test_interrupt_stops_the_cell_and_variables_live(self):
        self.console.sendline("int n = 3;")
        self.prompt(2)
        self.console.sendline('System.out.println("run" + "ning"); while (true) { n++; }')
        self.console.expect_exact("\nrunning")
        self.console.sendintr()
        self.console.expect_exact("Interrupted")
        self.prompt(3)
        self.console.sendline('n > 3 ? "alive" : "dead"')
        self.console.expect_exact("Out[3]: alive")
