"""Someone opened our App Home."""

from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.slack.cards.home import home_view
from bot.slack.payloads import HomeOpened
from bot.slack.port import SlackPort


def register(app: AsyncApp, port: SlackPort) -> None:
    """Listen to App Home being opened."""

    async def app_home_opened(event: dict[str, Any]) -> None:
        opened = HomeOpened.model_validate(event)
        if opened.tab == "home":
            await port.publish_home(opened.user, home_view(opened.channel))

    app.event("app_home_opened")(app_home_opened)
