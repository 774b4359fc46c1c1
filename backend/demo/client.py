"""The one application registered at the demo provider."""

import hmac
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Client:
    client_id: str
    client_secret: str
    redirect_uris: frozenset[str]
    post_logout_redirect_uris: frozenset[str]

    def holds(self, client_id: str, client_secret: str) -> bool:
        """Whether these are the client's credentials, compared in constant time."""
        same_id = hmac.compare_digest(client_id.encode(), self.client_id.encode())
        same_secret = hmac.compare_digest(client_secret.encode(), self.client_secret.encode())
        return same_id and same_secret

    @property
    def origins(self) -> list[str]:
        """The origins a form on the provider's pages may end up at, for `form-action`."""
        parts = (urlsplit(uri) for uri in self.redirect_uris | self.post_logout_redirect_uris)
        return sorted({f"{part.scheme}://{part.netloc}" for part in parts})
