"""What the provider remembers of a sign-in: a code for a minute, then an access token for ten."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

from backend.demo.personas import Persona

CODE_SECONDS = 60
TOKEN_SECONDS = 600


@dataclass(frozen=True, slots=True)
class Grant:
    """One sign-in. `sid` names the session; `auth_time` is in seconds since 1970."""

    persona: Persona
    redirect_uri: str
    code_challenge: str
    nonce: str | None
    scope: frozenset[str]
    auth_time: int
    sid: str = field(default_factory=lambda: secrets.token_urlsafe(16))

    def matches(self, code_verifier: str) -> bool:
        """Whether the verifier is the one whose S256 challenge came with the request (RFC 7636)."""
        digest = hashlib.sha256(code_verifier.encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=")
        return hmac.compare_digest(challenge, self.code_challenge.encode())


@dataclass(slots=True)
class _Issued:
    grant: Grant
    expires_at: float
    spent: bool = False


class Grants:
    """Codes and access tokens, in memory; what has expired is forgotten when the next one is issued."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._codes: dict[str, _Issued] = {}
        self._tokens: dict[str, _Issued] = {}

    def issue_code(self, grant: Grant) -> str:
        return self._issue(self._codes, grant, CODE_SECONDS)

    def redeem(self, code: str) -> Grant | None:
        """The sign-in a code stands for, once.

        A code presented again also ends what it had opened (RFC 6749, 4.1.2).
        """
        issued = self._codes.get(code)
        if issued is None or issued.expires_at <= self._clock():
            return None
        if issued.spent:
            self.end_session(issued.grant.sid)
            return None
        issued.spent = True
        return issued.grant

    def issue_token(self, grant: Grant) -> str:
        return self._issue(self._tokens, grant, TOKEN_SECONDS)

    def holder(self, token: str) -> Grant | None:
        """The sign-in a live access token belongs to."""
        issued = self._tokens.get(token)
        return issued.grant if issued and issued.expires_at > self._clock() else None

    def end_session(self, sid: str) -> None:
        self._tokens = {token: issued for token, issued in self._tokens.items() if issued.grant.sid != sid}

    def _issue(self, kept: dict[str, _Issued], grant: Grant, seconds: int) -> str:
        now = self._clock()
        for secret in [secret for secret, issued in kept.items() if issued.expires_at <= now]:
            del kept[secret]
        secret = secrets.token_urlsafe(32)
        kept[secret] = _Issued(grant, now + seconds)
        return secret
