"""Each kind of message, parsed by the standard library and compared with what was meant."""

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.core.candidates import Figure, Origin, Section
from backend.core.clock import now
from backend.core.ids import new_id
from backend.digests import Content, IssueRow, Part, State, worded
from backend.digests.chart import Bar, draw
from backend.digests.frame import TOKEN, Frame, NotAnAddress
from backend.digests.letters import PICTURE, frame_of, value_of
from tests.digests.mailer import MAILER
from tests.digests.test_signature import told

ZONE = "Europe/Paris"
OWN = {
    "to": "ines.marchetti@telenova.example",
    "message_id": "<a.b@diapason.telenova.example>",
    "date": "Sat, 28 Nov 2026 08:00:00 +0000",
    "token": "WyJhYmMi.x-_y",
}
LINK = f"https://diapason.telenova.example/digests/unsubscribe/{OWN['token']}"
FIGURE = Figure(new_id(), "recommend_employer", "all", "", "score", 12, 8, 16)


def an_issue(**changes: Any) -> IssueRow:
    given: dict[str, Any] = dict.fromkeys(IssueRow.__slots__)
    given |= {"id": new_id(), "number": 14, "month": now().date(), "status": State.SIGNED}
    given |= {"word_by": "Hélène Vasseur", "signed_by": "Solène Arrighi", "signed_at": now()}
    return IssueRow(**{**given, **changes})


def a_full_month() -> Content:
    """Five items in each section, as long as they may be."""
    words = {
        "fr": "« Une file », c’est mieux : déjà 12 % d’attente en moins. " * 6,
        "en": "One queue & less. " * 30,
    }
    title = {
        "fr": "Deux files pour récupérer un mobile réparé <b>",
        "en": "Two queues for one repaired phone",
    }
    origin = Origin("report", "n° 2481", "/reports/2481")
    return Content(
        {"fr": "Ce qui a changé, et ce qui ne changera pas", "en": "What changed, and what will not"},
        {"fr": "J’ai passé le 13 octobre avec un casque.\nMerci.", "en": "I spent a day.\nThank you."},
        tuple(
            Part(
                section,
                tuple(
                    told(
                        section,
                        title=title,
                        summary=words,
                        lineage=(origin,),
                        figures=(FIGURE,) if section is Section.PULSE else (),
                    )
                    for _ in range(5)
                ),
                others=3,
            )
            for section in Section
        ),
    )


def test_a_letter_weighs_what_its_copies_do() -> None:
    frame = frame_of(MAILER, an_issue(), a_full_month(), "fr", ZONE)
    assert 0 < len(frame.copy(**OWN)) - frame.weight < 1_000


def parsed(message: bytes) -> EmailMessage:
    return message_from_bytes(message, _class=EmailMessage, policy=policy.default)


def read(message: EmailMessage, kind: str) -> str:
    """A body as a mail program shows it; lines end as they do in mail."""
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


@pytest.mark.parametrize("locale", ["fr", "en"])
def test_an_issue_reads_as_it_was_worded(locale: str) -> None:
    content = a_full_month()
    raw = frame_of(MAILER, an_issue(), content, locale, ZONE).copy(**OWN)
    message = parsed(raw)
    meant = worded(MAILER, an_issue(), content, locale, ZONE, token=OWN["token"])
    assert not message.defects
    assert str(message["Subject"]) == meant.subject
    assert str(message["From"]) == MAILER.sender
    assert str(message["To"]) == OWN["to"]
    assert str(message["Message-ID"]) == OWN["message_id"]
    assert str(message["Date"]) == OWN["date"]
    assert str(message["Auto-Submitted"]) == "auto-generated"
    assert str(message["List-Unsubscribe"]) == f"<{LINK}>"
    assert str(message["List-Unsubscribe-Post"]) == "List-Unsubscribe=One-Click"
    assert read(message, "plain") == meant.text
    assert read(message, "html") == meant.html
    assert TOKEN.encode() not in raw
    assert len(raw) < 100_000
    assert all(len(line) <= 998 for line in raw.split(b"\r\n"))


