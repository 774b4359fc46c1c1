"""One's own account through GraphQL."""

from tests.faces import Faces

PROFILE = "profile { locale theme timeZone signedInBrowsers }"
UPDATE = f"""
mutation($input: UpdateProfileInput!) {{
  updateProfile(input: $input) {{
    __typename
    ... on UpdateProfileSuccess {{ {PROFILE} }}
    ... on UserError {{ code field }}
  }}
}}
"""
SIGN_OUT = f"""
mutation {{
  signOutEverywhere(input: {{}}) {{ __typename ... on SignOutEverywhereSuccess {{ {PROFILE} }} }}
}}
"""


async def test_ines_settles_her_account_and_what_she_leaves_out_stays(faces: Faces) -> None:
    given = {"theme": "DARK", "timeZone": "Indian/Reunion"}
    answer = await faces.graphql("ines", UPDATE, input=given)
    assert answer["data"]["updateProfile"] == {
        "__typename": "UpdateProfileSuccess",
        "profile": {
            "locale": "fr",
            "theme": "DARK",
            "timeZone": "Indian/Reunion",
            "signedInBrowsers": 1,
        },
    }
    answer = await faces.graphql("ines", UPDATE, input={"locale": "en"})
    assert answer["data"]["updateProfile"]["profile"]["theme"] == "DARK"


async def test_a_zone_that_does_not_exist_is_refused_and_nothing_changes(faces: Faces) -> None:
    answer = await faces.graphql("ines", UPDATE, input={"timeZone": "Mars/Olympus"})
    refused = answer["data"]["updateProfile"]
    assert refused == {"__typename": "InvalidInputError", "code": "invalid_input", "field": "timeZone"}
    answer = await faces.graphql("ines", UPDATE, input={})
    assert answer["data"]["updateProfile"]["profile"]["timeZone"] == "Europe/Paris"


async def test_signing_out_everywhere_ends_the_session_that_asked(faces: Faces) -> None:
    answer = await faces.graphql("ines", SIGN_OUT)
    assert answer["data"]["signOutEverywhere"]["profile"]["signedInBrowsers"] == 0
    answer = await faces.graphql("ines", SIGN_OUT)
    assert answer["data"]["signOutEverywhere"]["__typename"] == "ForbiddenError"
