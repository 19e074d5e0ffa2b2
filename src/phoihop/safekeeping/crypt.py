"""One encrypted archive of a backup's folder, by the programs age or gpg of the system."""

import json
import os
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path, PurePosixPath
from typing import IO, cast

from django.utils.translation import gettext as _

from phoihop.safekeeping import programs
from phoihop.safekeeping.errors import BackupDamaged, BackupFailed
from phoihop.safekeeping.folder import OPENED, scratch
from phoihop.safekeeping.manifest import Digest, digest_of


def suffix_for(recipients: Sequence[str]) -> str:
    """ ".tar.age" or ".tar.gpg". Raises BackupFailed when the recipients belong to both."""
    kinds = {recipient.startswith(("age1", "ssh-")) for recipient in recipients}
    if len(kinds) != 1:
        raise BackupFailed(
            _("Give recipients of age (age1…, ssh-…) or of GPG (a key, an address), not of both.")
        )
    return ".tar.age" if kinds.pop() else ".tar.gpg"


def encrypt(folder: Path, target: Path, recipients: Sequence[str]) -> Digest:
    """Write `folder` into the encrypted archive `target`; return what stands on the disk then.

    The programs encrypt with a check of their own, so that what they can open is whole. Raises
    ProgramMissing, BackupFailed.
    """
    command = _encrypting(target, recipients)
    with target.open("wb") as archive:
        os.fchmod(archive.fileno(), 0o600)
        with subprocess.Popen(  # noqa: S603 -- a program we found, recipients as arguments
            command, stdin=subprocess.PIPE, stdout=archive, stderr=subprocess.PIPE
        ) as process:
            try:
                with tarfile.open(fileobj=cast("IO[bytes]", process.stdin), mode="w|") as tar:
                    tar.add(folder, arcname=".")
            except BrokenPipeError:  # it gave up; its last words say why
                pass
            _out, said = process.communicate()
        if process.returncode:
            raise programs.failure(command[0], process.returncode, said)
        os.fsync(archive.fileno())
    return digest_of(target)


def write_sidecar(sidecar: Path, digest: Digest, recipients: Sequence[str], missing: int) -> None:
    """Size, digest, for whom, and how many stored files were missing: all that is said in clear."""
    facts = asdict(digest) | {"recipients": list(recipients), "missing": missing}
    sidecar.write_text(json.dumps(facts, indent=1), encoding="utf-8")


@contextmanager
def opened(archive: Path, identity: Path | None) -> Iterator[Path]:
    """Unpack an archive under DATA_DIR, which must have room for it; yield the folder.

    identity: the key file; None asks the key ring of gpg. Raises ProgramMissing, BackupDamaged.
    """
    with (
        scratch(OPENED) as folder,
        tempfile.TemporaryDirectory(prefix="phoihop-") as ring,
    ):
        command, env = _decrypting(archive, identity, Path(ring))
        with subprocess.Popen(  # noqa: S603 -- a program we found, paths as arguments
            command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as process:
            try:
                with tarfile.open(fileobj=cast("IO[bytes]", process.stdout), mode="r|") as tar:
                    _unpack(tar, folder)
                broken = ""
            except tarfile.TarError as error:
                broken = str(error)
            said = process.stderr.read() if process.stderr else b""
        if process.returncode or broken:
            words = said.decode(errors="replace").strip()[-300:] or broken
            raise BackupDamaged(
                _("%(name)s cannot be opened: %(said)s") % {"name": archive.name, "said": words}
            )
        yield folder


def _unpack(tar: tarfile.TarFile, folder: Path) -> None:
    """Plain files and folders only, and none outside `folder` (Debian 12's tarfile cannot say so).

    Raises tarfile.TarError for anything else.
    """
    for member in tar:
        path = PurePosixPath(member.name)
        if path.is_absolute() or ".." in path.parts or not (member.isfile() or member.isdir()):
            raise tarfile.TarError(member.name)
        target = folder / path
        if member.isdir():
            target.mkdir(parents=True, exist_ok=True, mode=0o700)
        elif (source := tar.extractfile(member)) is not None:
            with target.open("wb") as file:
                os.fchmod(file.fileno(), 0o600)
                shutil.copyfileobj(source, file)


def _encrypting(target: Path, recipients: Sequence[str]) -> list[str]:
    named = [part for recipient in recipients for part in ("-r", recipient)]
    if target.suffix == ".age":
        return [programs.find("age"), "--encrypt", *named]
    return [
        programs.find("gpg"),
        "--batch",
        "--no-tty",
        "--trust-model",
        "always",
        "--encrypt",
        *named,
    ]


def _decrypting(
    archive: Path, identity: Path | None, ring: Path
) -> tuple[list[str], dict[str, str]]:
    env = dict(os.environ)
    if archive.suffix == ".age":
        named = ["-i", str(identity)] if identity else []
        return [programs.find("age"), "--decrypt", *named, str(archive)], env
    program = programs.find("gpg")
    if identity is not None:
        env["GNUPGHOME"] = str(ring)
        programs.run([program, "--batch", "--no-tty", "--import", str(identity)], env=env)
    return [program, "--batch", "--no-tty", "--decrypt", str(archive)], env
