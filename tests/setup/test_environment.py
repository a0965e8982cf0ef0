"""A machine that lacks something is told so in one sentence, and nothing is installed twice."""

import hashlib
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from setup import environment, run
from setup.console import ROOT


def test_a_python_that_is_too_old_is_told_which_one_to_name() -> None:
    pretend = "import sys; sys.version_info = (3, 9, 1); import setup.environment"
    done = subprocess.run([sys.executable, "-c", pretend], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("The registry needs Python 3.11 or newer, and this is Python 3.9.")
    assert "Traceback" not in done.stderr


def test_an_environment_that_does_not_start_is_seen(tmp_path: Path) -> None:
    assert not environment.works(tmp_path)
    broken = environment.python_of(tmp_path)
    broken.parent.mkdir()
    broken.symlink_to(tmp_path / "gone")
    assert not environment.works(tmp_path)


def test_a_lock_is_installed_again_only_when_it_changed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lock = tmp_path / "some.txt"
    lock.write_text("# nothing is asked for\n")
    (tmp_path / ".some.installed").write_text(hashlib.sha256(lock.read_bytes()).hexdigest())
    environment.install(tmp_path, lock)
    assert "installed already" in capsys.readouterr().out

    lock.write_text("# and now something else\n")
    with pytest.raises(FileNotFoundError):  # there is no pip in this folder: it was about to be called
        environment.install(tmp_path, lock)


def test_a_package_with_another_hash_is_refused_with_a_sentence(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "thing-1.0-py3-none-any.whl"
    package.write_bytes(b"not what was locked")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    lock = tmp_path / "some.txt"
    lock.write_text(f"thing==1.0 --hash=sha256:{'0' * 64}\n")
    with pytest.raises(SystemExit):
        environment.install(Path(sys.prefix), lock)
    assert "pip could not install some.txt" in capfd.readouterr().err
    assert not (Path(sys.prefix) / ".some.installed").exists()


def test_a_port_in_use_is_refused_with_another_one_proposed(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind((run.HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(SystemExit):
            run.refuse_taken(port)
    assert f"Port {port} is already in use" in capsys.readouterr().err
    run.refuse_taken(port)


@pytest.mark.parametrize("text", ["", "0", "65536", "-1", "eighty", "８０００", "80 00"])
def test_what_is_no_port_is_refused(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run.port_from(text)
    assert "make run PORT=" in capsys.readouterr().err


def test_a_command_that_fails_is_told_by_its_last_words(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://nobody@127.0.0.1:1/none")
    with pytest.raises(SystemExit):
        run.manage("migrate", "--noinput")
    said = capsys.readouterr().err
    assert said.startswith("✗ manage.py migrate failed. It said:")
    assert "Traceback" not in said


def test_make_lists_its_commands() -> None:
    listed = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for command in ("run", "test", "check"):
        assert f"make {command} " in listed
