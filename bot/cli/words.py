"""Every sentence to whoever types a command. What colleagues read in chat is in intents/ and bot/answers."""

from collections.abc import Sequence
from typing import Final

from bot.diagnosis import Mistake, Problem, Trust
from bot.settings import SettingsError, Wrong

EMPTY_INPUT: Final = "Er kwam geen tekst binnen. Geef een bestand op, of stuur de bounce via de standaardinvoer."
PASTE_HERE: Final = "Plak de tekst van de bounce, en sluit af met Ctrl-D op een lege regel."
JSONL_READS_INPUT: Final = (
    "--jsonl leest zijn gevallen van de standaardinvoer; noem er geen bestanden of opties bij."
)
TEXT_OR_FILES: Final = "Kies één van --text en bestanden."

LINE_IS_NO_JSON: Final = "Deze regel is geen JSON."
LINE_IS_NO_CASE: Final = 'Deze regel is geen geval met "id", "kind" (mail of line) en "path" of "text".'
LINE_TOO_LONG: Final = "Deze regel is te lang."

WHY: Final = "Waarom"
FROM_FORM: Final = "door de vorm van het bericht, niet door een regel"
NOTHING_WON: Final = "geen enkele regel herkent deze tekst"
LOST: Final = "verloor"
ALSO: Final = "ook mogelijk"
RECIPIENT: Final = "Ontvanger"
CAUSE: Final = "Oorzaak"
RULE: Final = "Regel"
EVIDENCE: Final = "Op de tekens"
NO_RECIPIENT: Final = "(geen genoemd)"
TO_COPY: Final = "Om te kopiëren"
CODE_ONLY: Final = "op een code"
_TRUSTS: Final = {
    Trust.REPLY: "antwoordcode",
    Trust.WRAPPER: "omhulsel",
    Trust.STATUS: "statuscode",
    Trust.VAGUE: "vage tekst",
    Trust.GENERAL: "algemene tekst",
    Trust.PROVIDER: "tekst van de mailprovider zelf",
}

RULES: Final = "Regels"
INTENTS: Final = "Antwoorden"
_PROBLEMS: Final = {
    Problem.UNREADABLE: "kan niet gelezen worden",
    Problem.NOT_YAML: "is geen geldige YAML",
    Problem.WRONG_SHAPE: "heeft niet de vorm die hier hoort",
    Problem.MISSING: "ontbreekt",
    Problem.UNKNOWN_FIELD: "is hier geen veld",
    Problem.REPEATED_FIELD: "staat hier twee keer",
    Problem.DUPLICATE_ID: "is ook het id van een ander",
    Problem.UNKNOWN_CAUSE: "is geen oorzaak",
    Problem.BAD_VALUE: "mag hier niet staan",
    Problem.BAD_PATTERN: "is geen patroon dat RE2 begrijpt",
    Problem.TOO_LARGE: "maakt alle regels samen te groot",
    Problem.NO_RULES: "bevat geen bestand met regels (*.yml)",
    Problem.NO_INTENT: "heeft geen eigen bestand",
    Problem.MISNAMED: "is niet de naam van zijn bestand",
    Problem.UNKNOWN_PLACEHOLDER: "is geen plaatshouder",
    Problem.EXAMPLE_LOST: "wordt niet door deze regel gewonnen",
    Problem.NEIGHBOUR_WON: "wordt door deze regel gewonnen, en dat mag niet",
}

HOW_TO_STOP: Final = "Stoppen: Ctrl-C."
LISTENING: Final = f"De bot luistert. {HOW_TO_STOP}"
ALL_WELL: Final = "Alles in orde."
NO_HELPDESK: Final = (
    "Let op: BOUNCEWIJZER_HELPDESK_CHANNEL is niet ingesteld. Antwoorden krijgen geen helpdeskknop."
)
HELPDESK_LISTENED_TO: Final = (
    "Let op: het kanaal van de helpdesk staat ook in BOUNCEWIJZER_SUPPORT_CHANNELS; daar luistert de bot niet."
)
IN_PLAYGROUND: Final = (
    "Er zijn geen gegevens van Slack ingesteld: `run` begint met een eigen werkruimte in de browser."
)


def no_such_file(path: str) -> str:
    """The file is not there."""
    return f"Het bestand {path} bestaat niet."


def is_a_folder(path: str) -> str:
    """A folder where a file is asked for."""
    return f"{path} is een map, geen bestand."


def unreadable_file(path: str) -> str:
    """The file is there, but cannot be opened."""
    return f"Het bestand {path} kan niet gelezen worden."


def unknown_command(typed: str) -> str:
    """What was typed is no command or option of ours."""
    said = f"{typed} ken ik niet" if typed else "Dit commando klopt niet"
    return f"{said}. `bouncewijzer --help` toont wat er kan."


def workspace_damaged(path: str) -> str:
    """What is kept of the local workspace is no workspace."""
    return f"Het bestand {path} is geen bewaarde werkruimte. Verplaats het of gooi het weg, en start opnieuw."


def slack_greets(team: str, name: str) -> str:
    """The token works."""
    return f"Slack: verbonden met {team} als {name}."


def not_in(channel: str) -> str:
    """The bot was not invited into a channel that it is to work in."""
    return f"De bot is geen lid van kanaal {channel}. Typ daar: /invite @Bouncewijzer."


def stranger(name: str) -> str:
    """A setting that nobody reads."""
    return f"Let op: {name} is geen instelling van Bouncewijzer."


def rules_well(rules: int, examples: int) -> str:
    """All rules load and prove themselves."""
    return f"Regels: {rules} geladen, {examples} voorbeelden kloppen."


def intents_well(intents: int) -> str:
    """All intents load."""
    return f"Antwoorden: {intents} geladen."


def trust(level: int) -> str:
    """How far a match is trusted."""
    return _TRUSTS[Trust(level)]


def mistake(found: Mistake) -> str:
    """One mistake of a folder of YAML: file, line, field, what stands there and what is wrong with it."""
    where = f"{found.file}:{found.line}: "
    field = f"{found.field}: " if found.field else ""
    value = f'"{found.found}" ' if found.found else ""
    return f"{where}{field}{value}{_PROBLEMS[found.problem]}"


def mistakes(count: int, what: str) -> str:
    """What comes below."""
    return f"{what}: {count} {'fout' if count == 1 else 'fouten'}."


def setting(error: SettingsError) -> str:
    """What is wrong with a setting, in one sentence."""
    name = error.name
    match error.wrong:
        case Wrong.MISSING:
            verb = "is" if len(error.beside) == 1 else "zijn"
            http = " (of, voor HTTP, SLACK_SIGNING_SECRET)" if name == "SLACK_APP_TOKEN" else ""
            return f"{name}{http} ontbreekt, terwijl {joined(error.beside)} wel ingesteld {verb}."
        case Wrong.SWAPPED:
            return f"{name} bevat het andere token: SLACK_BOT_TOKEN begint met xoxb-, SLACK_APP_TOKEN met xapp-."
        case Wrong.NOT_LOOPBACK:
            what = f"met {joined(error.beside)}" if error.beside else "voor de eigen werkruimte"
            return f"{name} moet {what} het adres van deze computer zelf zijn: {error.allowed}."
        case Wrong.UNREADABLE:
            return f"Het bestand {name} kan niet gelezen worden."
        case Wrong.VALUE:
            right = f" Goed is: {error.allowed}." if error.allowed else ""
            return f"De waarde van {name} klopt niet.{right}"


def joined(names: Sequence[str]) -> str:
    """Names, as a sentence lists them."""
    return " en ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
