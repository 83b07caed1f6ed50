"""What Alembic runs: the connection comes from `bot.desk.database.migrate`."""

from alembic import context
from sqlalchemy import Connection

from bot.desk.tables import Base


def run(connection: Connection) -> None:
    """Run the migrations in the caller's transaction."""
    context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()


run(context.config.attributes["connection"])
