"""What advisers of Télénova ask each other, and what they answered."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """`by` is of the cast, or empty for somebody; `state` is one of the states of an answer."""

    text: str
    by: str = ""
    state: str = ""
    note: str = ""
    helped: int = 0
    article: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """Asked `ago` days ago, answered an hour after each other."""

    title: str
    text: str
    product: str
    ago: int
    by: str = ""
    expert: str = ""
    locked: str = ""
    answers: tuple[Answer, ...] = ()


QUESTIONS = (
    Question(
        "La box clignote orange après la mise à jour, que faire ?",
        "Trois clients depuis ce matin. Le redémarrage simple ne change rien.",
        "Box",
        3,
        "ines",
        answers=(
            Answer("Chez nous, deux redémarrages de suite ont suffi une fois sur trois.", helped=2),
            Answer(
                "1. Débrancher le boîtier optique **dix secondes**, pas la box.\n2. Attendre le vert.\n"
                "3. Seulement alors, rebrancher la box.\n\nDites au client que cela prend quatre minutes.",
                "thomas",
                "confirmed",
                helped=14,
                article=True,
            ),
        ),
    ),
    Question(
        "Portabilité refusée : le RIO est pourtant le bon",
        "Le client l’a demandé au 3179 ce matin. Refus « titulaire différent ».",
        "Mobile",
        2,
        "elodie",
        answers=(
            Answer(
                "Vérifiez le titulaire : si la ligne est au nom de l’entreprise, il faut le SIRET.",
                "karim",
                "accepted",
                helped=6,
            ),
        ),
    ),
    Question(
        "Comment rassurer un client qui reçoit une facture en double ?",
        "Il a déjà payé la première. Que lui dire, et qui régularise ?",
        "Facture",
        1,
        "ines",
        answers=(
            Answer(
                "Le doublon disparaît au relevé suivant, mais je n’ai pas trouvé où le confirmer.", helped=1
            ),
        ),
    ),
    Question(
        "Un client part vivre en Espagne : peut-il garder son forfait ?",
        "",
        "Mobile",
        0,
        "karim",
        expert="thomas",
    ),
    Question(
        "Décodeur : plus de son sur les chaînes HD",
        "Télécommande et câble changés.",
        "TV",
        0,
    ),
    Question(
        "Réinitialiser le mot de passe Wi-Fi depuis la boutique",
        "Le client n’a plus l’étiquette.",
        "Box",
        60,
        answers=(
            Answer(
                "Menu caché : maintenir WPS vingt secondes, puis 192.168.1.1.",
                "thomas",
                "outdated",
                "Le menu a disparu avec la version 8 : passez par l’espace client.",
                helped=9,
            ),
        ),
    ),
    Question(
        "eSIM : le QR code est déjà utilisé",
        "Message au deuxième téléphone.",
        "Mobile",
        9,
        "thomas",
        answers=(
            Answer(
                "Demandez un nouveau profil dans l’outil SIM, onglet « Remplacer » : l’ancien s’éteint en "
                "dix minutes.",
                "",
                "confirmed",
                helped=11,
                article=True,
            ),
            Answer(
                "Et prévenez le client : sans Wi-Fi, il ne pourra pas l’installer.",
                "ines",
                "accepted",
                helped=4,
            ),
        ),
    ),
    Question(
        "Remise fidélité : qui a droit à quoi ?",
        "Les avis divergent au comptoir.",
        "Offres",
        20,
        locked="La grille officielle est dans l’outil ventes depuis lundi.",
        answers=(
            Answer("La grille de mars vaut toujours, je crois."),
            Answer("Le client M. Durand l’a eue hier, donc oui.", "", "hidden", "Cite le nom d’un client"),
        ),
    ),
    Question(
        "Borne d’accueil figée sur « patientez »",
        "",
        "Boutique",
        5,
        answers=(
            Answer(
                "Éteindre au disjoncteur, et tant pis pour les autres bornes.", "", "flagged", "Dangereux"
            ),
        ),
    ),
)
