"""`bouncewijzer desk …`: what an operator asks of what the desk keeps, also while the bot runs."""

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    name="desk",
    help="Bekijk en herstel wat de bot bewaart; wis, bewaar en zet terug.",
    add_completion=False,
    rich_markup_mode=None,
)


@app.callback(invoke_without_command=True)
def _top(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        print(context.get_help())
        raise typer.Exit(2)


@app.command(name="list")
def list_(
    *,
    waiting: Annotated[bool, typer.Option("--waiting", help="Ook het werk dat nog wacht.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Als JSON.")] = False,
) -> None:
    """Toon het werk dat mislukt is, zonder gegevens van personen."""
    from bot.cli import desk_showing

    raise typer.Exit(desk_showing.undone(waiting=waiting, as_json=as_json))


@app.command()
def show(
    work: Annotated[str, typer.Argument(help="Het id van het werk, zoals `desk list` en de logs het noemen.")],
    *,
    text: Annotated[bool, typer.Option("--text", help="Ook wat er geschreven is: gegevens van personen.")] = False,
) -> None:
    """Toon wat er van één stuk werk bekend is."""
    from bot.cli import desk_showing

    raise typer.Exit(desk_showing.one(work, text=text))


@app.command()
def retry(
    works: Annotated[list[str] | None, typer.Argument(help="De ids van het werk.", show_default=False)] = None,
    *,
    every: Annotated[bool, typer.Option("--all", help="Al het werk dat mislukt is.")] = False,
) -> None:
    """Laat mislukt werk opnieuw doen. Een bot die draait pakt het binnen een halve minuut op."""
    from bot.cli import desk_mending

    raise typer.Exit(desk_mending.retry(works or [], every=every))


@app.command()
def forget(
    *,
    person: Annotated[str | None, typer.Option(help="Het id van een persoon in Slack (U…).")] = None,
    address: Annotated[str | None, typer.Option(help="Een mailadres.")] = None,
) -> None:
    """Wis alles van één persoon of één mailadres, en zoek daarna of er niets meer staat."""
    from bot.cli import desk_mending

    raise typer.Exit(desk_mending.forget(person, address))


@app.command()
def sweep() -> None:
    """Wis nu al de teksten waarvan de bewaartijd voorbij is, ook uit de bestanden van de database."""
    from bot.cli import desk_mending

    raise typer.Exit(desk_mending.sweep())


@app.command()
def backup(file: Annotated[Path, typer.Argument(help="Het bestand dat gemaakt wordt (.tar.gz).")]) -> None:
    """Maak een reservekopie in één bestand; de bot mag doordraaien."""
    from bot.cli import desk_moving

    raise typer.Exit(desk_moving.backup(file))


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="Een bestand dat `desk backup` maakte.")],
    *,
    replace: Annotated[bool, typer.Option("--replace", help="Vervang de database die er staat.")] = False,
) -> None:
    """Zet een reservekopie terug; de bot moet gestopt zijn."""
    from bot.cli import desk_moving

    raise typer.Exit(desk_moving.restore(file, replace=replace))


@app.command()
def restored() -> None:
    """Meld dat de database (PostgreSQL) is teruggezet, voordat de bot weer start: zo wordt niets dubbel gezegd."""
    from bot.cli import desk_moving

    raise typer.Exit(desk_moving.restored())


@app.command()
def upgrade(
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Probeer het, en draai alles weer terug.")] = False,
) -> None:
    """Breng de tabellen naar het schema van deze versie. De bot doet dat zelf bij elke start."""
    from bot.cli import desk_upgrading

    raise typer.Exit(desk_upgrading.upgrade(dry_run=dry_run))
