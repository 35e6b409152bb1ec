"""The hook for papers kept in git: its definition as pre-commit reads it, and run by pre-commit in a repository."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from pre_commit.clientlib import load_manifest

ROOT = Path(__file__).parent.parent


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A paper in git, with the hook as its definition has it but for the environment: that of the tests is taken."""
    root = tmp_path / "repository"
    (root / "layouts").mkdir(parents=True)
    for file in (ROOT / "layouts").glob("starter*.yaml"):
        shutil.copy(file, root / "layouts")
    starter = ROOT / "editions" / "starter"
    shutil.copytree(starter, root / "editions" / "starter", ignore=shutil.ignore_patterns("out"))
    [hook] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    config = {"repos": [{"repo": "local", "hooks": [{**hook, "language": "system"}]}]}
    (root / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    run(root, "git", "init", "-q")
    run(root, "git", "add", "-A")
    return root


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {
        **{key: value for key, value in os.environ.items() if not key.startswith("GIT_")},
        "PATH": path,
        "PRE_COMMIT_HOME": str(folder.parent / "cache"),
        "LANG": "en_GB.UTF-8",
    }
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


def hooked(root: Path, *files: str) -> subprocess.CompletedProcess[str]:
    return run(root, sys.executable, "-m", "pre_commit", "run", "--verbose", "--files", *files)


def test_the_definition_is_one_of_pre_commit() -> None:
    [hook] = load_manifest(str(ROOT / ".pre-commit-hooks.yaml"))
    assert (hook["id"], hook["language"], hook["pass_filenames"]) == ("typeset-check", "python", True)


def test_a_paper_that_is_right_may_be_committed(repository: Path) -> None:
    done = hooked(repository, "editions/starter/stories/story.md", "layouts/starter.yaml")
    assert done.returncode == 0, done.stdout + done.stderr
    # One edition, set once.
    assert done.stdout.count("我的报纸") == 1


def test_a_paper_with_an_error_may_not(repository: Path) -> None:
    story = repository / "editions/starter/stories/layout.md"
    story.write_text(story.read_text(encoding="utf-8") + "\n\n" + "太长了。" * 400 + "\n", encoding="utf-8")
    run(repository, "git", "add", "-A")
    done = hooked(repository, "editions/starter/stories/layout.md")
    assert done.returncode == 1
    assert "T101 overset" in done.stdout


def test_other_files_set_nothing(repository: Path) -> None:
    (repository / "README.md").write_text("x\n", encoding="utf-8")
    done = hooked(repository, "README.md")
    assert done.returncode == 0
    assert "Skipped" in done.stdout
