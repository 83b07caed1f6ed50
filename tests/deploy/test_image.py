"""The Dockerfile: what goes into the image, as whom it runs, and how it is asked whether it is well."""

import json
import re

import pytest

from tests.deploy.files import DEPLOY

LINES = (DEPLOY / "Dockerfile").read_text("utf-8").replace("\\\n", " ").splitlines()
STEPS = [tuple(line.split(None, 1)) for line in LINES if line and not line.startswith("#")]
LAST = STEPS[max(number for number, (word, _) in enumerate(STEPS) if word == "FROM") :]


def of(word: str) -> list[str]:
    """What the last stage says under a word."""
    return [rest for each, rest in LAST if each == word]


def test_it_is_nobody_s_root() -> None:
    (user,) = of("USER")
    assert re.fullmatch(r"[1-9]\d{4}:[1-9]\d{4}", user), "a number: a cluster cannot know a name"


def test_everything_comes_from_the_lock_and_the_wheel() -> None:
    installs = [rest for word, rest in STEPS if word == "RUN" and "pip install" in rest]
    assert len(installs) == 2
    assert all(flag in installs[0] for flag in ("--require-hashes", "--only-binary :all:"))
    assert all(flag in installs[1] for flag in ("--no-index", "--no-deps", "*.whl"))
    copied = [rest.split()[:-1] for word, rest in STEPS if word == "COPY"]
    assert copied == [["${LOCK}"], ["dist/*.whl"], ["--from=builder", "/opt/bouncewijzer"]]


def test_no_pip_and_no_checkout_are_left_in_it() -> None:
    assert any("pip uninstall --yes" in rest for word, rest in STEPS if word == "RUN")
    assert not any(word == "ADD" for word, _ in STEPS)
    ignored = (DEPLOY.parent / ".dockerignore").read_text("utf-8").splitlines()
    assert ignored[0] == "*"
    assert all(line.startswith("!") for line in ignored[1:])


def test_its_health_is_asked_with_what_is_in_it() -> None:
    (check,) = of("HEALTHCHECK")
    command = json.loads(check.partition("CMD ")[2])
    assert command[:2] == ["python3", "-c"]
    compile(command[2], "HEALTHCHECK", "exec")
    assert "/health/ready" in command[2]


def test_a_signal_reaches_the_bot() -> None:
    """The exec form: a shell in between would keep SIGTERM for itself."""
    assert json.loads(of("ENTRYPOINT")[0]) == ["bouncewijzer"]
    assert json.loads(of("CMD")[0]) == ["run"]
    assert of("STOPSIGNAL") == ["SIGTERM"]


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-ocr.lock", "requirements-teams.lock"])
def test_every_lock_may_go_into_it(lock: str) -> None:
    assert f"!{lock}" in (DEPLOY.parent / ".dockerignore").read_text("utf-8")
    assert (DEPLOY.parent / lock).is_file()
