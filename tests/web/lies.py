"""What a hostile provider tries, case by case, each with the reason for which it is not believed."""

import json
import time
from collections.abc import Callable
from typing import Any

from joserfc import jws, jwt
from joserfc.jwk import ECKey, OctKey

from tests.web.journeys import ISSUER
from tests.web.rogue import KEY, OTHER_KEY, Claims, part, sign, signed_with_the_public_key, unsigned

Spoil = Callable[[Claims], str]
"""Honest claims -> the ID token handed out."""

EVIL = "https://evil.example"
HOUR = 3600
SECRET = OctKey.import_key("what both sides know, and the provider too")
FIRST = {"alg": "RS256", "kid": "first"}


def at(seconds: int) -> int:
    """So many seconds from now."""
    return int(time.time()) + seconds


def changed(**values: Any) -> Spoil:
    """Honest claims but for these; None takes the claim away."""

    def spoil(claims: Claims) -> str:
        return sign({k: v for k, v in (claims | values).items() if v is not None})

    return spoil


def signed_by(key: Any, **header: Any) -> Spoil:
    """Honest claims, signed by a key under a header."""
    made = {name: value for name, value in (FIRST | header).items() if value is not None}
    return lambda claims: jwt.encode(made, claims, key, algorithms=[made["alg"]])


def rearranged(change: Callable[[str, str, str], str]) -> Spoil:
    """An honest token's header, content and signature, put together otherwise."""

    def spoil(claims: Claims) -> str:
        head, body, signature = sign(claims).split(".")
        return change(head, body, signature)

    return spoil


def under(**header: Any) -> Spoil:
    """An honest token whose header was changed after it was signed."""
    return rearranged(lambda _, body, signature: f"{part(FIRST | header)}.{body}.{signature}")


def holding(content: Callable[[Claims], bytes]) -> Spoil:
    """A token rightly signed around any bytes."""
    return lambda claims: jws.serialize_compact(FIRST, content(claims), KEY)


