"""Microsoft's clouds: where each signs people in, whose tokens it sends, and from which addresses it speaks.

Sign-in and issuers are the SDK's; the hosts of the service and of links and files it does not know.
Source: https://microsoft.github.io/teams-sdk/python/essentials/app-configuration/service-url-validation
"""

from dataclasses import dataclass
from typing import Final

from microsoft_teams.api.auth.cloud_environment import CHINA, PUBLIC, US_GOV, US_GOV_DOD, CloudEnvironment

from bot.teams.loopback import is_local

_GCC_SERVICE: Final = "smba.infra.gcc.teams.microsoft.com"


@dataclass(frozen=True, slots=True)
class Cloud:
    """What is the cloud's own.

    Attributes:
        login: Where tokens are asked for, by tenant.
        tenant: Whose tokens a bot of many tenants asks for.
        scope: What for.
        issuer: Who signs the tokens that come with activities.
        metadata: Where that issuer says which keys it signs with.
        services: Hosts that Teams calls from and is answered at; each whole, for whoever likes may have a
            neighbour's name.
        files: Domains under which files that people send lie.
        service: Its front door: where Teams is spoken to by whoever it has not said anything to; None: nowhere.
        web: Where links to messages lead; None: there are none.
        home: For a cloud on this machine the one origin that it all stands at.
    """

    login: str
    tenant: str
    scope: str
    issuer: str
    metadata: str
    services: frozenset[str] = frozenset()
    files: frozenset[str] = frozenset()
    service: str | None = None
    web: str | None = None
    home: str | None = None


def _of(sdk: CloudEnvironment, services: tuple[str, ...], files: set[str], web: str) -> Cloud:
    return Cloud(
        login=sdk.login_endpoint,
        tenant=sdk.login_tenant,
        scope=sdk.bot_scope,
        issuer=sdk.token_issuer,
        metadata=sdk.openid_metadata_url,
        services=frozenset(services),
        files=frozenset(files),
        service=f"https://{services[0]}/teams/",
        web=web,
    )


_WORLD: Final = ("smba.trafficmanager.net", "smba.onyx.prod.teams.trafficmanager.net", _GCC_SERVICE)

CLOUDS: Final = {
    "public": _of(PUBLIC, _WORLD, {"sharepoint.com"}, "https://teams.microsoft.com"),
    "gcc": _of(PUBLIC, (_GCC_SERVICE,), {"sharepoint.com"}, "https://teams.microsoft.com"),
    "gcc-high": _of(
        US_GOV, ("smba.infra.gov.teams.microsoft.us",), {"sharepoint.us"}, "https://gov.teams.microsoft.us"
    ),
    "dod": _of(
        US_GOV_DOD,
        ("smba.infra.dod.teams.microsoft.us",),
        {"sharepoint-mil.us", "dps.mil"},
        "https://dod.teams.microsoft.us",
    ),
    "china": _of(
        CHINA,
        ("frontend.botapi.msg.infra.teams.microsoftonline.cn",),
        {"sharepoint.cn"},
        "https://teams.microsoftonline.cn",
    ),
}
"""By the name that a setting gives."""


def cloud_of(name: str) -> Cloud:
    """The cloud of a name; an origin of this machine is one of its own. Raises ValueError where it is neither."""
    return CLOUDS[name] if name in CLOUDS else on_this_machine(name)


def on_this_machine(home: str) -> Cloud:
    """A cloud that stands at one origin of this machine, to try things out: its tokens are good nowhere else.

    Raises ValueError where the origin is not on this machine.
    """
    home = home.rstrip("/")
    if not is_local(home):
        raise ValueError("a cloud of one's own stands on this machine")
    return Cloud(
        login=home,
        tenant="botframework.com",
        scope=f"{home}/.default",
        issuer=home,
        metadata=f"{home}/v1/.well-known/openidconfiguration",
        service=f"{home}/teams/",
        home=home,
    )
