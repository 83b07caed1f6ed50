"""Which blocks, elements and views Slack takes, and how it points at what is wrong."""

import copy
from collections.abc import Mapping

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.playground.conftest import Json, Person, button, marked, plain, refusal, section

OPTIONS = [{"text": plain("Een"), "value": "1"}, {"text": plain("Twee"), "value": "2"}]


def actions(*elements: Json, **more: object) -> Json:
    return {"type": "actions", "elements": list(elements), **more}


def rich(*elements: Json) -> Json:
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(elements)}]}


def select(**more: object) -> Json:
    return {"type": "static_select", "action_id": "keuze", "options": OPTIONS, **more}


@pytest.mark.parametrize(
    ("blocks", "finding"),
    [
        pytest.param(["x"], "must provide an object [json-pointer:/blocks/0]", id="no-object"),
        pytest.param([{}], "missing required field: type [json-pointer:/blocks/0]", id="no-type"),
        pytest.param(
            [{"type": "hologram"}], "unsupported type: hologram [json-pointer:/blocks/0/type]", id="unknown"
        ),
        pytest.param(
            [{"type": "section"}], "must define either `text` or `fields` [json-pointer:/blocks/0]", id="empty"
        ),
        pytest.param(
            [section("")], "must be more than 0 characters [json-pointer:/blocks/0/text/text]", id="no-text"
        ),
        pytest.param(
            [section("x" * 3001)],
            "must be less than 3001 characters [json-pointer:/blocks/0/text/text]",
            id="section",
        ),
        pytest.param(
            [{"type": "section", "fields": [marked("x")] * 11}],
            "no more than 10 items allowed [json-pointer:/blocks/0/fields]",
            id="fields",
        ),
        pytest.param(
            [{"type": "section", "fields": [marked("x" * 2001)]}],
            "must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]",
            id="field",
        ),
        pytest.param(
            [{"type": "header", "text": plain("x" * 151)}],
            "must be less than 151 characters [json-pointer:/blocks/0/text/text]",
            id="header",
        ),
        pytest.param(
            [{"type": "header", "text": marked("x")}],
            "unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]",
            id="header-with-markup",
        ),
        pytest.param(
            [{"type": "context", "elements": [plain("x")] * 11}],
            "no more than 10 items allowed [json-pointer:/blocks/0/elements]",
            id="context",
        ),
        pytest.param(
            [{"type": "context", "elements": []}],
            "must have at least 1 items [json-pointer:/blocks/0/elements]",
            id="empty-context",
        ),
        pytest.param(
            [actions(*(button(f"k{n}") for n in range(26)))],
            "no more than 25 items allowed [json-pointer:/blocks/0/elements]",
            id="actions",
        ),
        pytest.param(
            [actions(button(text=plain("x" * 76)))],
            "must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]",
            id="button-text",
        ),
        pytest.param(
            [actions(button(value="x" * 2001))],
            "must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]",
            id="button-value",
        ),
        pytest.param(
            [actions(button(url="x" * 3001))],
            "must be less than 3001 characters [json-pointer:/blocks/0/elements/0/url]",
            id="button-url",
        ),
        pytest.param(
            [actions(button(style="groot"))],
            "must be a valid enum value [json-pointer:/blocks/0/elements/0/style]",
            id="button-style",
        ),
        pytest.param(
            [actions(button("x" * 256))],
            "must be less than 256 characters [json-pointer:/blocks/0/elements/0/action_id]",
            id="action-id",
        ),
        pytest.param(
            [actions(button(confirm={"title": plain("x" * 101), "text": plain("x")}))],
            "must be less than 101 characters [json-pointer:/blocks/0/elements/0/confirm/title/text]",
            id="confirm",
        ),
        pytest.param(
            [actions(button(kleur="rood"))],
            "invalid additional property: kleur [json-pointer:/blocks/0/elements/0]",
            id="unknown-field",
        ),
        pytest.param(
            [actions(button("a"), button("a"), block_id="rij")],
            '`action_id` "a" already exists for `block_id` "rij" [json-pointer:/blocks/0/elements/1/action_id]',
            id="action-id-twice",
        ),
        pytest.param(
            [{**section(), "block_id": "b"}, {**section(), "block_id": "b"}],
            '`block_id` "b" already exists [json-pointer:/blocks/1/block_id]',
            id="block-id-twice",
        ),
        pytest.param(
            [actions(select(options=OPTIONS * 51))],
            "no more than 100 items allowed [json-pointer:/blocks/0/elements/0/options]",
            id="options",
        ),
        pytest.param(
            [actions(select(initial_option={"text": plain("Drie"), "value": "3"}))],
            "initial_option must match an option [json-pointer:/blocks/0/elements/0/initial_option]",
            id="not-one-of-them",
        ),
        pytest.param(
            [actions({"type": "plain_text_input", "action_id": "a"})],
            "unsupported type: plain_text_input [json-pointer:/blocks/0/elements/0/type]",
            id="an-input-among-buttons",
        ),
        pytest.param(
            [rich({"type": "text", "text": ""})],
            "must be more than 0 characters [json-pointer:/blocks/0/elements/0/elements/0/text]",
            id="empty-rich-text",
        ),
        pytest.param(
            [rich({"type": "hologram"})],
            "unsupported type: hologram [json-pointer:/blocks/0/elements/0/elements/0/type]",
            id="rich-piece",
        ),
        pytest.param(
            [{"type": "image", "image_url": "https://x.test/a.png"}],
            "missing required field: alt_text [json-pointer:/blocks/0]",
            id="no-alt-text",
        ),
        pytest.param(
            [{"type": "markdown", "text": "x" * 12_001}],
            "must be less than 12001 characters [json-pointer:/blocks/0/text]",
            id="markdown",
        ),
    ],
)
async def test_a_block_is_refused(slack: AsyncWebClient, blocks: list[Json], finding: str) -> None:
    with pytest.raises(SlackApiError) as caught:
        await slack.chat_postMessage(channel="C0SUPPORT", text="x", blocks=blocks)
    said = refusal(caught.value.response)
    assert said["error"] == "invalid_blocks"
    assert f"[ERROR] {finding}" in said["response_metadata"]["messages"]


