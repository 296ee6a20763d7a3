"""``edition schema``: JSON Schemas, so that an editor's tools complete and check settings."""

from __future__ import annotations

import json
from pathlib import Path

from ..delivery import check_folder
from ..endings import CLEAN
from ..errors import DeliveryError
from ..report.preflight_json import PREFLIGHT_SCHEMA
from ..sending.ticket import TICKET_SCHEMA
from ..source.schema import json_schemas
from ..terminal import Terminal


def run(folder: Path, terminal: Terminal) -> int:
    """Write one schema a kind of file into ``folder``."""
    for path in write_schemas(folder):
        terminal.say(f"{path}\n")
    return CLEAN


def write_schemas(folder: Path) -> tuple[Path, ...]:
    """Write the schemas into ``folder`` and return their paths.

    Raises:
        DeliveryError: the folder cannot be written into.
    """
    paths = []
    check_folder(folder, otherwise="Name another folder")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        schemas = {
            **json_schemas(),
            "job-ticket.schema.json": TICKET_SCHEMA,
            "preflight.schema.json": PREFLIGHT_SCHEMA,
        }
        for name, schema in sorted(schemas.items()):
            path = folder / name
            path.write_text(json.dumps(schema, indent=2, ensure_ascii=False) + "\n", "utf-8")
            paths.append(path)
    except OSError as error:
        raise DeliveryError(
            f"{folder} cannot be written into: {error.strerror}.", hint="Name another folder."
        ) from error
    return tuple(paths)
