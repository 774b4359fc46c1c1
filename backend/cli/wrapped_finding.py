"""What `doctor` says of what the database keeps wrapped: does it open, and under which secret?"""

import asyncio
from collections import Counter

from backend.cli.findings import WAIT_SECONDS, Finding, first_line
from backend.core.db import Database
from backend.core.vault import Vault
from backend.core.wrapped import Under
from backend.services import WRAPPED
from backend.settings import Settings


async def wrapped_values(settings: Settings) -> Finding:
    vault, found = Vault(*settings.secret_keys), Counter[Under]()
    opened = Database(settings.database)
    try:
        async with asyncio.timeout(WAIT_SECONDS), opened.reading() as session:
            for one in WRAPPED:
                found += await one.look(session, vault)
    except Exception as error:
        said = f"What is kept wrapped cannot be looked at without the database: {first_line(error)}"
        return Finding("kept", False, said, "Mend the database first.")
    finally:
        await opened.close()
    whats = " or ".join(one.what for one in WRAPPED)
    if found[Under.UNKNOWN]:
        said = f"{found[Under.UNKNOWN]} {whats} open under no known secret."
        mend = "Put the secret of then in DIAPASON_SECRET_KEY_PREVIOUS, then run `diapason rewrap`."
        return Finding("kept", False, said, mend)
    if found[Under.EARLIER]:
        said = f"{found[Under.EARLIER]} {whats} are wrapped under an earlier secret."
        return Finding("kept", False, said, "Once every process knows the new one, run `diapason rewrap`.")
    return Finding("kept", True, "What is kept wrapped opens under the secret in force.")
