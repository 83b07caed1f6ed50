"""The history of the tables; run at start by `bot.desk.database.migrate`."""
