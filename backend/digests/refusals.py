"""What a mail server's refusal means: try again, never again, or no such address."""

import re

import aiosmtplib

from backend.digests.models import Outcome

NO_SUCH_ADDRESS = frozenset({550, 551, 553})
_ENHANCED = re.compile(r"([45])\.(\d{1,3})\.\d{1,3}")


def outcome_of(
    refusal: aiosmtplib.SMTPResponseException | aiosmtplib.SMTPRecipientsRefused,
) -> tuple[Outcome, str]:
    """Waiting for a temporary refusal, bounced where the address is at fault, else failed; and its words.

    An enhanced status says what is at fault (RFC 3463: 5.1 is the address); without one, the code of a
    refused recipient does.
    """
    at_recipient = isinstance(refusal, aiosmtplib.SMTPRecipientsRefused)
    one = refusal.recipients[0] if isinstance(refusal, aiosmtplib.SMTPRecipientsRefused) else refusal
    said = f"{one.code} {one.message}"
    if not 500 <= one.code < 600:
        return Outcome.WAITING, said
    if enhanced := _ENHANCED.search(one.message):
        return (Outcome.BOUNCED if enhanced.group(2) == "1" else Outcome.FAILED), said
    return (Outcome.BOUNCED if at_recipient and one.code in NO_SUCH_ADDRESS else Outcome.FAILED), said
