"""On what kind of file system a path lies, and whether SQLite's write-ahead log can be trusted there."""

from __future__ import annotations

import re
import sys
from pathlib import Path

SHARED = re.compile(
    r"nfs\d*|cifs|smb\w*|afpfs|webdav|davfs2?|9p|virtiofs|vboxsf|vmhgfs|prl_fs|afs|ceph|glusterfs|lustre|gpfs|beegfs|"
    r"orangefs|pvfs2|ocfs2|gfs2?|coda|ncpfs|fuse\.(sshfs|s3fs|gcsfuse|rclone|davfs2?|glusterfs|ceph|smbnetfs|"
    r"vmhgfs-fuse|blobfuse2?|juicefs|goofys|mount-s3|curlftpfs)|network drive"
)
"""Kinds of file system whose files several machines may write to."""


def shared_kind(path: Path) -> str | None:
    """The kind of file system of ``path`` if other machines may write to it; nothing for a disk of this machine, and
    where it cannot be told."""
    kind = _kind(path)
    return kind if kind and SHARED.fullmatch(kind) else None


def kind_in(mounts: str, path: Path) -> str | None:
    """The kind of file system of ``path`` by Linux's table of mounts, the text of ``/proc/self/mountinfo``."""
    best: tuple[int, str] | None = None
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        fields, kinds = before.split(" "), after.split(" ")
        if len(fields) < 5 or not kinds[0]:
            continue
        point = Path(re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), fields[4]))
        # A later mount on the same point covers an earlier one.
        if path.is_relative_to(point) and (best is None or len(point.parts) >= best[0]):
            best = (len(point.parts), kinds[0])
    return None if best is None else best[1]


def _kind(path: Path) -> str | None:
    real = path.resolve()
    if sys.platform == "win32":
        return _windows_kind(real)
    if sys.platform == "darwin":
        return _mac_kind(real)
    try:
        return kind_in(Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace"), real)
    except OSError:
        return None


def _windows_kind(path: Path) -> str | None:
    if str(path).startswith("\\\\"):
        return "network drive"
    import ctypes

    remote = 4
    drive = ctypes.windll.kernel32.GetDriveTypeW(path.anchor)  # type: ignore[attr-defined]
    return "network drive" if drive == remote else None


def _mac_kind(path: Path) -> str | None:
    """By the table that ``mount`` prints, with lines such as ``//u@host/x on /Volumes/x (smbfs, nodev)``."""
    import subprocess

    try:
        printed = subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=True, timeout=5).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    found = re.findall(r"^.* on (/.*) \((\w+)[,)]", printed, re.MULTILINE)
    on = [(len(point), kind) for point, kind in found if path.is_relative_to(point)]
    return max(on)[1] if on else None
