"""Committing to something from the results of a unit."""

from uuid import UUID

from starlette.responses import Response

from backend import identity, pulse
from backend.core.errors import Invalid
from backend.pulse import CommitmentInput
from backend.web.forms import parse
from backend.web.page import Visit
from backend.web.pulse.asked_results import EVERYBODY, unit_asked


class NobodyAtThisAddress(Invalid):
    """Nobody here has this address."""

    field = "owner_email"


async def publish(visit: Visit) -> Response:
    """Publish it, and show the results again.

    Errors: NotFound, UnitLeadersOnly, NobodyAtThisAddress, OwnerElsewhere, DateAlreadyPast.
    """
    wave_id: UUID = visit.request.path_params["id"]
    unit_id = unit_asked(visit)
    given = parse(CommitmentInput, visit.form)
    email = str(visit.form.get("owner_email") or "").strip()
    if email:
        owner = await identity.person_by_email(visit.session, email)
        if owner is None:
            raise NobodyAtThisAddress
        given = given.model_copy(update={"owner_id": owner.id})
    try:
        await pulse.publish_commitment(visit.session, visit.actor, wave_id, unit_id, given)
    except pulse.errors.OwnerElsewhere as refused:
        raise pulse.errors.OwnerElsewhere(field="owner_email") from refused
    return visit.redirect(
        f"/pulse/{wave_id}/results?unit={unit_id or EVERYBODY}#commit", said="commitment.made"
    )
