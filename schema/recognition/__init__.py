"""GraphQL of recognition: one file per noun, gathered here."""

import strawberry

from schema.recognition.bravos import BravosMutation, BravosQuery
from schema.recognition.faces import FacesMutation, FacesQuery


@strawberry.type
class RecognitionQuery(BravosQuery, FacesQuery):
    pass


@strawberry.type
class RecognitionMutation(BravosMutation, FacesMutation):
    pass
