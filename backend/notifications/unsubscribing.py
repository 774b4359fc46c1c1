"""Out of a kind of mail in one click from a mail program (RFC 8058), without signing in.

The address in a letter holds its reader and kinds, sealed: whoever has the letter may stop its like, and
learns nothing from the address.
"""

import base64
import binascii
import json
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from backend import events
from backend.core.actor import SYSTEM
from backend.core.db import Session
from backend.core.errors import NotFound
from backend.core.vault import NotSealedHere, Vault
from backend.notifications.models import Channel, NotificationKind
from backend.notifications.preferences import put_choices

ABOUT = b"unsubscribe"


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Whom a letter was for, and what kinds of thing it told."""

    person_id: UUID
    kinds: tuple[NotificationKind, ...]


def token_for(session: Session, person_id: UUID, kinds: Collection[NotificationKind]) -> str:
    """What the address of unsubscribing ends with."""
    vault: Vault = session.info["vault"]
    plain = json.dumps([person_id.hex, *sorted(kinds)]).encode()
    return base64.urlsafe_b64encode(vault.wrap(plain, ABOUT)).decode().rstrip("=")


def letterhead(session: Session, token: str) -> Letterhead:
    """What a token was made for. Errors: NotFound, for one that we did not make."""
    vault: Vault = session.info["vault"]
    try:
        sealed = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
        person_id, *kinds = json.loads(vault.unwrap(sealed, ABOUT))
    except (NotSealedHere, ValueError, binascii.Error) as error:
        raise NotFound from error
    return Letterhead(UUID(hex=person_id), tuple(NotificationKind(kind) for kind in kinds))


async def unsubscribe(session: Session, token: str, kind: str = "") -> Letterhead:
    """Write no more mail about one of the letter's kinds, or about all; twice is once. Errors: NotFound."""
    letter = letterhead(session, token)
    stopped = [one for one in letter.kinds if kind in {"", one.value}]
    if not stopped:
        raise NotFound
    await put_choices(session, letter.person_id, {(one, Channel.MAIL): False for one in stopped})
    await events.record(
        session, SYSTEM, "mail.unsubscribed", "person", letter.person_id, kinds=[one.value for one in stopped]
    )
    return letter
