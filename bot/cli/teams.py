"""`bouncewijzer teams …`: what an administrator of Teams needs, and what is still missing here."""

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    name="teams",
    help="Maak het pakket voor Microsoft Teams, en zie wat er nog ontbreekt.",
    add_completion=False,
    rich_markup_mode=None,
)


@app.callback(invoke_without_command=True)
def _top(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        print(context.get_help())
        raise typer.Exit(2)


@app.command()
def package(
    *,
    out: Annotated[Path, typer.Option("--out", help="Het zip-bestand dat geschreven wordt.")] = Path(
        "bouncewijzer-teams.zip"
    ),
    app_id: Annotated[
        str | None, typer.Option("--app-id", help="Id van de registratie; anders TEAMS_APP_ID.")
    ] = None,
    domain: Annotated[
        str | None, typer.Option("--domain", help="Domein van uw pagina's over de app: /, /privacy en /terms.")
    ] = None,
    maker: Annotated[
        str, typer.Option("--maker", help="Wie in Teams als maker van de app staat.")
    ] = "Bouncewijzer",
    mentions_only: Annotated[
        bool, typer.Option("--mentions-only", help="Vraag niet om mee te lezen in kanalen.")
    ] = False,
) -> None:
    """Schrijf het pakket dat u in Teams uploadt."""
    from bot.cli import teams_packing

    raise typer.Exit(teams_packing.package(out, app_id, domain, maker, reads_along=not mentions_only))


@app.command()
def check() -> None:
    """Controleer de instellingen voor Teams, en of Microsoft de registratie kent."""
    from bot.cli import teams_checking

    raise typer.Exit(teams_checking.check())
