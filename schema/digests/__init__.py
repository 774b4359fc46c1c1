"""GraphQL of the digest: one file per noun, gathered here."""

import strawberry

from schema.digests.composing import ComposingMutation
from schema.digests.issues import DigestsRead
from schema.digests.sending import SendingMutation
from schema.digests.signing import SigningMutation


@strawberry.type
class DigestsQuery(DigestsRead):
    pass


@strawberry.type
class DigestsMutation(ComposingMutation, SigningMutation, SendingMutation):
    pass
