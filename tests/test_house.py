"""The house keeps its own rules: sizes, names, what stands where, and nothing undocumented."""

import ast
import inspect
import re
import statistics
import subprocess
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from pathlib import Path

import pytest

from core import errors
from core.language import has_text, keys
from core.settings import PREFIX, Settings

ROOT = Path(__file__).resolve().parents[1]
PRODUCT = ("core", "components", "callbacks")
FRONT_DOORS = {
    *("questions", "release", "language", "places", "groups", "published"),
    *("errors", "settings"),
}
TOP_LEVEL = {
    *("app.py", "components", "callbacks", "core", "assets", "data", "tests", ".ci"),
    *("pyproject.toml", "requirements.lock", "Makefile", "Dockerfile"),
    *("README.md", "CONTRIBUTING.md", "LICENSE"),
}
MEGABYTE = 1_000_000
MOST_LINES_OF_A_FUNCTION, MOST_LINES_OF_A_MODULE = 40, 250
SAY_NOTHING = {"utils", "util", "helpers", "helper", "misc", "df", "tmp", "manager", "hhi"}
SAY_LITTLE = ("get_", "handle_", "process_")

type_of_function = (ast.FunctionDef, ast.AsyncFunctionDef)


@cache
def modules() -> dict[str, ast.Module]:
    paths = [path for room in PRODUCT for path in (ROOT / room).rglob("*.py")]
    paths += [path for path in [ROOT / "app.py"] if path.exists()]
    return {str(path.relative_to(ROOT)): ast.parse(path.read_text("utf-8")) for path in paths}


@cache
def sizes_of_functions() -> dict[str, int]:
    return {
        f"{name}:{node.lineno} {node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for name, module in modules().items()
        for node in ast.walk(module)
        if isinstance(node, type_of_function)
    }


@cache
def kept_files() -> tuple[Path, ...]:
    """Every file that git keeps or would keep."""
    command = ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z", "--cached", "--others"]
    try:
        listed = subprocess.run(
            [*command, "--exclude-standard"], cwd=ROOT, check=True, capture_output=True, text=True
        )
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this is no git checkout, so nothing says which files belong to it")
    paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    return tuple(path for path in paths if path.is_file())


def lines_matching(pattern: str) -> list[str]:
    """The lines of kept text files that match, with their place."""
    found = []
    for path in kept_files():
        text = path.read_bytes().decode("utf-8", "ignore")
        if re.search(pattern, text):
            found += [
                f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}"
                for number, line in enumerate(text.splitlines(), 1)
                if re.search(pattern, line)
            ]
    return found


def test_no_function_is_longer_than_a_screen() -> None:
    sizes = sizes_of_functions()
    assert not {name: size for name, size in sizes.items() if size > MOST_LINES_OF_A_FUNCTION}


def test_most_functions_are_read_at_a_glance() -> None:
    sizes = sorted(sizes_of_functions().values())
    assert statistics.median(sizes) <= 8
    assert statistics.quantiles(sizes, n=10)[-1] <= 25


def test_no_module_is_longer_than_a_few_screens() -> None:
    lines = {name: len((ROOT / name).read_text("utf-8").splitlines()) for name in modules()}
    assert not {name: n for name, n in lines.items() if n > MOST_LINES_OF_A_MODULE}


def test_every_folder_of_modules_is_a_package() -> None:
    """A folder without ``__init__.py`` escapes the rules on who imports whom."""
    folders = {(ROOT / name).parent for name in modules()} - {ROOT}
    assert not [folder for folder in folders if not (folder / "__init__.py").exists()]


def names_given(module: ast.Module) -> Iterator[tuple[str, bool]]:
    """Each name a module gives, and whether a function bears it."""
    for node in ast.walk(module):
        if isinstance(node, type_of_function):
            yield node.name, True
        elif isinstance(node, ast.ClassDef):
            yield re.sub(r"(?<=[a-z])(?=[A-Z])", "_", node.name).lower(), False
        elif isinstance(node, ast.arg):
            yield node.arg, False
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id, False


def empty_names(module: ast.Module) -> list[str]:
    return [
        name
        for name, is_function in names_given(module)
        if SAY_NOTHING & set(name.lower().split("_"))
        or (is_function and name.lstrip("_").startswith(SAY_LITTLE))
    ]


def test_every_name_says_what_it_names() -> None:
    of_modules = {name: empty_names(module) for name, module in modules().items()}
    assert not {name: found for name, found in of_modules.items() if found}
    assert not [name for name in modules() if SAY_NOTHING & set(re.split(r"[/_.]", name))]


@pytest.mark.parametrize(
    "code", ["def get_rows(): ...", "tmp_rows = 1", "def rank(df): ...", "class RowManager: ..."]
)
def test_an_empty_name_is_noticed(code: str) -> None:
    assert empty_names(ast.parse(code))


def test_only_what_belongs_there_stands_at_the_top() -> None:
    top = {path.relative_to(ROOT).parts for path in kept_files()}
    dot_files = {parts[0] for parts in top if len(parts) == 1 and parts[0].startswith(".")}
    assert {parts[0] for parts in top} - TOP_LEVEL - dot_files == set()


