"""The commands themselves. Everything heavy is imported inside, so that `--version` and `--help` are quick."""

import sys
from pathlib import Path
from typing import Annotated, Final

import typer
from typer.exceptions import TyperException

from bot.cli.code import code
from bot.cli.desk import app as desk
from bot.cli.rules import app as rules
from bot.cli.teams import app as teams

WRONG: Final = 1
USAGE: Final = 2

app = typer.Typer(
    name="bouncewijzer",
    help="Legt teruggekomen e-mail uit in gewoon Nederlands.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


@app.callback(invoke_without_command=True)
def _top(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Toon de versie.")] = False,  # noqa: FBT002 — typer's form
) -> None:
    if version:
        from importlib.metadata import version as version_of

        print(version_of("bouncewijzer"))
        raise typer.Exit
    if context.invoked_subcommand is None:
        print(context.get_help())
        raise typer.Exit(USAGE)


@app.command()
def explain(
    files: Annotated[
        list[Path] | None, typer.Argument(help="Mails of teksten; - is de standaardinvoer.", show_default=False)
    ] = None,
    *,
    text: Annotated[str | None, typer.Option(help="De tekst zelf, in plaats van een bestand.")] = None,
    why: Annotated[bool, typer.Option("--why", help="Toon welke regel besliste, en wat verloor.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Alles wat bekend is, als JSON per bestand.")] = False,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="Gevallen per regel in, uitkomsten per regel uit.")
    ] = False,
) -> None:
    """Leg een bounce uit, zonder iets te bewaren."""
    from bot.cli import explaining

    raise typer.Exit(explaining.explain(files or [], text=text, why=why, as_json=as_json, jsonl=jsonl))


@app.command()
def check() -> None:
    """Controleer regels, antwoorden, instellingen en Slack."""
    from bot.cli import checking

    raise typer.Exit(checking.check())


@app.command()
def doctor(*, as_json: Annotated[bool, typer.Option("--json", help="Als JSON.")] = False) -> None:
    """Toon op één bladzijde hoe het met deze installatie staat, en wat er te doen is."""
    from bot.cli import doctor

    raise typer.Exit(doctor.doctor(as_json=as_json))


@app.command()
def run() -> None:
    """Start de bot; zonder gegevens van Slack met een eigen werkruimte in de browser."""
    from bot.cli import running

    raise typer.Exit(running.run())


@app.command()
def playground(
    port: Annotated[
        int | None, typer.Option(help="Poort; anders die van BOUNCEWIJZER_PORT.", min=0, max=65535)
    ] = None,
) -> None:
    """Start alleen de werkruimte in de browser, voor een bot in een ander proces."""
    from bot.cli import running

    raise typer.Exit(running.playground(port))


app.command()(code)
app.add_typer(rules)
app.add_typer(desk)
app.add_typer(teams)


def main() -> None:
    """Run the command that was typed, and end the process with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = app(standalone_mode=False)
    except TyperException as error:
        from bot.cli import words

        typed = getattr(error, "option_name", None) or next(iter(sys.argv[1:]), "")
        print(words.unknown_command(typed), file=sys.stderr)
        code = error.exit_code
    sys.exit(code)
