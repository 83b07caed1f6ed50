"""`bouncewijzer rules …`: what whoever writes rules asks of them."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    name="rules", help="Controleer en bevraag de regels.", add_completion=False, rich_markup_mode=None
)


@app.callback(invoke_without_command=True)
def _top(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        print(context.get_help())
        raise typer.Exit(2)


class Kind(StrEnum):
    """What has a JSON Schema."""

    RULES = "rules"
    INTENTS = "intents"
    MEANINGS = "meanings"


@app.command()
def check(
    *,
    mutate: Annotated[
        bool, typer.Option("--mutate", help="Haal ook elke aanwijzing een keer weg: merkt een voorbeeld het?")
    ] = False,
) -> None:
    """Zoek regels die nooit winnen, dubbel zijn, gelijk spelen, geen voorbeeld hebben of traag zijn."""
    from bot.cli import rule_checking

    raise typer.Exit(rule_checking.check(mutate=mutate))


@app.command()
def explain(rule: Annotated[str, typer.Argument(help="Het id van de regel.")]) -> None:
    """Toon een regel: waar hij staat, wat hij herkent, en van welke regels hij wint en verliest."""
    from bot.cli import rule_explaining

    raise typer.Exit(rule_explaining.explain(rule))


@app.command()
def coverage(folder: Annotated[Path, typer.Argument(help="Een map met mails (.eml, .msg, .txt).")]) -> None:
    """Toon welke regels beslissen over de mails in een map, en wat onbekend blijft."""
    from bot.cli import rule_coverage

    raise typer.Exit(rule_coverage.coverage(folder))


@app.command()
def schema(kind: Annotated[Kind, typer.Argument(help="Waarvan.")] = Kind.RULES) -> None:
    """Toon het JSON-schema waarmee een editor de YAML aanvult en controleert."""
    import json

    from bot.cli.schemas import SCHEMAS

    print(json.dumps(SCHEMAS[kind.value](), ensure_ascii=False, indent=2))
