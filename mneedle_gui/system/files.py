"""Reading and writing whole files, so that a file is either the old one or the new one.

No error of this room holds a path or any content: a file's name may be a client's name.
"""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from pathlib import Path


class FileTrouble(Exception):
    """The machine would not read or write a file; ``sentence`` says why, without naming it."""

    sentence = "The file could not be used."

    def __init__(self) -> None:
        super().__init__(self.sentence)


class FileMissing(FileTrouble):
    """There is no such file, or no such folder to write it in."""

    sentence = "The file or its folder is not there. It may have been moved or renamed."


class FileRefused(FileTrouble):
    """This user may not read or write there."""

    sentence = "This user may not use that file or folder. Choose another place."


class FileInUse(FileTrouble):
    """Another program holds the file open."""

    sentence = "Another program is using the file. Close it there and try again."


class FileIsFolder(FileTrouble):
    """The name belongs to a folder."""

    sentence = "That name belongs to a folder. Choose a file name."


class FileTooLarge(FileTrouble):
    """The file is larger than anything this program writes."""

    sentence = "The file is far larger than a file of this program can be."


class NameNotUsable(FileTrouble):
    """The system does not allow such a file name."""

    sentence = "The file name is too long or holds signs this system does not allow."


class DiskFull(FileTrouble):
    """No room is left; the file there before, if any, is untouched."""

    sentence = "The disk is full. Nothing was changed. Free some space and try again."


class DiskFailed(FileTrouble):
    """The device failed, or something else that this room has no name for."""

    sentence = "The disk or the network folder did not answer as it should. Nothing was changed."


_KINDS: dict[int, type[FileTrouble]] = {
    errno.ENOENT: FileMissing,
    errno.ENOTDIR: FileMissing,
    errno.EACCES: FileRefused,
    errno.EPERM: FileRefused,
    errno.EROFS: FileRefused,
    errno.EBUSY: FileInUse,
    errno.ETXTBSY: FileInUse,
    errno.EISDIR: FileIsFolder,
    errno.EFBIG: FileTooLarge,
    errno.ENAMETOOLONG: NameNotUsable,
    errno.EINVAL: NameNotUsable,
    errno.EILSEQ: NameNotUsable,
    errno.ENOSPC: DiskFull,
    errno.EDQUOT: DiskFull,
}

_PREFIX, _SUFFIX = ".mneedle-", ".part"
_SHARING_VIOLATION = 32  # Windows: another process holds the file


def read_bytes(path: Path, *, at_most: int) -> bytes:
    """The content of a file of at most ``at_most`` bytes.

    Raises:
        FileTrouble: one of its kinds; ``FileTooLarge`` if there is more.
    """
    trouble: FileTrouble | None = None
    content = b""
    try:
        with path.open("rb") as file:
            content = file.read(at_most + 1)
    except (OSError, ValueError) as error:
        trouble = _kind_of(error)
    if trouble is not None:
        raise trouble
    if len(content) > at_most:
        raise FileTooLarge
    return content


def write_bytes(path: Path, content: bytes) -> None:
    """Put ``content`` into the file, all of it or none.

    The bytes go to a new file in the same folder, are forced to the disk, and then take the name.
    Whatever goes wrong, the old file is whole and no temporary file stays behind. A new file is
    readable by this user alone; a replaced file keeps its permissions; a link keeps pointing to
    the file it names.

    Raises:
        FileTrouble: one of its kinds.
    """
    # Raised outside the except block, so that the system's error, which names the file, does not
    # travel along as context.
    trouble: FileTrouble | None = None
    try:
        _replace(path.resolve(), content)
    except (OSError, ValueError) as error:
        trouble = _kind_of(error)
    if trouble is not None:
        raise trouble


def write_text(path: Path, text: str) -> None:
    """Put ``text`` into the file as UTF-8 with its line ends as they are, like `write_bytes`."""
    write_bytes(path, text.encode("utf-8"))


def sweep_leftovers(folder: Path) -> None:
    """Remove what a program that was killed while writing left in ``folder``; best effort.

    To be asked only while nobody else can be writing there.
    """
    with contextlib.suppress(OSError):
        for path in folder.glob(f"{_PREFIX}*{_SUFFIX}"):
            path.unlink(missing_ok=True)


def _replace(target: Path, content: bytes) -> None:
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, "folder")
    handle, name = tempfile.mkstemp(prefix=_PREFIX, suffix=_SUFFIX, dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileNotFoundError):
            temporary.chmod(target.stat().st_mode & 0o777)
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _settle(target.parent)


def _settle(folder: Path) -> None:
    """Force the new name to the disk, where a system lets a folder be opened for that."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):  # the file itself is safe; some network folders refuse this
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _kind_of(error: OSError | ValueError) -> FileTrouble:
    if isinstance(error, ValueError):  # a name with a null sign or a lone surrogate
        return NameNotUsable()
    if getattr(error, "winerror", None) == _SHARING_VIOLATION:
        return FileInUse()
    return _KINDS.get(error.errno or 0, DiskFailed)()
