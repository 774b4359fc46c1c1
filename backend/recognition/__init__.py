"""Recognition: a word from a colleague, and a face for what helped others. Never points, never a ranking.

Start with `levels` for what counts, `faces` for who sees it, `bravos` for the words.
"""

from backend.recognition import errors
from backend.recognition.bravos import MOST_A_DAY, agree_to_quote, count_bravo, send_bravo
from backend.recognition.digest import digest_candidates
from backend.recognition.faces import FaceRow, my_face, show_face, shown_faces
from backend.recognition.facts import BravoFacts, bravo_facts
from backend.recognition.inputs import BravoInput
from backend.recognition.levels import note, set_valid
from backend.recognition.models import BRAVOS, Kind, Subject
from backend.recognition.posts import note_post, review_post, take_help_back
from backend.recognition.rows import BravoRow, bravos_by_ids, bravos_received, bravos_sent
from backend.recognition.today import told_to

__all__ = [
    "BRAVOS",
    "MOST_A_DAY",
    "BravoFacts",
    "BravoInput",
    "BravoRow",
    "FaceRow",
    "Kind",
    "Subject",
    "agree_to_quote",
    "bravo_facts",
    "bravos_by_ids",
    "bravos_received",
    "bravos_sent",
    "count_bravo",
    "digest_candidates",
    "errors",
    "my_face",
    "note",
    "note_post",
    "review_post",
    "send_bravo",
    "set_valid",
    "show_face",
    "shown_faces",
    "take_help_back",
    "told_to",
]
