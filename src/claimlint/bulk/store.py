"""Files of the output, on a local disk or on whatever pyarrow can reach by a URI.

A file appears as a whole or not at all: it is written beside and renamed, or,
in an object store, where an upload becomes visible when it is complete, put.
"""

from __future__ import annotations

import contextlib
import os
import secrets
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from claimlint.errors import ClaimlintError

INTERNAL = "_claimlint"
"""Folder for what is not a table; readers of tables leave out names that begin so."""
_TEMPORARY = f"{INTERNAL}/tmp"
_OBJECT_STORES = frozenset({"s3", "gcs", "abfs"})


def is_uri(place: str) -> bool:
    return "://" in place


def filesystem(place: str) -> tuple[Any, str]:
    """Return pyarrow's file system for a place and the path in it; raises ClaimlintError."""
    from pyarrow import ArrowException, fs

    try:
        found, path = fs.FileSystem.from_uri(place if is_uri(place) else str(Path(place).absolute()))
    except (ArrowException, OSError, ValueError) as error:
        raise ClaimlintError(f"{place}: cannot be reached: {error}") from error
    return found, path.rstrip("/") or "/"


@dataclass(frozen=True)
class Store:
    """A folder of files with names relative to it, ``/`` between folders; raises OSError for what cannot be done."""

    place: str

    @cached_property
    def _fs(self) -> tuple[Any, str]:
        return filesystem(self.place)

    @property
    def anywhere(self) -> str:
        """The place as any process finds it: an absolute path or a URI."""
        return self.place if is_uri(self.place) else str(Path(self.place).absolute())

    def _path(self, name: str) -> str:
        return f"{self._fs[1]}/{name}"

    def read(self, name: str) -> bytes | None:
        """Return what a file holds, None when there is none."""
        try:
            with self._fs[0].open_input_stream(self._path(name), compression=None) as file:
                return bytes(file.read())
        except FileNotFoundError:
            return None

    def sizes(self, names: list[str]) -> list[int]:
        """Return the bytes of files, -1 for each that is not there."""
        infos = self._fs[0].get_file_info([self._path(name) for name in names])
        return [info.size if info.is_file else -1 for info in infos]

    def names(self, folder: str = "") -> list[str]:
        """Return the names directly in a folder, sorted; none for a folder that is not there."""
        from pyarrow import fs

        path = self._path(folder).rstrip("/")
        infos = self._fs[0].get_file_info(fs.FileSelector(path, allow_not_found=True))
        return sorted(info.base_name for info in infos)

    def write(self, name: str, data: bytes) -> None:
        """Write a file as a whole."""
        system, path = self._fs[0], self._path(name)
        system.create_dir(path.rpartition("/")[0], recursive=True)
        if system.type_name in _OBJECT_STORES:
            self._put(path, data)
            return
        beside = self._path(f"{_TEMPORARY}/{name.rpartition('/')[2]}.{secrets.token_hex(6)}")
        system.create_dir(beside.rpartition("/")[0], recursive=True)
        self._put(beside, data)
        if system.type_name == "local":
            _to_disk(beside)
        elif system.get_file_info(path).is_file:
            # Only a local disk replaces by renaming. A kill between the two leaves a part to be made again.
            system.delete_file(path)
        system.move(beside, path)

    def _put(self, path: str, data: bytes) -> None:
        with self._fs[0].open_output_stream(path, compression=None) as file:
            file.write(data)

    def sweep(self) -> None:
        """Take away what writers that were killed have left half done."""
        with contextlib.suppress(FileNotFoundError):
            self._fs[0].delete_dir(self._path(_TEMPORARY))

    @contextlib.contextmanager
    def alone(self) -> Any:
        """Hold the output against a second run on this machine; raises ClaimlintError when one is at it.

        The lock is the system's and goes with the process, however that ends.
        """
        if self._fs[0].type_name != "local" or os.name == "nt":
            yield
            return
        import fcntl

        self._fs[0].create_dir(self._path(INTERNAL), recursive=True)
        with Path(self._path(f"{INTERNAL}/lock")).open("wb") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise ClaimlintError(f"{self.place}: another run is writing there. Wait for it, or stop it.") from error
            except OSError:
                # Some network disks have no locks; runs there are as those to a URI.
                pass
            yield


def _to_disk(path: str) -> None:
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
