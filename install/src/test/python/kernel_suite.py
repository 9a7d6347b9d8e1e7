"""Jupyter's own test suite for kernels, with every optional part."""

import jupyter_kernel_test


class RivuletTest(jupyter_kernel_test.KernelTests):
    kernel_name = "rivulet"
    language_name = "java"
    file_extension = ".java"

    code_hello_world = 'System.out.println("hello, world");'
    code_stderr = 'System.err.println("aside");'
    completion_samples = [
        {"text": "Syst"},
        {"text": "System.out.printl", "matches": ["println"]},
        {"text": "tensor(2.0).requiresGrad", "matches": ["requiresGrad", "requiresGrad_"]},
        {"text": "xyzzy.", "matches": []},
    ]
    complete_code_samples = ["int a = 1;", "1 + 1", "void f() {}", "for (int i = 0; i < 3; i++) {}", ""]
    incomplete_code_samples = ["void f() {", "f(1,", "/* open", 'var t = """', "for (int i = 0; i < 3; i++)"]
    invalid_code_samples = ["int 1a;", "f(]", '"open']
    code_page_something = "?String"
    code_generate_error = "int zero = 0; 1 / zero"
    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": '"a" + 1;', "result": "a1"},
        {"code": "tensor(2.0).requiresGrad_()", "result": "tensor(2., requires_grad=True)"},
        {"code": 'Map.of("a", 1)', "mime": "text/html"},
    ]
    code_display_data = [
        {"code": "display(List.of(1, 2));", "mime": "text/plain"},
        {"code": 'display("<b>x</b>", "text/html");', "mime": "text/html"},
        {"code": 'display(markdown("# x"));', "mime": "text/markdown"},
        {"code": 'display(latex("$x$"));', "mime": "text/latex"},
        {"code": 'display(svg("<svg xmlns=\'http://www.w3.org/2000/svg\'/>"));', "mime": "image/svg+xml"},
        {"code": "display(new java.awt.image.BufferedImage(1, 1, 1));", "mime": "image/png"},
        {"code": 'display(new java.awt.image.BufferedImage(1, 1, 1), "jpeg");', "mime": "image/jpeg"},
        {"code": "display(json(Map.of()));", "mime": "application/json"},
        {"code": 'display(vegaLite("{}"));', "mime": "application/vnd.vegalite.v5+json"},
        {"code": 'display(mermaid("graph TD"));', "mime": "text/vnd.mermaid"},
    ]
    supported_history_operations = ("tail", "range", "search")
    code_history_pattern = "6 ? 7"
    code_inspect_sample = "System"
    code_clear_output = "clearOutput(false);"


class RivuletWelcomeTest(jupyter_kernel_test.IopubWelcomeTests):
    kernel_name = "rivulet"
    support_iopub_welcome = True
