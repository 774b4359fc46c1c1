"""The company's identity provider, seen from here: for the browsers it sends back, for itself, and for tools.

Everything in it calls the network or may: it runs before a unit of work, never inside one.
"""

from backend.http.provider.access_tokens import Granted
from backend.http.provider.client import Pending, Proof, Provider
from backend.http.provider.logout_tokens import RECENT_SECONDS, SignedOut

__all__ = ["RECENT_SECONDS", "Granted", "Pending", "Proof", "Provider", "SignedOut"]