BLOCKS: Mapping[str, Json] = {
    "section": {"type": "section", "text": marked("x" * 3000), "accessory": button()},
    "fields": {"type": "section", "fields": [plain("x" * 1000)] * 10},
    "header": {"type": "header", "text": plain("x" * 150)},
    "divider": {"type": "divider"},
    "context": {"type": "context", "elements": [plain("x"), marked("y")] * 5},
    "actions": actions(*(button(f"k{n}", value="x" * 2000) for n in range(25))),
    "menu": actions(select(initial_option=OPTIONS[0])),
    "radio-buttons": actions({"type": "radio_buttons", "action_id": "r", "options": OPTIONS}),
    "checkboxes": actions({"type": "checkboxes", "action_id": "c", "options": OPTIONS}),
    "overflow": actions({"type": "overflow", "action_id": "o", "options": OPTIONS}),
    "rich-text": rich({"type": "text", "text": "x", "style": {"bold": True}}, {"type": "user", "user_id": "U1"}),
    "rich-list": {
        "type": "rich_text",
        "elements": [
            {
                "type": "rich_text_list",
                "style": "ordered",
                "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "een"}]}],
            },
            {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "550"}], "border": 0},
            {"type": "rich_text_quote", "elements": [{"type": "link", "url": "https://x.test", "text": "x"}]},
        ],
    },
    "image": {"type": "image", "image_url": "https://x.test/a.png", "alt_text": "Een grafiek"},
    "markdown": {"type": "markdown", "text": "x" * 12_000},
}


@pytest.mark.parametrize("name", BLOCKS)
async def test_a_block_is_taken_and_named(slack: AsyncWebClient, name: str) -> None:
    answer = await slack.chat_postMessage(channel="C0SUPPORT", text="x", blocks=[BLOCKS[name]])
    (kept,) = answer["message"]["blocks"]
    assert kept.pop("block_id")
    expected = copy.deepcopy(BLOCKS[name])
    assert {key: kept[key] for key in expected} == expected


