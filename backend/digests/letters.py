"""An issue as a message: worded once a language from what its page shows, ready to be copied."""

from uuid import UUID

from backend.core import i18n
from backend.core.actor import SYSTEM
from backend.core.candidates import Figure
from backend.core.db import Session
from backend.core.i18n import LOCALES, Translator
from backend.core.local_time import company_zone
from backend.core.mail import Mail, Mailer
from backend.digests.chart import Bar, draw
from backend.digests.content import Content, content_of, items_of, said_in
from backend.digests.frame import TOKEN, Frame
from backend.digests.models import Issue
from backend.digests.queries import IssueRow, issue_row

PICTURE = "figures"
"""The content id of the chart."""
PER_MINUTE = 200
"""Words read in a minute."""


async def frames_of(session: Session, mailer: Mailer, issue_id: UUID) -> dict[str, Frame]:
    """The messages of an issue by language."""
    issue = await session.get_one(Issue, issue_id)
    row = await issue_row(session, SYSTEM, issue_id)
    content = content_of(issue, await items_of(session, issue_id))
    zone = str(company_zone(session))
    return {locale: frame_of(mailer, row, content, locale, zone) for locale in LOCALES}


def frame_of(mailer: Mailer, issue: IssueRow, content: Content, locale: str, zone: str) -> Frame:
    """The message of an issue in one language."""
    mail = worded(mailer, issue, content, locale, zone)
    bars = bars_of(mailer.catalogues.translator(locale), content)
    return Frame(
        sender=mailer.sender,
        subject=mail.subject,
        text=mail.text,
        html=mail.html,
        unsubscribe=f"{mailer.base_url}/digests/unsubscribe/",
        pictures={PICTURE: draw(bars)} if bars else {},
    )


def worded(
    mailer: Mailer,
    issue: IssueRow,
    content: Content,
    locale: str,
    zone: str,
    *,
    token: str = TOKEN,
    picture: str = f"cid:{PICTURE}",
) -> Mail:
    """The issue's mail; `token` and `picture` stand where each copy, or a preview, has its own."""
    return mailer.word(
        "digest",
        locale=locale,
        time_zone=zone,
        issue=issue,
        content=content,
        bars=bars_of(mailer.catalogues.translator(locale), content),
        said=lambda words: _typeset(said_in(words, locale), locale),
        minutes=minutes_of(content, locale),
        href=f"/digests/{issue.number}",
        token=token,
        picture=picture,
    )


def _typeset(text: str, locale: str) -> str:
    return i18n.nb(text) if locale == "fr" else text


def minutes_of(content: Content, locale: str) -> int:
    """How long the issue takes to read."""
    texts = [content.headline, content.word, *(w for one in content.items for w in (one.title, one.summary))]
    words = sum(len(said_in(text, locale).split()) for text in texts)
    return max(1, round(words / PER_MINUTE))


def bars_of(translator: Translator, content: Content) -> tuple[Bar, ...]:
    """The figures of an issue in words: each item's title, the value, its interval."""
    return tuple(
        Bar(said_in(item.title, translator.locale), value_of(translator, figure), figure)
        for item in content.items
        for figure in item.figures
    )


def value_of(translator: Translator, figure: Figure) -> str:
    """« +12, entre 8 et 16 », "64%, between 61% and 67%", "at least 95%", "3.4"."""
    if figure.bound == "at_least":
        return translator.gettext("at least %(share)d%%", share=figure.value)
    if figure.bound == "at_most":
        return translator.gettext("at most %(share)d%%", share=figure.value)
    value, low, high = (
        _written(figure.name, one, translator) for one in (figure.value, figure.low, figure.high)
    )
    if not low or not high:
        return value
    return translator.gettext("%(value)s, between %(low)s and %(high)s", value=value, low=low, high=high)


def _written(name: str, value: float | None, translator: Translator) -> str:
    if value is None:
        return ""
    number = i18n.format_number(value, translator.locale).replace("-", "−")
    if name == "score":
        return f"+{number}" if value > 0 else number
    return number if name == "mean" else translator.gettext("%(number)s%%", number=number)
