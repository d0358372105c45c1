"""The house is in order: layers, sizes, the wheel, and no address to download from."""

import json
import re
import subprocess
import sys
import sysconfig
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PACKAGES: list[str] = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
LONGEST_MODULE = 400


def run(*command: str | Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


# -- the rooms


def test_each_room_imports_only_rooms_below_it() -> None:
    command = Path(sysconfig.get_path("scripts")) / "lint-imports"
    result = run(command, "--config", "pyproject.toml", "--no-cache")
    assert result.returncode == 0, result.stdout + result.stderr


def test_the_layers_are_the_rooms_of_the_wheel() -> None:
    settings = PROJECT["tool"]["importlinter"]
    assert settings["root_packages"] == PACKAGES
    assert settings["contracts"][0]["layers"] == PACKAGES


def test_no_module_is_too_long_to_say_one_thing() -> None:
    lengths = {
        path.relative_to(ROOT): len(path.read_text(encoding="utf-8").splitlines())
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
    }
    assert lengths, "no module found"
    too_long = {str(path): n for path, n in lengths.items() if n > LONGEST_MODULE}
    assert not too_long, f"more than {LONGEST_MODULE} lines: {too_long}"


# -- the wheel


class Installation:
    """The wheel, installed into an environment of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.scripts = folder / ("Scripts" if sys.platform == "win32" else "bin")

    def python(self, code: str, cwd: Path) -> str:
        result = run(self.scripts / "python", "-c", code, cwd=cwd)
        assert result.returncode == 0, result.stderr
        return result.stdout.strip()

    def dabiao(self, *words: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
        return run(self.scripts / "dabiao", *words, cwd=cwd)


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """Build and install the wheel; its dependencies are lent by the present environment.

    They are lent through a path file. Python does not read the path files of a folder that was
    itself added by one, so the editable project of the present environment is not lent.
    """
    folder = tmp_path_factory.mktemp("wheel")
    built = run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder)
    assert built.returncode == 0, built.stdout + built.stderr
    (wheel,) = folder.glob("*.whl")

    venv = folder / "venv"
    made = run(sys.executable, "-m", "venv", "--without-pip", venv)
    assert made.returncode == 0, made.stdout + made.stderr
    installation = Installation(venv)
    installed = run(
        *(sys.executable, "-m", "pip", "--python", installation.scripts / "python"),
        *("--disable-pip-version-check", "install", "--no-deps", "--no-index", wheel),
    )
    assert installed.returncode == 0, installed.stdout + installed.stderr

    own = Path(installation.python("import sysconfig as s; print(s.get_path('purelib'))", folder))
    (own / "lent.pth").write_text(
        f"{sysconfig.get_path('purelib')}\n{sysconfig.get_path('platlib')}\n", encoding="utf-8"
    )
    return installation


@pytest.mark.parametrize("package", PACKAGES)
def test_the_wheel_and_not_the_checkout_is_imported(
    installation: Installation, package: str, tmp_path: Path
) -> None:
    where = installation.python(f"import {package}; print({package}.__file__)", tmp_path)
    assert Path(where).is_relative_to(installation.folder)


def test_the_wheel_holds_the_fonts_and_their_licence(
    installation: Installation, tmp_path: Path
) -> None:
    code = "from reports.fonts import FOLDER; print(*sorted(p.name for p in FOLDER.iterdir()))"
    names = installation.python(code, tmp_path).split()
    here = {path.name for path in (ROOT / "reports" / "fonts").iterdir() if path.is_file()}
    assert here <= set(names)


def test_the_wheel_holds_every_file_of_the_rooms(
    installation: Installation, tmp_path: Path
) -> None:
    import_all = f"import {', '.join(PACKAGES)}; print(dabiao.__file__)"
    site = Path(installation.python(import_all, tmp_path)).parent.parent
    # As git sees them: what is ignored is not part of the project.
    absent = [
        name
        for name in project_files()
        if name.split("/")[0] in PACKAGES and not (site / name).is_file()
    ]
    assert not absent


@pytest.mark.parametrize("words", [("--help",), ("standards",)], ids=" ".join)
def test_the_installed_command_runs_in_any_folder(
    installation: Installation, words: tuple[str, ...], tmp_path: Path
) -> None:
    result = installation.dabiao(*words, cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    assert result.stdout.strip()


def test_the_installed_command_judges_a_bundled_example(
    installation: Installation, tmp_path: Path
) -> None:
    code = "import submissions; print(submissions.__file__)"
    room = Path(installation.python(code, tmp_path)).parent
    examples = sorted((room / "examples").rglob("*.json"))
    assert examples, "the wheel holds no example"
    result = installation.dabiao("check", examples[0], "--json", cwd=tmp_path)
    assert result.returncode in {0, 1}, result.stderr
    assert json.loads(result.stdout)["criteria"]


# -- where things come from

# A program's option, or an address of a package, an archive or an index.
DOWNLOAD = re.compile(
    r"--(?:extra-)?index-url\b|--find-[l]inks\b"
    r"|https?://\S*(?:/simple\b|\.whl\b|\.tgz\b|\.tar\.gz\b)"
    r"|https?://[^\s/]*(?:pypi|registry|mirror)",
    re.IGNORECASE,
)


def project_files() -> list[str]:
    """The files that git holds or would hold."""
    listed = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    if listed.returncode != 0:
        pytest.skip("not a git checkout")
    return [name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_requirements_pin_and_hash_everything_and_name_no_address() -> None:
    files = sorted((ROOT / "requirements").glob("*.txt"))
    assert files
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert "://" not in text, path
        for entry in re.sub(r"\\\n\s*", "", re.sub(r"(?m)^\s*#.*\n", "", text)).splitlines():
            assert re.match(r"[a-z0-9-]+==\S+ .*--hash=sha256:", entry), f"{path}: {entry[:80]}"


def test_requirements_hold_what_the_project_declares() -> None:
    def names(requirements: list[str]) -> set[str]:
        return {re.split(r"[<>=!~\[; ]", line)[0].lower() for line in requirements}

    def pinned(file: str) -> set[str]:
        text = (ROOT / "requirements" / file).read_text(encoding="utf-8")
        return set(re.findall(r"(?m)^([a-z0-9-]+)==", text))

    needed = names(PROJECT["project"]["dependencies"])
    groups = PROJECT["dependency-groups"]
    assert needed <= pinned("run.txt")
    assert needed | names(groups["dev"]) <= pinned("dev.txt")
    extras = PROJECT["project"]["optional-dependencies"]
    assert needed | names(extras["bench"]) <= pinned("bench.txt")
    assert names(groups["fonts"]) <= pinned("fonts.txt")


def test_no_file_says_where_packages_are_downloaded() -> None:
    faults = []
    for name in project_files():
        try:
            text = (ROOT / name).read_text(encoding="utf-8")
        except UnicodeDecodeError:  # fonts and workbooks
            continue
        faults += [f"{name}: {found}" for found in DOWNLOAD.findall(text)]
    assert not faults


@pytest.mark.parametrize(
    "line",
    [
        "--index-" + "url example",
        "https:" + "//example.org/simple/numpy",
        "resolved https:" + "//example.org/a/b-1.0.tgz",
        "https:" + "//mirror.example.org/",
    ],
)
def test_an_address_to_download_from_is_noticed(line: str) -> None:
    assert DOWNLOAD.search(line)
