"""What `doctor` looks at: each examination says what it found, and how to mend it."""

import asyncio
import os
import shutil
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import urlsplit

import aiosmtplib
import httpx2

from backend import identity, migrations
from backend.cli.unsafe import has_weak_secret_before, is_known, is_plain, is_short, takes_id_tokens
from backend.core.db import Database
from backend.core.mail import line_to
from backend.services import messenger_of
from backend.settings import SECRET_LENGTH, Settings

WAIT_SECONDS = 5
LEAST_FREE_BYTES = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at; `mend` is what to do where it is not well."""

    about: str
    ok: bool
    said: str
    mend: str = ""


Examination = Callable[[Settings], Awaitable[Finding]]


async def database(settings: Settings) -> Finding:
    shown = settings.database.render_as_string(hide_password=True)
    opened = Database(settings.database)
    try:
        async with asyncio.timeout(WAIT_SECONDS):
            revision = await migrations.revision_of(opened)
    except Exception as error:
        said = f"{shown} does not answer: {first_line(error)}"
        return Finding("database", False, said, "Check DIAPASON_DATABASE_URL, and that the server runs.")
    finally:
        await opened.close()
    if revision != migrations.latest():
        said = f"{shown} is at version {revision or 'zero'}, the program at {migrations.latest()}."
        is_ahead = int(revision or 0) > int(migrations.latest() or 0)
        mend = "Replace this program by the newer one." if is_ahead else "Run `diapason migrate`."
        return Finding("database", False, said, mend)
    return Finding("database", True, f"{shown} answers, at version {revision}.")


async def secret(settings: Settings) -> Finding:
    value = settings.secret_key.get_secret_value()
    mend = (
        "Set DIAPASON_SECRET_KEY, for instance to what "
        "`python3 -c 'import secrets; print(secrets.token_urlsafe(48))'` prints."
    )
    if is_known(value):
        return Finding("secret", False, "The secret is the demo's, which everyone knows.", mend)
    if is_short(value):
        return Finding("secret", False, f"The secret is shorter than {SECRET_LENGTH} characters.", mend)
    if has_weak_secret_before(settings):
        said = "A secret before it is the demo's, or too short: whoever guesses it signs as this server."
        return Finding("secret", False, said, "Leave that one out of DIAPASON_SECRET_KEY_PREVIOUS.")
    earlier = len(settings.secret_keys) - 1
    known = f" What {earlier} before it signed is known too." if earlier else ""
    return Finding("secret", True, f"The secret is long, and not the demo's.{known}")


async def base_url(settings: Settings) -> Finding:
    if is_plain(settings.base_url):
        said = f"People would type {settings.base_url}: over plain http, anybody on the way reads it."
        return Finding("address", False, said, "Set DIAPASON_BASE_URL to the https address.")
    return Finding("address", True, f"People type {settings.base_url}.")


async def issuer(settings: Settings) -> Finding:
    if not settings.oidc_issuer:
        said = "No identity provider is set: nobody can sign in."
        return Finding(
            "sign-in", False, said, "Set DIAPASON_OIDC_ISSUER, _OIDC_CLIENT_ID and _OIDC_CLIENT_SECRET."
        )
    if settings.mode == "production" and is_plain(settings.oidc_issuer):
        said = f"{settings.oidc_issuer} is not https: whoever is on the way could sign in as anybody."
        return Finding("sign-in", False, said, "Set DIAPASON_OIDC_ISSUER to the provider's https address.")
    url = f"{settings.oidc_issuer.rstrip('/')}/.well-known/openid-configuration"
    try:
        async with httpx2.AsyncClient(timeout=WAIT_SECONDS, follow_redirects=True) as client:
            told = (await client.get(url)).raise_for_status().json()
    except (httpx2.HTTPError, ValueError) as error:
        said = f"{url} does not answer as a provider: {first_line(error)}"
        return Finding(
            "sign-in", False, said, "Check DIAPASON_OIDC_ISSUER, and that this machine reaches it."
        )
    if not isinstance(told, dict) or told.get("issuer") != settings.oidc_issuer:
        named = told.get("issuer") if isinstance(told, dict) else None
        said = f"The provider calls itself {named}, not {settings.oidc_issuer}."
        return Finding("sign-in", False, said, "Set DIAPASON_OIDC_ISSUER to exactly what it calls itself.")
    lacking = {"authorization_endpoint", "token_endpoint", "jwks_uri"} - told.keys()
    if lacking:
        said = f"The provider does not say its {', '.join(sorted(lacking))}."
        return Finding("sign-in", False, said, "Ask whoever runs the provider for the code flow.")
    if not settings.oidc_client_secret.get_secret_value():
        return Finding("sign-in", False, "There is no client secret.", "Set DIAPASON_OIDC_CLIENT_SECRET.")
    return Finding("sign-in", True, f"{settings.oidc_issuer} answers, and calls itself so.")


async def tools(settings: Settings) -> Finding:
    if takes_id_tokens(settings):
        said = f"The API's audience, {settings.oidc_api_audience}, is what ID tokens name already."
        return Finding("tools", False, said, "Set DIAPASON_OIDC_API_AUDIENCE to one of the API's own.")
    if not settings.oidc_api_audience:
        return Finding("tools", True, "Tools call GraphQL with tokens made here, not with the provider's.")
    said = f"Tools call GraphQL with the provider's tokens for {settings.oidc_api_audience} too."
    return Finding("tools", True, said)


async def groups(settings: Settings) -> Finding:
    if not settings.oidc_group_roles:
        return Finding("groups", True, "No group of the provider gives a role; roles are granted by hand.")
    mend = "In DIAPASON_OIDC_GROUP_ROLES, write role or role@unit, such as cx_leader@Company/Region."
    opened = Database(settings.database)
    try:
        async with asyncio.timeout(WAIT_SECONDS), opened.reading() as session:
            wrong = await identity.check_group_map(session, settings.oidc_group_roles)
    except Exception as error:
        said = f"The groups cannot be looked at without the database: {first_line(error)}"
        return Finding("groups", False, said, "Mend the database first.")
    finally:
        await opened.close()
    if wrong:
        named = ", ".join(f"{one.group} names an unknown {one.what}, {one.value}" for one in wrong)
        return Finding("groups", False, f"{named}.", mend)
    return Finding("groups", True, f"{len(settings.oidc_group_roles)} groups of the provider give a role.")


async def mail(settings: Settings) -> Finding:
    if not settings.smtp_url:
        said = "No mail server is set: invitations and answers are not mailed."
        return Finding("mail", False, said, "Set DIAPASON_SMTP_URL, such as smtp://user:password@mail:587.")
    sender = parseaddr(settings.mail_from)[1]
    if settings.mode == "production" and sender.rpartition("@")[2] in ("", "localhost"):
        said = f"Mail would come from {sender or settings.mail_from}, which other servers do not take."
        return Finding("mail", False, said, "Set DIAPASON_MAIL_FROM to an address of the company.")
    host = urlsplit(settings.smtp_url).hostname
    line = line_to(settings.smtp_url, seconds=WAIT_SECONDS)
    try:
        await line.connect()
        await line.quit()
    except (aiosmtplib.SMTPException, OSError) as error:
        said = f"{host} does not take our mail: {first_line(error)}"
        mend = (
            "Check DIAPASON_SMTP_URL, and that this machine reaches it. A password goes through TLS alone: "
            "the server offers STARTTLS, or write smtps://; its certificate bears its name."
        )
        return Finding("mail", False, said, mend)
    return Finding("mail", True, f"{host} takes mail.")


async def channels(settings: Settings) -> Finding:
    messenger = messenger_of(settings)
    if not messenger.channels:
        return Finding("channels", True, "People are told in their inbox and by mail, on no other channel.")
    asked = [one for one in sorted(messenger.channels) if not await messenger.understands(one)]
    if asked:
        mend = f"Set {', '.join(f'DIAPASON_{one.upper()}_URL' for one in asked)} as docs/operations.md says."
        return Finding(
            "channels", False, f"No known tool answers to the address of {', '.join(asked)}.", mend
        )
    return Finding("channels", True, f"People may choose {', '.join(sorted(messenger.channels))} too.")


async def htmx(settings: Settings) -> Finding:
    if not settings.htmx_url:
        return Finding("htmx", True, "Browsers fetch htmx from its CDN, and check its hash.")
    if settings.htmx_url.startswith("/"):
        return Finding("htmx", True, f"Browsers fetch htmx at {settings.htmx_url}.")
    try:
        async with httpx2.AsyncClient(timeout=WAIT_SECONDS, follow_redirects=True) as client:
            (await client.get(settings.htmx_url)).raise_for_status()
    except httpx2.HTTPError as error:
        said = f"{settings.htmx_url} does not answer: {first_line(error)}"
        return Finding("htmx", False, said, "Check DIAPASON_HTMX_URL; the pages work without, only slower.")
    return Finding("htmx", True, f"Browsers fetch htmx at {settings.htmx_url}.")


async def time_zone(settings: Settings) -> Finding:
    return Finding("time zone", True, f"The timetable follows {settings.time_zone}.")


async def disk(settings: Settings) -> Finding:
    if settings.database.get_backend_name() != "sqlite":
        return Finding("disk", True, "Only the database keeps anything: watch the disk of its own machine.")
    return await asyncio.to_thread(_disk, Path(settings.database.database or "").parent)


def _disk(folder: Path) -> Finding:
    folder = folder.resolve()
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    if not os.access(folder, os.W_OK):
        return Finding("disk", False, f"{folder} cannot be written to.", "Give this user the folder.")
    if free < LEAST_FREE_BYTES:
        said = f"{folder} has {free / 1e9:.1f} GB free."
        return Finding("disk", False, said, "Make room: below 1 GB, writing may soon fail.")
    return Finding("disk", True, f"{folder} has {free / 1e9:.1f} GB free.")


def first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0].strip().rstrip(".") + "."


EXAMINATIONS: tuple[Examination, ...] = (
    database,
    secret,
    base_url,
    issuer,
    tools,
    groups,
    mail,
    channels,
    htmx,
    time_zone,
    disk,
)
