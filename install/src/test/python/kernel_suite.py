"""Jupyter's own test suite for kernels, with the parts that are built."""

import jupyter_kernel_test
from jupyter_kernel_test import validate_message


class RivuletTest(jupyter_kernel_test.KernelTests):
    kernel_name = "rivulet"
    language_name = "java"
    file_extension = ".java"

    code_hello_world = 'System.out.println("hello, world");'
    code_stderr = 'System.err.println("aside");'
    complete_code_samples = ["int a = 1;", "1 + 1", "void f() {}", "for (int i = 0; i < 3; i++) {}", ""]
    incomplete_code_samples = ["void f() {", "f(1,", "/* open", 'var t = """', "for (int i = 0; i < 3; i++)"]
    invalid_code_samples = ["int 1a;", "f(]", '"open']
    code_generate_error = "int zero = 0; 1 / zero"
    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": '"a" + 1;', "result": "a1"},
        {"code": "tensor(2.0).requiresGrad_()", "result": "tensor(2., requires_grad=True)"},
    ]
    code_display_data = [{"code": "display(List.of(1, 2));", "mime": "text/plain"}]
    code_clear_output = "clearOutput(false);"

    code_page_something = (
        "rivulet.kernel.session.CellContext.current()"
        '.page(new io.github.spencerpark.jupyter.kernel.display.DisplayData("help"));'
    )
    supported_history_operations = ("tail", "range", "search")
    code_history_pattern = "6*"

    # Built later: complete and inspect answer empty.
    test_completion = test_inspect = None

    def empty_reply(self, request, reply_type):
        reply = self.get_non_kernel_info_reply(timeout=15)
        validate_message(reply, reply_type, request)
        self.assertEqual(reply["content"]["status"], "ok")
        return reply["content"]

    def test_requests_built_later_answer_empty(self):
        self.flush_channels()
        self.assertEqual(self.empty_reply(self.kc.complete("Sys"), "complete_reply")["matches"], [])
        self.assertFalse(self.empty_reply(self.kc.inspect("System"), "inspect_reply")["found"])


class RivuletWelcomeTest(jupyter_kernel_test.IopubWelcomeTests):
    kernel_name = "rivulet"
    support_iopub_welcome = True