def test_both_parts_hold_the_same_links_and_the_figures_in_words() -> None:
    message = parsed(frame_of(MAILER, an_issue(), a_full_month(), "fr", ZONE).copy(**OWN))
    text, html = (read(message, kind) for kind in ("plain", "html"))
    links = set(re.findall(r'href="([^"]+)"', html))
    assert {LINK, "https://diapason.telenova.example/digests/14"} <= links
    assert links - {f"{MAILER.base_url}/reports/2481"} <= set(re.findall(r"https://\S+", text))
    for part in (text, html):
        assert "+12, entre +8 et +16" in part


def test_a_share_that_stops_says_so() -> None:
    cell = (UUID(int=1), "answered_on_customers", "all", "")
    words = MAILER.catalogues.translator("fr")
    for bound, said in (("at_least", "au moins 95 %"), ("", "95 %")):
        told = value_of(words, Figure(*cell, name="favourable", value=95.0, bound=bound))
        assert told.replace("\u202f", " ").replace("\xa0", " ") == said


def test_the_only_picture_is_the_chart_and_travels_with_the_message() -> None:
    message = parsed(frame_of(MAILER, an_issue(), a_full_month(), "fr", ZONE).copy(**OWN))
    html = read(message, "html")
    assert re.findall(r'<img .*? src="([^"]+)"', html) == [f"cid:{PICTURE}"]
    assert re.search(r'<img .*? alt="[^"]+\+12, entre', html)
    [picture] = [part for part in message.walk() if part.get_content_type() == "image/png"]
    assert picture["Content-ID"] == f"<{PICTURE}>"
    assert picture.get_content().startswith(b"\x89PNG")


def test_the_chart_says_its_words() -> None:
    """A font that is not found would draw nothing, without a word of complaint."""
    drawn = {draw((Bar(label, value, FIGURE),)) for label, value in (("", ""), ("Le pouls", ""), ("", "+12"))}
    assert len(drawn) == 3


def test_a_delegate_is_named_with_whom_they_sign_for() -> None:
    issue = an_issue(signed_for="Hélène Vasseur")
    assert "pour Hélène Vasseur" in worded(MAILER, issue, a_full_month(), "fr", ZONE).text


@pytest.mark.parametrize(
    "to",
    [
        "a@b.example\r\nBcc: all@telenova.example",
        "a@b.example, c@d.example",
        "<a@b.example>",
        "é@telenova.example",
        "a b@telenova.example",
        "a@telenova.example\n",
        "nobody",
    ],
)
def test_no_address_can_add_a_header_or_a_recipient(to: str) -> None:
    with pytest.raises(NotAnAddress):
        frame_of(MAILER, an_issue(), a_full_month(), "fr", ZONE).copy(**{**OWN, "to": to})


@pytest.mark.parametrize("name", ["message_id", "date", "token"])
def test_nothing_of_a_recipient_can_add_a_header(name: str) -> None:
    frame = frame_of(MAILER, an_issue(), a_full_month(), "fr", ZONE)
    with pytest.raises(ValueError, match="one line"):
        frame.copy(**{**OWN, name: "x\r\nBcc: all@telenova.example"})


def test_a_headline_of_several_lines_adds_no_header() -> None:
    content = Content({"fr": "Un mois\r\nBcc: all@telenova.example"}, {}, ())
    message = parsed(frame_of(MAILER, an_issue(), content, "fr", ZONE).copy(**OWN))
    assert message["Bcc"] is None
    assert "Bcc" in str(message["Subject"])


@given(
    text=st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n")),
    subject=st.text(max_size=80),
)
@settings(max_examples=60)
def test_whatever_is_written_is_read(text: str, subject: str) -> None:
    body = f"{text}\n{TOKEN} {text}\n"
    frame = Frame("a@b.example", "Le La", body, f"<p>{body}</p>\n", "https://a.example/u/", {})
    message = parsed(frame.copy(**OWN))
    for kind, meant in (("plain", body), ("html", f"<p>{body}</p>\n")):
        assert read(message, kind) == meant.replace(TOKEN, OWN["token"])
