"""Random numbers with addresses: seed, entity, stream and year give one number for each path.

Nothing depends on a position. Another project, instrument or rule shifts nobody's draws, and more paths only add to
those that are there; so everything is compared on the same paths.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import blake2b
from typing import Any

import numpy as np
from numpy.typing import NDArray

Draw = Callable[..., Any]
"""A method of ``numpy.random.Generator`` that fills an array: ``random`` or ``standard_normal``."""


def uniforms(seed: int, entity: str, stream: str, year: int, paths: int) -> NDArray[np.float64]:
    """Numbers from 0 up to, but not, 1; shape (paths,). `year` is the number of the year from 0."""
    return _generator(seed, entity, stream, year).random(paths)


def normals(seed: int, entity: str, stream: str, year: int, paths: int) -> NDArray[np.float64]:
    """Standard normal numbers; shape (paths,). `year` is the number of the year from 0."""
    return _generator(seed, entity, stream, year).standard_normal(paths)


def filled(rows: NDArray[np.float64], seed: int, entities: Sequence[str], stream: str, year: int, draw: Draw) -> None:
    """Fills each row with the numbers of one entity: those of ``uniforms`` or ``normals``, in a third of the time,
    because one generator is set to every address in turn."""
    bits = np.random.Philox(0)
    generator = np.random.Generator(bits)
    state: Any = bits.state
    inner = state["state"]
    for row, entity in zip(rows, entities, strict=True):
        inner["counter"] = np.array([0, 0, 0, year], dtype=np.uint64)
        inner["key"] = np.frombuffer(_key(seed, entity, stream), dtype=">u8")[::-1].astype(np.uint64)
        bits.state = state
        draw(generator, out=row)


def _key(seed: int, entity: str, stream: str) -> bytes:
    return blake2b(f"{seed}\n{entity}\n{stream}".encode(), digest_size=16).digest()


def _generator(seed: int, entity: str, stream: str, year: int) -> np.random.Generator:
    key = int.from_bytes(_key(seed, entity, stream), "big")
    return np.random.Generator(np.random.Philox(counter=[0, 0, 0, year], key=key))
