"""Writes the schemas of Kubernetes objects, each whole in its own file as kubeconform reads them: schemas.py WHEEL FOLDER.

The wheel is that of the package kubernetes-validate, whose newest schemas refer to a file of common definitions.
"""

import json
import pathlib
import re
import sys
import zipfile

KINDS = (
    "deployment-apps-v1",
    "horizontalpodautoscaler-autoscaling-v2",
    "ingress-networking-v1",
    "namespace-v1",
    "networkpolicy-networking-v1",
    "poddisruptionbudget-policy-v1",
    "service-v1",
    "serviceaccount-v1",
)


def newest(names):
    folders = {re.match(r".*/v(\d+)\.(\d+)\.\d+-local-strict/", name) for name in names} - {None}
    return max(folders, key=lambda folder: (int(folder[1]), int(folder[2])))[0]


def inlined(schema, definitions):
    if isinstance(schema, list):
        return [inlined(each, definitions) for each in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return inlined(definitions[schema["$ref"].rpartition("/")[2]], definitions)
    return {key: inlined(value, definitions) for key, value in schema.items() if key != "$id"}


def main(wheel, folder):
    with zipfile.ZipFile(wheel) as archive:
        strict = newest(archive.namelist())
        definitions = json.loads(archive.read(strict + "_definitions.json"))["$defs"]
        for kind in KINDS:
            schema = inlined(json.loads(archive.read(f"{strict}{kind}.json")), definitions)
            pathlib.Path(folder, f"{kind}.json").write_text(json.dumps(schema))


main(*sys.argv[1:])
