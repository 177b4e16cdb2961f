# SPDX-License-Identifier: MIT
"""Prints a line for each JSON file of a folder: its name, and whether the schema accepts it."""
import json
import pathlib
import sys

import jsonschema

schema_file, folder = sys.argv[1:]
schema = json.loads(pathlib.Path(schema_file).read_text(encoding="utf-8"))
jsonschema.Draft7Validator.check_schema(schema)
validator = jsonschema.Draft7Validator(schema)
for file in sorted(pathlib.Path(folder).glob("*.json")):
    document = json.loads(file.read_text(encoding="utf-8"))
    print(file.stem, "good" if validator.is_valid(document) else "bad")