ID_TOKENS: dict[str, tuple[Spoil, str]] = {
    # For whom it is
    "for another application": (changed(aud="intranet"), "aud"),
    "for nobody": (changed(aud=[]), "aud"),
    "without an audience": (changed(aud=None), "aud"),
    "for an application whose name ours begins": (changed(aud="diapason-test"), "aud"),
    "for ours, spelled otherwise": (changed(aud="Diapason"), "aud"),
    "for ours, deep in a list": (changed(aud=[["diapason"]]), "aud"),
    "for another application, authorised by ours": (changed(aud="intranet", azp="diapason"), "aud"),
    "for another, in a list, authorised by ours": (changed(aud=["intranet"], azp="diapason"), "aud"),
    "for two audiences, one after the other": (
        holding(lambda claims: json.dumps(claims)[:-1].encode() + b', "aud": "intranet"}'),
        "aud",
    ),
    "for us, authorised by another": (changed(azp="intranet"), "azp"),
    "for us and another, authorised by the other": (
        changed(aud=["diapason", "intranet"], azp="intranet"),
        "azp",
    ),
    "for us and another, authorised by nobody": (changed(aud=["diapason", "intranet"]), "azp"),
    # Of which sign-in
    "of another sign-in": (changed(nonce="another"), "nonce"),
    "of no sign-in": (changed(nonce=None), "nonce"),
    "of an empty sign-in": (changed(nonce=""), "nonce"),
    "beside another access token": (changed(at_hash="AAAAAAAAAAAAAAAAAAAAAA"), "at_hash"),
    # From whom, and about whom
    "of another issuer": (changed(iss=EVIL), "iss"),
    "of no issuer": (changed(iss=None), "iss"),
    "of an issuer that ours begins": (changed(iss=f"{ISSUER}/"), "iss"),
    "of several issuers": (changed(iss=[ISSUER, EVIL]), "iss"),
    "about nobody": (changed(sub=""), "sub"),
    "about a blank": (changed(sub=" "), "sub"),
    "about a number": (changed(sub=12), "sub"),
    "about a name without an end": (changed(sub="i" * 256), "sub"),
    "about a name that no database stores": (changed(sub="ines\0"), "sub"),
    # When
    "expired": (changed(exp=at(-120)), "exp"),
    "never expiring": (changed(exp=None), "exp"),
    "expiring at no instant": (changed(exp="tomorrow"), "exp"),
    "made in the future": (changed(iat=at(HOUR)), "iat"),
    "made at no instant": (changed(iat=None), "iat"),
    "not valid yet": (changed(nbf=at(HOUR)), "nbf"),
    # Signed by whom
    "unsigned": (unsigned, "unsupported_algorithm"),
    "unsigned, spelled otherwise": (under(alg="nOnE"), "unsupported_algorithm"),
    "its signature taken away": (rearranged(lambda head, body, _: f"{head}.{body}."), "bad_signature"),
    "changed after it was signed": (
        rearranged(lambda head, body, signed: f"{head}.{body[:-6]}AAAAAA.{signed}"),
        "bad_signature",
    ),
    "signed with the public key": (signed_with_the_public_key, "unsupported_algorithm"),
    "signed with a secret that two sides know": (signed_by(SECRET, alg="HS256"), "unsupported_algorithm"),
    "signed by an algorithm that is not ours": (under(alg="RS512"), "unsupported_algorithm"),
    "signed by another key of that name": (signed_by(OTHER_KEY), "bad_signature"),
    "signed by a key of another kind": (signed_by(ECKey.generate_key("P-256"), alg="ES256"), "kid"),
    "signed by a key nobody published": (signed_by(OTHER_KEY, kid="unheard-of"), "kid"),
    "signed by a key named as a file": (signed_by(OTHER_KEY, kid="../../dev/null"), "kid"),
    "signed by a key with a number": (under(kid=1), "invalid_header_value"),
    "signed by a key it brings along": (
        signed_by(OTHER_KEY, jwk=OTHER_KEY.as_dict(private=False)),
        "exceeded_size",
    ),
    "signed by a key at an address it names": (signed_by(OTHER_KEY, jku=f"{EVIL}/jwks"), "bad_signature"),
    # What it is
    "a token that signs out": (signed_by(KEY, typ="logout+jwt"), "typ"),
    "a token for tools": (signed_by(KEY, typ="application/at+jwt"), "typ"),
    "with a header to be understood": (under(crit=["exp"]), "missing_crit_header"),
    "encrypted": (
        rearranged(lambda head, body, signed: f"{head}.{body}.{signed}.{body}.{signed}"),
        "decode_error",
    ),
    "in another form": (
        rearranged(
            lambda head, body, signed: json.dumps({"protected": head, "payload": body, "signature": signed})
        ),
        "decode_error",
    ),
    "with a list in it": (holding(lambda _: b"[1]"), "invalid_payload"),
    "with no text in it": (holding(lambda _: b"\xff"), "invalid_payload"),
    "of three hundred thousand bytes": (changed(more="a" * 300_000), "exceeded_size"),
    "no token at all": (lambda _: "nonsense", "decode_error"),
}

ANSWERS: dict[str, tuple[str, str]] = {
    # What the browser comes back with, added to a code and a state -> what the page says
    "the state of another sign-in": ("state=another", "Cette connexion a expiré"),
    "no state": ("state=", "Cette connexion a expiré"),
    "a state that is no ASCII": ("state=%C3%A9", "Cette connexion a expiré"),
    "another issuer": (f"iss={EVIL}", "(iss)"),
    "our issuer, then another": (f"iss={ISSUER}&iss={EVIL}", "(iss)"),
    "no": ("error=access_denied&code=", "(access_denied)"),
    "a no beside a code": ("error=access_denied", "(access_denied)"),
    "a no with markup in it": ("error=<b>boo</b>", "(&lt;b&gt;boo&lt;/b&gt;)"),
    "no code": ("code=", "(no_code)"),
}
