"""The README's table of settings is what the code says."""

from pathlib import Path

from pydantic import SecretStr

from backend.settings import DEMO_SECRET, Settings

README = Path(__file__).resolve().parents[2] / "README.md"
SAID = {
    "database_url": "`var/diapason.db`, in SQLite",
    "secret_key": "the demo's, refused in production",
    "oidc_group_roles": "none",
    "oidc_leavers": "none",
}


def rows() -> list[str]:
    """One line of the table for each setting."""
    lines = []
    for name, field in Settings.model_fields.items():
        default = SAID.get(name)
        if default is None:
            plain = (
                field.default.get_secret_value() if isinstance(field.default, SecretStr) else field.default
            )
            default = f"`{plain}`" if plain not in ("", None) else "none"
        lines.append(f"| `DIAPASON_{name.upper()}` | {field.description} | {default} |")
    return lines


def test_the_readme_lists_every_setting_with_its_meaning_and_default() -> None:
    readme = README.read_text(encoding="utf-8")
    table = readme.split("| setting | what it is | default |\n|---|---|---|\n")[1].split("\n\n")[0]
    assert table.splitlines() == rows()
    assert DEMO_SECRET not in readme
