"""What an administrator says of a webhook. Limits mirror the columns."""

from typing import Annotated
from urllib.parse import urlsplit
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from backend.webhooks.addresses import is_public, looks_numeric
from backend.webhooks.models import Family


def _reachable(url: str) -> str:
    """An https address with a name, or a public number; what the name leads to is checked at each sending."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise PydanticCustomError("not_https", "not an https address") from error
    odd = parts.username is not None or parts.fragment or port == 0 or not url.isascii() or " " in url
    if parts.scheme != "https" or not host or odd:
        raise PydanticCustomError("not_https", "not an https address")
    if looks_numeric(host) and not is_public(host):
        raise PydanticCustomError("not_public", "not a public address")
    return url


class WebhookInput(BaseModel):
    """Whom to tell, and of what; with a supplier, of what is put to it alone."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
    url: Annotated[str, StringConstraints(strip_whitespace=True, max_length=400), AfterValidator(_reachable)]
    families: Annotated[frozenset[Family], Field(min_length=1)]
    supplier_id: UUID | None = None
