"""Checks that what others signed is what they signed: digest, chain and time stamp, up to the roots in roots.pem, whose
fingerprints inputs.toml pins. Revocation lists are not asked for: that would need a network."""

import hashlib
import re
import shutil
import ssl
import subprocess
import tomllib
from collections import Counter
from pathlib import Path

from resources.packaging.errors import PackagingError
from resources.packaging.inputs import FOLDER, INPUTS

ROOTS = FOLDER / "windows" / "roots.pem"
SIGNERS = {
    "runtime/site/PySide6/": ("The Qt Company Oy",),
    "runtime/site/shiboken6/": ("The Qt Company Oy",),
    "runtime/site/": (),
    "runtime/": ("Python Software Foundation", "Microsoft Corporation"),
    "": (),
}
"""Folder -> who signs what is in it, the first that applies; nobody: wheels are pinned by their hash alone, and our own
launchers by nothing but this build."""
_KINDS = (".exe", ".dll", ".pyd")
_PEM = re.compile(
    r"^(?P<name>[^\n-][^\n]*)\n(?P<pem>-----BEGIN CERTIFICATE-----\n.*?-----END CERTIFICATE-----)", re.M | re.S
)


def roots(path: Path = ROOTS) -> dict[str, str]:
    """Name -> SHA-256 of each certificate in the file, in lower-case hexadecimal digits."""
    return {
        found["name"]: hashlib.sha256(ssl.PEM_cert_to_DER_cert(found["pem"])).hexdigest()
        for found in _PEM.finditer(path.read_text(encoding="utf-8"))
    }


def verify_roots() -> None:
    """
    Raises:
        PackagingError: the certificates are not those that inputs.toml pins.
    """
    pinned = tomllib.loads(INPUTS.read_text(encoding="utf-8"))["roots"]
    if roots() != pinned:
        raise PackagingError("roots.pem holds other certificates than inputs.toml pins")


def signers_of(name: str) -> tuple[str, ...]:
    """Who may have signed a file of the tree, by its path with ``/``."""
    return next(signers for folder, signers in SIGNERS.items() if name.startswith(folder))


def verify_signatures(tree: Path) -> Counter[str]:
    """How many files each signer signed; ``""`` for those that nobody signs.

    Raises:
        PackagingError: a signature is missing, does not hold, or is somebody else's.
    """
    if not shutil.which("osslsigncode"):
        raise PackagingError("no osslsigncode: install the package of this name")
    verify_roots()
    counted: Counter[str] = Counter()
    for path in sorted(tree.rglob("*")):
        name = path.relative_to(tree).as_posix()
        if path.suffix.lower() not in _KINDS:
            continue
        signers = signers_of(name)
        counted[_verified(path, name, signers) if signers else ""] += 1
    return counted


def _verified(path: Path, name: str, signers: tuple[str, ...]) -> str:
    command = [
        "osslsigncode",
        "verify",
        "-ignore-crl",
        "-CAfile",
        str(ROOTS),
        "-TSA-CAfile",
        str(ROOTS),
        "-in",
        str(path),
    ]
    done = subprocess.run(command, check=False, capture_output=True, text=True, errors="replace")
    subject = re.search(r"Subject: [^\n]*?/O=([^/\n]+)", done.stdout)
    signer = subject[1] if subject else ""
    if done.returncode:
        raise PackagingError(f"{name}: the signature does not hold{f' ({signer})' if signer else ''}")
    if signer not in signers:
        raise PackagingError(f"{name}: signed by {signer}, expected {' or '.join(signers)}")
    return signer
