"""Every kind of mail: its HTML is valid, and what arrives reads as it was worded."""

import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from backend.core.i18n import LOCALES, Catalogues
from backend.core.mail import Mail, Mailer
from backend.digests import worded
from backend.notifications.mailers import one_click
from backend.services import UI
from tests.digests.mailer import MAILER
from tests.digests.test_letters import ZONE, a_full_month, an_issue
from tests.mail_sink import mail_sink

ODD = '« L’été » <b>&amp; "co"\r\nBcc: who@evil.example'
"""What people type: quotes, markup, and what would be a header elsewhere."""
AT = datetime(2026, 11, 28, 9, tzinfo=UTC)
LINE = {"title": ODD, "detail": ODD, "href": "/reports/1"}
GIVEN: Mapping[str, list[dict[str, Any]]] = {
    "invitation": [{"circle": ODD, "why": ODD, "by": ODD, "note": note} for note in ("", ODD)],
    "membership": [{"outcome": one, "circle": ODD} for one in ("active", "promoted", "waiting", "declined")],
    "notices": [
        {"lines": [LINE], "count": 1, "more": 0},
        {"lines": [LINE] * 20, "count": 22, "more": 2},
    ],
    "place_offered": [
        {"edition": ODD, "offer": ODD, "site": ODD, "starts_at": AT, "expires_at": AT},
    ],
    "approval_given": [{"edition": ODD}],
    "approval_lifted": [{"edition": ODD}],
    "approval_missing": [{"edition": ODD, "closes_at": AT}],
    "placement": [{"edition": ODD}],
    "hosting": [
        {
            "what": what,
            "edition": ODD,
            "offer": ODD,
            "visitor": ODD,
            "before": AT,
            "starts_at": AT,
            "reason": ODD,
            "stands": stands,
        }
        for what in ("published", "moved", "cancelled", "withdrawn", "swap")
        for stands in (True, False)
    ],
    "wish_dropped": [{"edition": ODD, "offer": ODD}],
    "slot_changed": [
        {
            "edition": ODD,
            "offer": ODD,
            "before": AT,
            "now": ODD,
            "site": ODD,
            "starts_at": AT if fate != "waiting" else None,
            "fate": fate,
            "cancelled": fate != "kept",
            "reason": ODD,
        }
        for fate in ("kept", "placed", "waiting")
    ],
}
READER = {"given_name": "Inès", "unsubscribe": "/unsubscribe/a.b-c", "href": "/circles/a-portee-de-voix"}


def mails() -> Iterator[tuple[str, Mail]]:
    """Each mail in each language, but for the letter of the month."""
    for name, all_given in GIVEN.items():
        for locale in LOCALES:
            for number, given in enumerate(all_given):
                mail = MAILER.word(name, locale=locale, time_zone=ZONE, **{**READER, **given})
                yield f"{name}-{number}-{locale}", mail


def test_no_kind_of_mail_is_forgotten() -> None:
    folders = {one.name for one in (UI / "emails").iterdir() if (one / "subject.txt").exists()}
    assert folders == {*GIVEN, "digest"}


def test_the_html_of_every_mail_is_valid(tmp_path: Path) -> None:
    for name, mail in mails():
        tmp_path.joinpath(f"{name}.html").write_text(mail.html, encoding="utf-8")
    for locale in LOCALES:
        letter = worded(MAILER, an_issue(), a_full_month(), locale, ZONE, token="t", picture="cid:figures")
        tmp_path.joinpath(f"digest-{locale}.html").write_text(letter.html, encoding="utf-8")
    command = [
        str(Path(sys.executable).with_name("node")),
        "node_modules/html-validate/bin/html-validate.mjs",
        "--config",
        "tests/emails/html-validate.json",
        "--formatter",
        "text",
        str(tmp_path),
    ]
    looked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert looked.returncode == 0, looked.stdout + looked.stderr


async def test_every_mail_arrives_as_it_was_worded() -> None:
    async with mail_sink() as sink:
        mailer = Mailer(
            Catalogues.load(UI / "locale"),
            UI / "emails",
            smtp_url=sink.url,
            sender=MAILER.sender,
            base_url=MAILER.base_url,
        )
        sent = []
        for name, mail in mails():
            link = f"{mailer.base_url}{READER['unsubscribe']}"
            letter = Mail(mail.subject, mail.text, mail.html, one_click(link))
            await mailer.send(letter, "ines.marchetti@telenova.example", mailer.message_id(name))
            sent.append((name, mail))
    for (name, mail), arrived in zip(sent, sink.letters, strict=True):
        assert not arrived.defects, name
        assert arrived["Subject"] == mail.subject
        assert arrived["Message-ID"] == mailer.message_id(name)
        assert arrived["Auto-Submitted"] == "auto-generated"
        assert arrived["List-Unsubscribe"] == f"<{link}>"
        assert arrived["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert "Bcc" not in arrived
        for kind, meant in (("plain", mail.text), ("html", mail.html)):
            part = arrived.get_body((kind,))
            assert part is not None
            assert part.get_content().split() == meant.split(), f"{name} {kind}"
            assert "http" in meant
