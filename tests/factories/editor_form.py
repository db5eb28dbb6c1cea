"""What a browser would post from the editor's form, built from a draft's content."""

from typing import Any

from django.test import Client


def fields_of(content: dict[str, Any], *, do: str = "save", version: int = 1, **extra: Any) -> dict[str, Any]:
    """Return the form's fields; rows keep their order by the repeated hidden `line` and `allowance`."""
    data = {name: value for name, value in content.items() if isinstance(value, str)}
    for kind, key in (("line", "lines"), ("allowance", "allowances")):
        rows = content.get(key, [])
        data[kind] = [row["uid"] for row in rows]
        for row in rows:
            data |= {f"{kind}-{row['uid']}-{name}": value for name, value in row.items() if name != "uid"}
    return data | {"do": do, "version": str(version), "window": "w1", "turn": "1"} | extra


class Editor:
    """A signed-in browser at one draft's editor, with script (HTMX) or without."""

    def __init__(self, client: Client, url: str, *, htmx: bool = True) -> None:
        self.client, self.url = client, url
        self.headers = {"hx-request": "true"} if htmx else {}

    def post(self, content: dict[str, Any], *, do: str = "save", version: int = 1, **extra: Any) -> Any:
        """Post the form with a button's verb; files make it multipart, as a browser would."""
        data = fields_of(content, do=do, version=version, **extra)
        return self.client.post(self.url, data, headers=self.headers)
