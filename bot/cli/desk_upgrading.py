"""`bouncewijzer desk upgrade`."""

from bot.cli import desk_words as words
from bot.cli.complaints import complain
from bot.cli.desk_books import urls, with_settings
from bot.desk.books import reached
from bot.desk.database import SchemaTooNewError, migrate
from bot.settings import Settings


def upgrade(*, dry_run: bool) -> int:
    """Bring the tables to the schema of this version, or see whether that would go. Gives the exit code."""

    def do(settings: Settings) -> int:
        cases, _ = urls(settings)
        try:
            with reached(cases):
                steps = migrate(cases, dry_run=dry_run)
        except SchemaTooNewError as error:
            return complain(words.newer(error.standing))
        for step in steps:
            print(words.step(step.number, step.does))
        print(words.upgraded(len(steps), dry_run=dry_run))
        return 0

    return with_settings(do)
