"""Random numbers with addresses: seed, entity, stream and year give one number for each path.

Nothing depends on a position. Another project, instrument or rule shifts nobody's draws, and more paths only add to
those that are there; so everything is compared on the same paths.
"""

from __future__ import annotations

from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray


def uniforms(seed: int, entity: str, stream: str, year: int, paths: int) -> NDArray[np.float64]:
    """Numbers from 0 up to, but not, 1; shape (paths,). `year` is the number of the year from 0."""
    return _generator(seed, entity, stream, year).random(paths)


def normals(seed: int, entity: str, stream: str, year: int, paths: int) -> NDArray[np.float64]:
    """Standard normal numbers; shape (paths,). `year` is the number of the year from 0."""
    return _generator(seed, entity, stream, year).standard_normal(paths)


def _generator(seed: int, entity: str, stream: str, year: int) -> np.random.Generator:
    key = int.from_bytes(blake2b(f"{seed}\n{entity}\n{stream}".encode(), digest_size=16).digest(), "big")
    return np.random.Generator(np.random.Philox(counter=[0, 0, 0, year], key=key))
