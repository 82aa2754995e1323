"""Handles container images without Docker:

image.py base JAVA_HOME TAR   a base image of this machine's C library, with what the Java there needs besides
image.py unpack TAR FOLDER    the files of an image; prints user, command, labels, and the size of each layer
"""

import hashlib
import io
import json
import pathlib
import platform
import re
import subprocess
import sys
import tarfile

# What gcr.io/distroless/base-nossl has. A Java of a Linux distribution needs more libraries, which are named.
EXPECTED = {"libc.so.6", "libm.so.6", "libdl.so.2", "libpthread.so.0", "librt.so.1"}
# Screens, sound and smart cards, which a server does not use.
UNUSED = {"libawt_xawt.so", "libjawt.so", "libsplashscreen.so", "libjsound.so", "libj2pcsc.so", "libatk-wrapper.so"}
ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}
LARGEST = 120_000_000


def needed_by(binary):
    """The libraries that a binary is linked with, by name; the dynamic linker is among them."""
    lines = subprocess.run(["ldd", binary], capture_output=True, text=True).stdout
    paths = re.findall(r"^\s*(?:\S+ => )?(/\S+)", lines, re.MULTILINE)
    return {pathlib.Path(path).name: pathlib.Path(path) for path in paths}


def libraries(java_home):
    home = pathlib.Path(java_home)
    binaries = [home / "bin/java"] + [each for each in home.glob("lib/**/*.so") if each.name not in UNUSED]
    found = {}
    for binary in binaries:
        found.update(needed_by(binary))
    own = {each.name for each in home.glob("lib/**/*.so")}
    folder = found["libc.so.6"].parent
    found.update({name: folder / name for name in EXPECTED})
    return {name: path for name, path in found.items() if name not in own}


def add(archive, name, content, mode=0o644):
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = len(content), mode
    archive.addfile(entry, io.BytesIO(content))


def base(java_home, tar):
    found = libraries(java_home)
    more = sorted(name for name in found if name not in EXPECTED and not name.startswith("ld-linux"))
    print("libraries that only this Java needs: " + (", ".join(more) or "none"))
    layer = io.BytesIO()
    with tarfile.open(fileobj=layer, mode="w") as files:
        folder = tarfile.TarInfo("tmp")
        folder.type, folder.mode = tarfile.DIRTYPE, 0o1777
        files.addfile(folder)
        add(files, "etc/passwd", b"nonroot:x:65532:65532:nonroot:/tmp:/sbin/nologin\n")
        for name, path in found.items():
            where = "lib64/" if name == "ld-linux-x86-64.so.2" else "lib/"
            add(files, where + name, path.resolve().read_bytes(), 0o755)
    content = layer.getvalue()
    config = {
        "architecture": ARCHITECTURES[platform.machine()],
        "os": "linux",
        "config": {"User": "0", "Env": ["PATH=/usr/bin:/bin"]},
        "rootfs": {"type": "layers", "diff_ids": ["sha256:" + hashlib.sha256(content).hexdigest()]},
    }
    with tarfile.open(tar, "w") as image:
        add(image, "layer.tar", content)
        add(image, "config.json", json.dumps(config).encode())
        add(image, "manifest.json", json.dumps([{"Config": "config.json", "RepoTags": None, "Layers": ["layer.tar"]}]).encode())


def unpack(tar, folder):
    """An image in the OCI layout."""
    with tarfile.open(tar) as image:

        def read(name):
            return image.extractfile(name).read()

        def blob(descriptor):
            return read("blobs/" + descriptor["digest"].replace(":", "/"))

        manifest = json.loads(blob(json.loads(read("index.json"))["manifests"][0]))
        config = json.loads(blob(manifest["config"]))
        layers = manifest["layers"]
        made_by = [each.get("comment") or each.get("created_by", "") for each in config.get("history", [])]
        for layer, comment in zip(layers, [""] * (len(layers) - len(made_by)) + made_by):
            print(f"layer of {layer['size'] / 1e6:.1f} MB: {comment or 'base'}")
            with tarfile.open(fileobj=io.BytesIO(blob(layer))) as files:
                files.extractall(folder)
    total = sum(layer["size"] for layer in layers)
    print(f"{config['os']}/{config['architecture']}, {total / 1e6:.1f} MB in a registry, created {config['created']}")
    for key in ("User", "Entrypoint", "Cmd", "Env", "ExposedPorts", "Labels"):
        print(f"{key}: {json.dumps(config['config'].get(key))}")
    if total > LARGEST:
        sys.exit(f"the image is larger than {LARGEST / 1e6:.0f} MB")


{"base": base, "unpack": unpack}[sys.argv[1]](*sys.argv[2:])