def test_no_file_is_larger_than_a_megabyte() -> None:
    assert not [path for path in kept_files() if path.stat().st_size > MEGABYTE]


def test_nothing_generated_is_kept_under_data() -> None:
    data = ROOT / "data"
    assert [path for path in kept_files() if data in path.parents] == [data / "README.md"]


def test_no_file_names_the_machine_it_was_written_on() -> None:
    folders = r"(?<![\w.<-])/(work|home|root|Users|opt/pypi)/\w"
    neighbours = r"(?<!\w)\.\./shared|shared/\w+\.(md|json)"
    hosts = r"://(10\.|192\.168\.|[\w.-]+\.(internal|lan|corp)\b)"
    assert not [line for kind in (folders, neighbours, hosts) for line in lines_matching(kind)]


def test_no_file_leaves_work_for_later() -> None:
    assert not lines_matching(r"\b(TO[D]O|FIX[M]E|XX[X])\b")


def dependencies() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = [name for extra in project["optional-dependencies"].values() for name in extra]
    return {re.split(r"[^\w-]", name)[0].lower() for name in [*project["dependencies"], *extras]}


def test_every_dependency_has_its_reason() -> None:
    section = (ROOT / "CONTRIBUTING.md").read_text("utf-8").partition("\n## Dependencies\n")[2]
    rows = re.findall(r"^\| `([\w-]+)` \| (\S.*\S) \|$", section.partition("\n## ")[0], re.M)
    assert {name for name, _ in rows} == dependencies()
    assert len(rows) == len(dependencies())


def test_every_dependency_is_locked_with_its_hashes_and_from_no_particular_address() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    locked = re.findall(r"^([\w.-]+)==[^\\\n]*\\\n    --hash=sha256:", lock, re.M)
    assert dependencies() <= set(locked)
    assert not re.findall(r"://|^--(?:extra-)?index|^--find-links", lock, re.M)


def test_every_setting_is_documented() -> None:
    documents = (ROOT / "README.md").read_text("utf-8")
    missing = [
        field.name for field in fields(Settings) if PREFIX + field.name.upper() not in documents
    ]
    assert not missing


def test_every_error_has_words_for_a_reader() -> None:
    classes = [kind for _, kind in inspect.getmembers(errors, inspect.isclass)]
    own = [kind for kind in classes if issubclass(kind, errors.CoreError)]
    assert len({kind.key for kind in own}) == len(own)
    assert not [kind.__name__ for kind in own if not has_text(kind.key)]


def names_of_text(module: ast.Module) -> set[str]:
    """What a module calls the catalogue's ``text`` and ``has_text``."""
    return {
        alias.asname or alias.name
        for node in ast.walk(module)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("core.language")
        for alias in node.names
        if alias.name in ("text", "has_text")
    }


def keys_asked(module: ast.Module) -> Iterator[tuple[str, bool]]:
    """Each key a module asks for by name, and whether that is only the key's beginning."""
    names = names_of_text(module)
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
            key = node.args[0] if node.func.id in names else None
            if isinstance(key, ast.Constant):
                yield str(key.value), False
            elif isinstance(key, ast.JoinedStr) and isinstance(key.values[0], ast.Constant):
                yield str(key.values[0].value), True


def unknown_keys(module: ast.Module) -> list[str]:
    return [
        key
        for key, is_beginning in keys_asked(module)
        if not (any(known.startswith(key) for known in keys()) if is_beginning else has_text(key))
    ]


def test_every_text_asked_for_by_name_exists() -> None:
    of_modules = {name: unknown_keys(module) for name, module in modules().items()}
    assert not {name: found for name, found in of_modules.items() if found}


@pytest.mark.parametrize("call", ['text("no.such", "nl")', 'text(f"nowhere.{code}", "nl")'])
def test_a_text_that_does_not_exist_is_noticed(call: str) -> None:
    assert unknown_keys(ast.parse(f"from core.language import text\n{call}"))
    assert not unknown_keys(ast.parse('from core.language import text\ntext("errors.core", "nl")'))


def test_the_application_enters_the_core_by_its_front_doors() -> None:
    """import-linter guards the packages; app.py is none, so it is guarded here."""
    imports = list(ast.walk(modules().get("app.py", ast.parse(""))))
    whole = [name.name for node in imports if isinstance(node, ast.Import) for name in node.names]
    parts = [
        f"{node.module}.{name.name}"
        for node in imports
        if isinstance(node, ast.ImportFrom)
        for name in node.names
    ]
    doors = {name.split(".")[1] for name in whole + parts if name.startswith("core.")}
    assert doors <= FRONT_DOORS
    assert "core" not in whole


def test_the_licence_is_complete() -> None:
    licence = (ROOT / "LICENSE").read_text("utf-8")
    articles = [int(number) for number in re.findall(r"^(\d+)\. [A-Z]", licence, re.M)]
    assert articles == list(range(1, 16))
    assert "‘Compatible Licences’ according to Article 5 EUPL are:" in licence
    assert licence.endswith("require the production of a new EUPL version.\n")
