"""JSON Schemas of what people write in YAML, for their editors. Made from the models that check it."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from bot.answers.code_files import MEANING
from bot.answers.codebook import CODE_FORM
from bot.answers.loading import INTENT
from bot.diagnosis.loading import RULE
from bot.diagnosis.rule import REPLY_FORM
from bot.diagnosis.taxonomy import NAMEABLE, TAXONOMY
from bot.diagnosis.written import Form

if TYPE_CHECKING:
    from pydantic import BaseModel

Json = dict[str, Any]
DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"
_REPLY: Final = {
    "anyOf": [{"type": "string", "pattern": REPLY_FORM}, {"type": "integer", "minimum": 200, "maximum": 599}]
}


def of_rules() -> Json:
    """A file of rules: a list of them."""
    schema = _of(RULE)
    fields = schema["properties"]
    fields["cause"]["enum"] = list(NAMEABLE)
    fields["reply"]["items"] = _REPLY
    clue = schema["$defs"]["Clue"]
    clue["oneOf"] = [{"required": [name]} for name in clue["properties"]]
    schema["anyOf"] = [{"required": [name]} for name in ("any", "status", "reply")]
    return _list_of(schema)


def of_intents() -> Json:
    """A file of one intent."""
    schema = _of(INTENT)
    schema["properties"]["id"]["enum"] = list(TAXONOMY)
    return {"$schema": DRAFT, **schema}


def of_meanings() -> Json:
    """A file of meanings of codes: a list of them."""
    schema = _of(MEANING)
    code = schema["properties"]["code"]
    del code["type"]
    code["anyOf"] = [{"type": "string", "pattern": CODE_FORM}, {"type": "integer", "minimum": 200, "maximum": 599}]
    return _list_of(schema)


SCHEMAS: Final[Mapping[str, Callable[[], Json]]] = {
    "rules": of_rules,
    "intents": of_intents,
    "meanings": of_meanings,
}


def _of(form: Form[Any]) -> Json:
    """The model's own schema, in which each field says what is right there, and none may be null."""
    model: type[BaseModel] = form.model
    schema = model.model_json_schema()
    schema["title"] = form.called
    for part in (schema, *schema.get("$defs", {}).values()):
        for name, field in part.get("properties", {}).items():
            _plain(field)
            field["description"] = form.right.get(name, "")
    return schema


def _plain(field: Json) -> None:
    """A field without its default and title; one that may be left out need not be null."""
    choices = [choice for choice in field.pop("anyOf", []) if choice.get("type") != "null"]
    field.update(choices[0] if len(choices) == 1 else {})
    for name in ("default", "title"):
        field.pop(name, None)


def _list_of(item: Json) -> Json:
    definitions = item.pop("$defs", {})
    return {"$schema": DRAFT, "type": "array", "items": item, "$defs": definitions}
