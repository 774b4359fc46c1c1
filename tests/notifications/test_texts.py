"""The other channels: off until a company sets them up, silent until somebody asks, gathered as mail is."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
import requests
import sqlalchemy as sa

from backend import notifications
from backend.core.db import Database
from backend.core.messenger import Messenger, NotTaken
from backend.identity import PEOPLE, PersonStatus
from backend.notifications import (
    ChannelNotOffered,
    DeliveryStatus,
    Letter,
    Notice,
    NotificationKind,
    PreferencesInput,
)
from backend.notifications.models import DELIVERIES, Channel
from backend.worker import Worker
from tests.cast import Cast
from tests.faces import Faces
from tests.mail_sink import Sink
from tests.messenger_sink import CARD, Gateway, gateway
from tests.notifications.conftest import travel_to
from tests.notifications.test_telling import NOON, happens

MOBILE = "+33612345678"


@pytest.fixture
async def tools(cast: Cast, database: Database, sink: Sink) -> AsyncIterator[Gateway]:
    """A company with a chat and SMS, and Inès's number in its directory."""
    async with gateway() as tools:
        database.info["messenger"] = tools.messenger()
        async with database.writing() as session:
            ines = PEOPLE.c.id == cast.people["ines"]
            await session.execute(sa.update(PEOPLE).where(ines).values(mobile=MOBILE))
            await session.commit()
        yield tools
        del database.info["messenger"]


async def wants(cast: Cast, name: str, **kinds: list[NotificationKind]) -> None:
    async with cast.database.writing() as session:
        given = PreferencesInput.model_validate(kinds)
        await notifications.update_preferences(session, await cast.actor(name), given)
        await session.commit()


async def offered(cast: Cast, name: str) -> list[Channel]:
    async with cast.database.reading() as session:
        return list((await notifications.preferences_of(session, cast.people[name])).wanted)


async def test_a_company_that_set_nothing_up_offers_the_inbox_and_mail(cast: Cast) -> None:
    assert await offered(cast, "ines") == [Channel.INBOX, Channel.MAIL]
    for channel in ("teams", "slack", "sms"):
        with pytest.raises(ChannelNotOffered):
            await wants(cast, "ines", **{channel: [NotificationKind.REPORT]})


async def test_sms_is_for_those_whose_number_the_directory_says(cast: Cast, tools: Gateway) -> None:
    assert await offered(cast, "ines") == [Channel.INBOX, Channel.MAIL, Channel.SLACK, Channel.SMS]
    assert await offered(cast, "karim") == [Channel.INBOX, Channel.MAIL, Channel.SLACK]
    with pytest.raises(ChannelNotOffered):
        await wants(cast, "karim", sms=[NotificationKind.REPORT])


async def test_the_account_page_and_graphql_show_what_there_is_to_choose(
    cast: Cast, tools: Gateway, faces: Faces
) -> None:
    browser = await faces.browser("ines")
    page = (await browser.get("/me")).text
    assert "Les SMS vont à votre téléphone professionnel, …\u00a078." in page
    assert 'name="teams"' not in page
    await browser.post("/me/preferences", data={"slack": "report", "sms": ["report", "bravo"]})
    query = "{ notificationPreferences { channels inbox slack sms teams } }"
    told = (await faces.graphql("ines", query))["data"]["notificationPreferences"]
    assert told["channels"] == ["INBOX", "MAIL", "SLACK", "SMS"]
    # Nothing was ticked in the first column; no alert and no letter to make was offered there: those stay.
    assert [told[name] for name in ("inbox", "slack", "sms", "teams")] == [
        ["ALERT", "DIGEST"],
        ["REPORT"],
        ["REPORT", "BRAVO"],
        [],
    ]


async def test_a_channel_is_silent_until_somebody_asks_it_to_tell(
    cast: Cast, database: Database, sink: Sink, tools: Gateway
) -> None:
    travel_to(NOON)
    await happens(database, cast.people["ines"])
    travel_to("2026-11-26T11:11")
    await Worker(database).drain()
    assert (len(sink.letters), tools.taken) == (1, [])


async def test_ten_events_make_one_text_on_each_channel_asked_for(
    cast: Cast, database: Database, sink: Sink, tools: Gateway
) -> None:
    await wants(cast, "ines", mail=[], sms=[NotificationKind.REPORT], slack=[NotificationKind.REPORT])
    travel_to(NOON)
    for number in range(10):
        await happens(database, cast.people["ines"], number=number)
    await Worker(database).drain()
    assert tools.taken == []
    travel_to("2026-11-26T11:11")
    await Worker(database).drain()
    assert sink.letters == []
    (_, chat), (_, sms) = sorted(tools.taken, key=lambda one: one[0])
    inbox = "https://diapason.telenova.example/me/notifications"
    assert (sms["to"], sms["message"]) == (MOBILE, f"10 nouvelles dans Diapason\n{inbox}")
    assert (chat["to"], chat["link"]) == ("ines.marchetti@telenova.example", inbox)
    assert chat["message"].count("– Remontée n°") == 10


async def test_a_text_waits_for_the_morning_as_mail_does(
    cast: Cast, database: Database, tools: Gateway
) -> None:
    await wants(cast, "ines", mail=[], sms=[NotificationKind.REPORT])
    travel_to("2026-11-26T21:00")
    await happens(database, cast.people["ines"], number=412)
    travel_to("2026-11-27T05:59")
    await Worker(database).drain()
    assert tools.taken == []
    travel_to("2026-11-27T06:01")
    await Worker(database).drain()
    ((_, sms),) = tools.taken
    assert sms["message"].splitlines() == [
        "Remontée n° 412, un commentaire : La file",
        "https://diapason.telenova.example/reports/412",
    ]


