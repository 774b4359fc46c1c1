"""Who the identity provider says signed in: their account, found or opened, and the roles of their groups."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self
from zoneinfo import available_timezones

import sqlalchemy as sa

from backend import events
from backend.core.actor import SYSTEM, Actor
from backend.core.db import Session
from backend.core.i18n import negotiate
from backend.core.text import storable
from backend.identity.errors import EmailNotVerified, EmailTaken, PersonInactive
from backend.identity.group_roles import replace_claimed_roles
from backend.identity.models import PEOPLE, Person, PersonStatus
from backend.identity.names import filed_under, index_words, sought


@dataclass(frozen=True, slots=True)
class Claims:
    """What the provider says of a person. `subject` is `issuer|sub`: two providers may use the same sub."""

    subject: str
    email: str
    email_verified: bool
    given_name: str
    family_name: str
    locale: str
    time_zone: str
    groups: frozenset[str]
    session: str | None

    @classmethod
    def of(cls, claims: Mapping[str, Any]) -> Self:
        """The claims of a checked ID token; whatever is not of the expected type counts as absent."""

        def text(name: str, most: int) -> str:
            value = claims.get(name)
            return storable(value).strip()[:most] if isinstance(value, str) else ""

        listed = claims.get("groups")
        groups = listed if isinstance(listed, list) else []
        given, family = text("given_name", 120), text("family_name", 120)
        if not given and not family:
            given, _, family = text("name", 120).partition(" ")
        return cls(
            subject=f"{claims['iss']}|{claims['sub']}",
            email=text("email", 254).lower(),
            email_verified=claims.get("email_verified") is True,
            given_name=given,
            family_name=family,
            locale=text("locale", 40),
            time_zone=text("zoneinfo", 64),
            groups=frozenset(group for group in groups if isinstance(group, str)),
            session=text("sid", 255) or None,
        )


async def recognise(
    session: Session, claims: Claims, group_roles: Mapping[str, str], *, locale: str, time_zone: str
) -> Person:
    """The active person who signs in, with the roles of their groups; `locale` and `time_zone` are defaults.

    Found by subject, else by a verified e-mail address nobody has signed in with yet, else created.
    Errors: PersonInactive, EmailNotVerified(email), EmailTaken(email).
    """
    person = await _by_subject(session, claims.subject)
    if person is None:
        if not claims.email or not claims.email_verified:
            raise EmailNotVerified(email=claims.email)
        person = await _by_email(session, claims.email)
        if person is None:
            person = await _create(session, claims, locale, time_zone)
        elif person.status is PersonStatus.ACTIVE:
            await _claim(session, person, claims)
    if person.status is not PersonStatus.ACTIVE:
        raise PersonInactive
    await replace_claimed_roles(session, person.id, claims.groups, group_roles)
    await events.record(session, Actor(person_id=person.id), "person.signed_in", "person", person.id)
    return person


async def forget_subjects(session: Session, near: str, issuer: str) -> None:
    """Let those who signed in with another provider, whose address begins with `near`, do so with `issuer`.

    For a provider that moved, taking its people with it: they are found by their address again.
    """
    await session.execute(
        sa.update(PEOPLE)
        .where(
            PEOPLE.c.subject.startswith(near, autoescape=True),
            ~PEOPLE.c.subject.startswith(f"{issuer}|", autoescape=True),
        )
        .values(subject=None)
    )


async def _by_subject(session: Session, subject: str) -> Person | None:
    found = await session.execute(sa.select(Person).where(PEOPLE.c.subject == subject))
    person: Person | None = found.scalar_one_or_none()
    return person


async def _by_email(session: Session, email: str) -> Person | None:
    found = await session.execute(sa.select(Person).where(PEOPLE.c.email == email))
    person: Person | None = found.scalar_one_or_none()
    if person is not None and person.subject is not None:
        raise EmailTaken(email=email)
    return person


async def _claim(session: Session, person: Person, claims: Claims) -> None:
    """The imported person signs in for the first time: the import's names stay, blanks are filled."""
    given = person.given_name or claims.given_name
    family = person.family_name or claims.family_name
    claimed = await session.execute(
        sa.update(PEOPLE)
        .where(PEOPLE.c.id == person.id, PEOPLE.c.subject.is_(None))
        .values(
            subject=claims.subject,
            given_name=given,
            family_name=family,
            search=sought(given, family, person.email),
            sort_name=filed_under(given, family),
        )
    )
    if not claimed.rowcount:
        raise EmailTaken(email=claims.email)
    await events.record(session, SYSTEM, "person.matched", "person", person.id)


async def _create(session: Session, claims: Claims, locale: str, time_zone: str) -> Person:
    given = claims.given_name or claims.email.partition("@")[0][:120]
    person = Person(
        subject=claims.subject,
        email=claims.email,
        given_name=given,
        family_name=claims.family_name,
        search=sought(given, claims.family_name, claims.email),
        sort_name=filed_under(given, claims.family_name),
        locale=negotiate(claims.locale, locale),
        time_zone=claims.time_zone if claims.time_zone in available_timezones() else time_zone,
    )
    session.add(person)
    await session.flush()
    await index_words(session, person.id)
    await events.record(session, SYSTEM, "person.created", "person", person.id)
    return person
