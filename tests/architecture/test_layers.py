"""What the design forbids, checked on the code itself."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2] / "src" / "phoihop"
CLOCKS = {"now", "today", "localtime", "localdate", "utcnow"}


def python_files() -> list[Path]:
    return [
        path
        for path in ROOT.rglob("*.py")
        if "migrations" not in path.parts and "tests" not in path.parts
    ]


def test_services_do_not_ask_the_clock() -> None:
    asking = []
    for path in python_files():
        name = path.relative_to(ROOT).as_posix()
        if "services" not in name:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                owner = getattr(node.func.value, "id", "")
                told = bool(node.args)  # timezone.localtime(at) asks nothing
                asks = node.func.attr in CLOCKS and not told
                if asks and owner in {"timezone", "datetime", "date", "clock"}:
                    asking.append(f"{name}:{node.lineno}")

    # audit keeps the real time beside a simulated one; accounts ask it for security, not facts.
    allowed = ("audit/", "accounts/", "ui/", "jobs/")
    assert [place for place in asking if not place.startswith(allowed)] == []


def test_views_do_not_save() -> None:
    saving = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in python_files()
        if "views" in path.as_posix()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"save", "bulk_create", "delete", "bulk_update"}
    ]

    assert saving == []


def test_no_file_does_two_things() -> None:
    long = {
        str(path.relative_to(ROOT)): count
        for path in python_files()
        if (count := len(path.read_text("utf-8").splitlines())) > 400
    }

    # The models of a room stand in one file: one table after the other.
    assert {name: n for name, n in long.items() if not name.endswith("models.py")} == {}


def test_templates_have_no_inline_script_or_style() -> None:
    bad = []
    for path in ROOT.rglob("*.html"):
        text = path.read_text("utf-8")
        if " style=" in text or "<style" in text or " onclick=" in text:
            bad.append(str(path.relative_to(ROOT)))
        if "<script>" in text:
            bad.append(str(path.relative_to(ROOT)))

    assert bad == []