async def test_what_waits_for_its_reader_is_texted_at_once(
    cast: Cast, database: Database, tools: Gateway
) -> None:
    await wants(cast, "ines", sms=[NotificationKind.INVITATION])
    travel_to("2026-11-26T23:00")
    words = {"circle": "À portée de voix", "by": "Karim", "why": "", "note": "", "href": "/"}
    notice = Notice(NotificationKind.INVITATION, "invitation", "one", "/circles/voix", words)
    async with database.writing() as session:
        await notifications.tell(session, [cast.people["ines"]], notice, Letter("invitation", words))
        await session.commit()
    await Worker(database).drain()
    ((path, sms),) = tools.taken
    assert path == "/sms"
    assert "À portée de voix" in sms["message"]


async def test_a_text_that_is_not_taken_is_tried_again_then_given_up(
    cast: Cast, database: Database, tools: Gateway
) -> None:
    await wants(cast, "ines", mail=[], sms=[NotificationKind.REPORT])

    async def told(number: int, refusals: int) -> tuple[int, DeliveryStatus]:
        travel_to(NOON)
        tools.taken.clear()
        tools.refusals = refusals
        await happens(database, cast.people["ines"], number=number)
        for later in ("11:11", "11:13", "11:30", "12:40"):
            travel_to(f"2026-11-26T{later}")
            await Worker(database).drain()
        async with database.reading() as session:
            last = sa.select(DELIVERIES.c.status).order_by(DELIVERIES.c.id.desc()).limit(1)
            return len(tools.taken), (await session.execute(last)).scalar_one()

    assert await told(1, refusals=2) == (1, DeliveryStatus.SENT)
    assert await told(2, refusals=9) == (0, DeliveryStatus.REFUSED)


async def test_what_waits_for_somebody_who_left_is_given_up_with_its_reason(
    cast: Cast, database: Database, sink: Sink, tools: Gateway
) -> None:
    await wants(cast, "ines", mail=[NotificationKind.REPORT], sms=[NotificationKind.REPORT])
    travel_to(NOON)
    await happens(database, cast.people["ines"])
    travel_to("2026-11-26T11:11")
    async with database.writing() as session:
        await notifications.post_bundles(session, 3)
        left = sa.update(PEOPLE).where(PEOPLE.c.id == cast.people["ines"])
        await session.execute(left.values(status=PersonStatus.INACTIVE))
        await session.commit()
    await Worker(database).drain()
    async with database.reading() as session:
        ended = await session.execute(
            sa.select(DELIVERIES.c.channel, DELIVERIES.c.status, DELIVERIES.c.error)
        )
    gone = (DeliveryStatus.REFUSED, "the reader has left")
    assert set(ended.all()) == {(Channel.MAIL, *gone), (Channel.SMS, *gone)}
    assert (sink.letters, tools.taken) == ([], [])


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Any]]:
    """What the library asks of the real tools' addresses, which say yes to everything."""
    asked: list[tuple[str, Any]] = []

    def answer(_session: object, method: str, url: str, **sent: Any) -> requests.Response:
        asked.append((url, sent.get("data") or sent.get("params")))
        response = requests.Response()
        response.status_code = 200
        response._content = json.dumps({"ok": True, "user": {"id": "U024BE7LH"}}).encode()
        return response

    monkeypatch.setattr(requests.Session, "request", answer)
    return asked


async def test_a_teams_workflow_is_told_whom_to_write_to_and_nobodys_words_are_markup(
    asked: list[tuple[str, Any]],
) -> None:
    address = "workflows://flow.example:443/ABCD/SIGNED?:to={email}&:link={link}"
    messenger = Messenger({"teams": address}, CARD)
    text = 'Remontée n° 4 : [cliquez](https://evil.example) <at>all</at> "}'
    await messenger.send("teams", text, "https://diapason.example/r/4", email="ines+a@b.example", mobile="")
    ((url, body),) = asked
    assert url == "https://flow.example:443/workflows/ABCD/triggers/manual/paths/invoke"
    card = json.loads(body)
    assert card["to"] == "ines+a@b.example"
    said, link = card["attachments"][0]["content"]["body"]
    assert "\\[cliquez\\]" in said["text"]
    assert link["text"] == "[https://diapason.example/r/4](https://diapason.example/r/4)"


async def test_slack_is_asked_for_the_person_then_writes_to_them(asked: list[tuple[str, Any]]) -> None:
    address = "slack://xoxb-1234567890-1234567890-abcdefghijkl/{email}"
    messenger = Messenger({"slack": address}, CARD)
    await messenger.send("slack", "<!channel> & vous", "https://d.example", email="ines@b.example", mobile="")
    (lookup, who), (post, body) = asked
    assert lookup.endswith("users.lookupByEmail")
    assert who == {"email": "ines@b.example"}
    assert post.endswith("chat.postMessage")
    assert json.loads(body)["channel"] == "U024BE7LH"
    assert "&lt;!channel&gt; &amp; vous\nhttps://d.example" in json.dumps(json.loads(body)).replace(
        "\\n", "\n"
    )


async def test_an_address_of_no_known_tool_is_found_before_anybody_is_written_to() -> None:
    messenger = Messenger({"slack": "slack://nothing/{email}", "sms": "pigeon://{mobile}", "teams": ""}, CARD)
    assert messenger.channels == {"slack", "sms"}
    assert [await messenger.understands(one) for one in ("slack", "sms")] == [False, False]
    with pytest.raises(NotTaken):
        await messenger.send("sms", "bonjour", "https://d.example", email="", mobile=MOBILE)
