"""Signs a head with an OpenSSH key, so that others can see who kept it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from shutil import which

from missionlab.base.findings import InputError, Place

NAMESPACE = "missionlab-log"
"""Says what is signed, so that the signature is good for nothing else."""
KEYS = ("id_ed25519", "id_ecdsa", "id_rsa")


def signature(message: str, key: Path | None = None) -> str:
    """The armoured signature of ``message``. Asks for nothing: a key with a passphrase must be in an agent.

    Raises ``InputError`` without ``ssh-keygen``, without a key, or where the key cannot be used.
    """
    program = which("ssh-keygen")
    if program is None:
        raise InputError(
            "The program ssh-keygen was not found.",
            why="It makes the signature.",
            fix="Install OpenSSH 8.1 or later, or keep the head unsigned: it is as good if others keep it.",
        )
    file = key or _usual_key()
    done = subprocess.run(
        [program, "-Y", "sign", "-q", "-n", NAMESPACE, "-f", str(file)],
        input=message.encode(),
        capture_output=True,
        check=False,
        # Without a terminal and without a window to ask in, a locked key fails instead of waiting.
        env={**os.environ, "SSH_ASKPASS_REQUIRE": "never"},
        start_new_session=True,
    )
    if done.returncode != 0:
        reason = done.stderr.decode(errors="replace").strip().splitlines()
        raise InputError(
            f"The key could not be used: {reason[-1] if reason else 'ssh-keygen failed'}.",
            place=Place(str(file)),
            why="The head was not signed.",
            fix="Name a private key without a passphrase with --key, or its .pub file while it is in ssh-agent.",
        )
    return done.stdout.decode()


def _usual_key() -> Path:
    folder = Path.home() / ".ssh"
    for name in KEYS:
        if (folder / name).is_file():
            return folder / name
    raise InputError(
        "No OpenSSH key was found.",
        place=Place(str(folder)),
        why="A head is signed with a private key.",
        fix="Name one with --key FILE, or make one with ssh-keygen -t ed25519.",
    )
