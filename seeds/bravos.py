"""Words that the cast sent each other, and the help that gave some of them a face."""

from uuid import UUID

from backend import recognition
from backend.core.db import Session
from backend.core.ids import new_id
from backend.recognition import BravoInput, Kind
from seeds.circles import People
from seeds.people import Seats, acting

WORDS = (
    ("karim", "ines", "Ta question sur les deux files a fait gagner dix minutes à toute la boutique.", True),
    ("thomas", "ines", "Merci d’avoir gardé la cliente au téléphone jusqu’à mon arrivée.", False),
    ("solene", "karim", "Ton brief du matin, je l’ai repris dans trois boutiques.", True),
    ("ines", "thomas", "Dix minutes avec toi et j’ai compris ce que voit le client chez lui.", True),
)
"""Who thanks whom, in which words, and whether they agree to be quoted."""
AGREED = ("Ton brief", "Ta question")
HELPED = {"ines": 3, "thomas": 7}
"""How many of their answers were confirmed from another site."""


async def bring_bravos_in(session: Session, people: People, seats: Seats) -> None:
    """Send the bravos, let some receivers agree to be quoted, and count what helped."""
    cast: dict[str, UUID] = {
        member.key: people[seat] for seat, member in seats.cast.items() if seat in people
    }
    for sender, receiver, word, agrees in WORDS:
        given = BravoInput(word=word, person_id=cast[receiver], agrees=agrees)
        bravo = await recognition.send_bravo(session, await acting(session, cast[sender]), given)
        await recognition.count_bravo(session, bravo.id)
        if word.startswith(AGREED):
            await recognition.agree_to_quote(session, await acting(session, cast[receiver]), bravo.id, True)
    for name, many in HELPED.items():
        for _ in range(many):
            await recognition.note_post(session, Kind.VALIDATED, new_id(), cast[name])
    await recognition.show_face(session, await acting(session, cast["thomas"]), True)