async def test_every_finding_is_told(slack: AsyncWebClient) -> None:
    with pytest.raises(SlackApiError) as caught:
        await slack.chat_postMessage(
            channel="C0SUPPORT", text="x", blocks=[section(""), {"type": "x"}, section("")]
        )
    assert len(refusal(caught.value.response)["response_metadata"]["messages"]) == 3


def field(**element: object) -> Json:
    return {
        "type": "input",
        "block_id": "veld",
        "label": plain("Veld"),
        "element": {"type": "plain_text_input", "action_id": "tekst", **element},
    }


def modal(*blocks: Json, **more: object) -> Json:
    view = {"type": "modal", "title": plain("Formulier"), "submit": plain("Sturen"), "blocks": list(blocks)}
    return {name: value for name, value in (view | more).items() if value is not None}


@pytest.mark.parametrize(
    ("view", "finding"),
    [
        pytest.param(
            modal(field(), title=plain("x" * 25)),
            "must be less than 25 characters [json-pointer:/view/title/text]",
            id="title",
        ),
        pytest.param(
            modal(field(), submit=plain("x" * 25)),
            "must be less than 25 characters [json-pointer:/view/submit/text]",
            id="submit",
        ),
        pytest.param(
            modal(field(), submit=None),
            "missing required field: submit [json-pointer:/view]",
            id="input-no-submit",
        ),
        pytest.param(
            modal(field(), private_metadata="x" * 3001),
            "must be less than 3001 characters [json-pointer:/view/private_metadata]",
            id="private-metadata",
        ),
        pytest.param(
            modal(*[section()] * 101),
            "no more than 100 items allowed [json-pointer:/view/blocks]",
            id="101-blocks",
        ),
        pytest.param(
            modal(field(max_length=3001)),
            "must be between 1 and 3000 [json-pointer:/view/blocks/0/element/max_length]",
            id="longest-input",
        ),
        pytest.param(
            modal(field(), {**field(), "block_id": "ander", "label": plain("x" * 2001)}),
            "must be less than 2001 characters [json-pointer:/view/blocks/1/label/text]",
            id="label",
        ),
        pytest.param(
            modal({"type": "markdown", "text": "x"}),
            "unsupported type: markdown [json-pointer:/view/blocks/0/type]",
            id="a-block-of-messages",
        ),
        pytest.param(
            modal(field(focus_on_load=True), {**field(focus_on_load=True), "block_id": "ander"}),
            "only one element can have focus_on_load [json-pointer:/view/blocks/1/element/focus_on_load]",
            id="two-with-the-focus",
        ),
        pytest.param(
            {"type": "home", "blocks": []}, "unsupported type: home [json-pointer:/view/type]", id="kind"
        ),
    ],
)
async def test_a_view_is_refused(slack: AsyncWebClient, view: Json, finding: str) -> None:
    with pytest.raises(SlackApiError) as caught:
        await slack.views_open(trigger_id="1.2.3", view=view)
    said = refusal(caught.value.response)
    assert said["error"] == "invalid_arguments"
    assert f"[ERROR] {finding}" in said["response_metadata"]["messages"]


@pytest.mark.parametrize(
    ("call", "error"),
    [
        pytest.param({"user_id": "U0NIEMAND"}, "user_not_found", id="nobody"),
        pytest.param({"view": {"type": "modal", "blocks": []}}, "invalid_arguments", id="a-modal"),
        pytest.param(
            {"view": {"type": "home", "blocks": [section("x" * 3001)]}}, "invalid_arguments", id="blocks"
        ),
        pytest.param({"hash": "een.ander"}, "hash_conflict", id="another-came-between"),
        pytest.param(
            {"view": {"type": "home", "blocks": [actions(select(options=OPTIONS * 25))] * 100}},
            "view_too_large",
            id="size",
        ),
    ],
)
async def test_a_start_page_is_refused(slack: AsyncWebClient, anna: Person, call: Json, error: str) -> None:
    view = {"type": "home", "blocks": [section("eerst")]}
    await slack.views_publish(user_id="U0ANNA", view=view)
    with pytest.raises(SlackApiError) as caught:
        await slack.api_call("views.publish", json={"user_id": "U0ANNA", "view": view, **call})
    assert refusal(caught.value.response)["error"] == error
    assert (await anna.sees())["home"]["view"]["blocks"][0]["text"]["text"] == "eerst"
