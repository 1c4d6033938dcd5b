"""The man page and the shell completions, made by the command from its own tables."""

import shutil
import subprocess

import pytest


@pytest.fixture
def models(run):
    return run("list", "--json").json


def test_man_names_everything(run, models):
    page = run("generate", "man").out.replace("\\-", "-")
    for model in models:
        assert f".SS {model['name']}\n" in page
        for variable in model["inputs"] + model["results"]:
            assert f"\\fB{variable['name']}\\fR" in page
    for command in ["list", "show", "run", "solve", "sample", "audit"]:
        assert f".SS aicompute {command} " in page
    assert "--columns" in page and "EXIT STATUS" in page


@pytest.mark.skipif(not shutil.which("man"), reason="man is not installed")
def test_man_renders_without_a_warning(run, tmp_path):
    path = tmp_path / "aicompute.1"
    path.write_text(run("generate", "man").out, encoding="utf-8")
    done = subprocess.run(
        ["man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", path],
        capture_output=True,
        env={
            "PATH": "/usr/bin:/bin",
            "MANWIDTH": "80",
            "LC_ALL": "C.UTF-8",
            "MAN_KEEP_FORMATTING": "",
        },
    )
    if b"minimized" in done.stderr + done.stdout:
        pytest.skip("this system has no man pages")
    assert done.returncode == 0 and done.stderr == b""
    assert b"gpu_count" in done.stdout


@pytest.mark.skipif(not shutil.which("bash"), reason="bash is not installed")
def test_bash_completion(run, models, tmp_path):
    path = tmp_path / "aicompute"
    path.write_text(run("generate", "bash").out)
    subprocess.run(["bash", "-n", path], check=True)

    def complete(*words):
        script = (
            f"source {path}; COMP_WORDS=({' '.join(map(repr, words))}); "
            f"COMP_CWORD={len(words) - 1}; _aicompute; "
            "printf '%s\\n' \"${COMPREPLY[@]}\""
        )
        done = subprocess.run(
            ["bash", "-c", script], capture_output=True, text=True, check=True
        )
        return done.stdout.split()

    assert complete("aicompute", "au") == ["audit"]
    assert complete("aicompute", "run", "facility_") == ["facility_power"]
    assert complete("aicompute", "run", "fleet_power+facil") == [
        "fleet_power+facility_power"
    ]
    assert complete("aicompute", "run", "facility_power", "pu") == ["pue="]
    assert complete("aicompute", "run", "--col") == ["--columns"]
    assert complete("aicompute", "list", "--js") == ["--json"]
    assert set(complete("aicompute", "show", "")) == {model["name"] for model in models}


@pytest.mark.skipif(not shutil.which("zsh"), reason="zsh is not installed")
def test_zsh_completion(run, tmp_path):
    path = tmp_path / "_aicompute"
    path.write_text(run("generate", "zsh").out)
    subprocess.run(["zsh", "-n", path], check=True)


def test_zsh_begins_with_its_tag(run):
    assert run("generate", "zsh").out.startswith("#compdef aicompute\n")


def test_refusals(refused):
    refused("generate", says="man, bash and zsh")
    refused("generate", "fish", says='"fish"')
