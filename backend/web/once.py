"""A form sent twice is answered once: what its idempotency key was answered, it is answered again."""

import hashlib

from starlette.datastructures import UploadFile
from starlette.responses import Response

from backend import identity
from backend.web.visit import Handler, Visit


async def once(visit: Visit, handler: Handler) -> Response:
    """Run the handler, unless this idempotency key was answered before: then answer the same."""
    key = str(visit.form.get("idempotency_key") or visit.request.headers.get("idempotency-key") or "")
    if not key:
        return await handler(visit)
    person_id = visit.actor.person_id
    assert person_id is not None
    before = await identity.recall(visit.session, person_id, key, await _fingerprint(visit))
    if before is not None:
        return Response(before.values["body"], before.status, before.values["headers"])
    response = await handler(visit)
    again = visit.repeated or response
    kept = {k: v for k, v in again.headers.items() if k not in {"content-length", "date"}}
    answer = identity.Answer(again.status_code, {"body": bytes(again.body).decode(), "headers": kept})
    await identity.keep(visit.session, person_id, key, answer)
    return response


async def _fingerprint(visit: Visit) -> str:
    """What was asked, the content of files included: the same file may come back corrected."""
    sent = []
    for name, value in visit.form.multi_items():
        if isinstance(value, UploadFile):
            sent.append(repr((name, hashlib.sha256(await value.read()).hexdigest())))
            await value.seek(0)
        else:
            sent.append(repr((name, value)))
    return hashlib.sha256(repr((visit.request.url.path, sorted(sent))).encode()).hexdigest()
