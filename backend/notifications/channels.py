"""Where people can be told: the inbox and mail, and the other channels that their company has set up."""

from backend.core.db import Session
from backend.core.mail import Mailer
from backend.core.messenger import Messenger
from backend.notifications.models import Channel


def ways_out(session: Session) -> frozenset[Channel]:
    """The channels on which something can leave the house now."""
    mailer: Mailer | None = session.info.get("mailer")
    messenger: Messenger | None = session.info.get("messenger")
    mail = {Channel.MAIL} if mailer is not None and mailer.is_set else set()
    return frozenset(mail | {Channel(name) for name in (messenger.channels if messenger else ())})


def offered(session: Session, mobile: str) -> tuple[Channel, ...]:
    """What somebody may choose from; SMS needs the number that the directory says, if it says one."""
    there = ways_out(session) | {Channel.INBOX, Channel.MAIL}
    return tuple(one for one in Channel if one in there and (mobile or one is not Channel.SMS))
