"""The page of the operator, followed from its first command to its last on a machine that was booted for it."""

import subprocess
from pathlib import Path

import psycopg

from tests.bare.booted import CHECKOUT, Booted, booted
from tests.bare.debian import debian
from tests.bare.page import blocks, filled_in
from tests.bare.story import FULL, answered
from tests.crash.page import Page
from tests.crash.processes import playground
from tests.postgres import Cluster
from tests.supply.pins import LOCK, ROOT

SUITE = "bookworm"
PACKAGES = (
    "systemd-sysv",
    "dbus",
    "python3-venv",
    "ca-certificates",
    "curl",
    "nginx-light",
    "openssl",
    "postgresql-client",
)
SETTINGS = "/etc/bouncewijzer/environment"
PROXY = "/etc/ssl/bounce.example"


async def service(folder: Path, wheel: Path, postgres: Cluster) -> None:
    """Follow the page. A bounce is answered after each of its chapters that starts the bot."""
    root = debian(folder, SUITE, PACKAGES)
    (root / "etc/systemd/system/multi-user.target.wants/nginx.service").unlink()  # its port may be taken here
    _carry_in(root, wheel)
    version = wheel.name.split("-")[1]
    async with playground(folder) as page, booted(root) as machine:
        database = _database(postgres)
        for number, block in enumerate(blocks("sh")):
            await machine.runs(filled_in(block, NEW=version, OLD=version))
            if SETTINGS in block:
                _fill_in(root, page, database)
            if "systemctl enable" in block or "systemctl restart" in block:
                await answered(page, f"jan{number}")
        said = await machine.runs(f"echo '{FULL.format('jan')}' | bouncewijzer explain -")
        assert "Mailbox van de ontvanger is vol" in said
        _fill_in(root, page, "")
        await machine.runs("systemctl restart bouncewijzer")
        await answered(page, "sqlite")
        for block in blocks("sh", "sqlite"):
            await machine.runs(filled_in(block, NEW=version))
        await _ends_in_order(machine)
        await _proxy_is_well(machine)


def _carry_in(root: Path, wheel: Path) -> None:
    """Put there what an operator has: the wheel, the lock, and the files of deploy/."""
    checkout = root / CHECKOUT.removeprefix("/")
    (checkout / "dist").mkdir(parents=True)
    for path, place in ((wheel, "dist"), (LOCK, ".")):
        (checkout / place / path.name).write_bytes(path.read_bytes())
    subprocess.run(["cp", "-a", str(ROOT / "deploy"), str(checkout)], check=True)


def _database(postgres: Cluster) -> str:
    """Make role and database as the page says; gives the address."""
    (made,) = blocks("sql")
    with psycopg.connect(postgres.url(), autocommit=True) as administrator:
        for statement in filled_in(made, SECRET="geheim").split(";\n"):
            administrator.execute(statement.encode())
    return postgres.url("bouncewijzer").replace("postgres@", "bouncewijzer:geheim@")


def _fill_in(root: Path, page: Page, database: str) -> None:
    """Fill in the file of settings: the workspace of this machine in Slack's place."""
    settings = {
        "SLACK_API_URL": f"{page.url}api/",
        "SLACK_BOT_TOKEN": "xoxb-playground",
        "SLACK_APP_TOKEN": "xapp-playground",
        "BOUNCEWIJZER_HELPDESK_CHANNEL": "C0HELPDESK",
        "BOUNCEWIJZER_DATABASE_URL": database,
    }
    (root / SETTINGS.removeprefix("/")).write_text(
        "".join(f"{name}={value}\n" for name, value in settings.items())
    )


async def _ends_in_order(machine: Booted) -> None:
    """SIGTERM is enough, and everything that it wrote stands where it may."""
    await machine.runs("systemctl stop bouncewijzer")
    result = await machine.runs("systemctl show --property=Result --value bouncewijzer")
    assert result.strip() == "success", result
    assert not (await machine.runs("systemctl --failed --no-legend")).strip()


async def _proxy_is_well(machine: Booted) -> None:
    await machine.runs(
        f"""
        install -d {PROXY}
        openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=bounce.example -days 1 \
          -keyout {PROXY}/privkey.pem -out {PROXY}/fullchain.pem 2>&1
        rm -f /etc/nginx/sites-enabled/default
        cp deploy/nginx.conf /etc/nginx/conf.d/
        nginx -t
        """
    )
