"""Counter-based random numbers: seed -> period -> stream -> agent -> number.

Every number is a pure function of its address, so that no draw shifts another: a policy that makes one firm search
more leaves every other draw as it was. The generator is Philox-4x32-10 (Salmon, Moraes, Dror and Shaw 2011, "Parallel
random numbers: as easy as 1, 2, 3", SC11), with the seed as key and (block, agent, stream, period) as counter. A block
gives two numbers in [0, 1) of 53 bits each. Agents are addressed by the key that a firm's place carries, not by its
position in an array.
"""

from __future__ import annotations

from numba import uint64

from missionlab.economy.compiled import block

# The streams. Each is a list of blocks per agent and period; what block holds what is said here and nowhere else.
SEARCH = 1
"""Capital-good firm. Block 0: (does its search innovate?, does its search imitate?)."""
INNOVATION = 2
"""Capital-good firm. A Beta number for machine productivity, then one for process productivity."""
IMITATION = 3
"""Capital-good firm. Among few firms block 0: (whom it imitates, -); else block n: (n-th choice, does it stand?)."""
BROCHURES = 4
"""Capital-good firm. Block n: (client drawn 2n-th, the next one), counted from 0."""
SUPPLIER = 5
"""Consumption-good firm without an offer, and at the start. Block 0: (its supplier, -)."""
ENTRANT_1 = 6
"""Place of a capital-good firm that enters. Block 0: (its cash, -)."""
ENTRANT_TECHNIQUE = 7
"""Place of a capital-good firm that enters. A Beta number for machine productivity, then one for process."""
ENTRANT_BROCHURES = 8
"""Place of a capital-good firm that enters. Block n: (client drawn 2n-th, the next one), counted from 0."""
ENTRANT_2 = 9
"""Place of a consumption-good firm that enters. Block 0: (its supplier, its capital); block 1: (its cash, -)."""
LABORATORY = 10
"""Public laboratory (0: shifts what searches find, 1: finds techniques). Block 0: (does its search succeed?, -)."""
LABORATORY_STEP = 11
"""Public laboratory. A Beta number for what its success adds; of a technique: for machine, then for process."""
DIFFUSION = 12
"""Capital-good firm that imitates. Block 0: (is it shown the best public technique?, -)."""
PUBLIC_LENDING = 13
"""The public bank, agent 0. Block n: (the n-th firm to which it lends by chance, -), capital-good firms first."""
BANK_SIZE = 14
"""Bank, at the start. Block 0: (its size, -)."""
BANK_1 = 15
"""Place of a capital-good firm, at the start and when it enters. Block 0: (its bank, -)."""
BANK_2 = 16
"""Place of a consumption-good firm, at the start and when it enters. Block 0: (its bank, -)."""

_WORD = 0xFFFFFFFF
_MULTIPLIER_0 = 0xD2511F53
_MULTIPLIER_1 = 0xCD9E8D57
_WEYL_0 = 0x9E3779B9
_WEYL_1 = 0xBB67AE85


@block
def philox(c0, c1, c2, c3, k0, k1):
    """Philox-4x32-10: ten rounds over a counter of four 32-bit words under a key of two; returns four words."""
    word, w0, w1 = uint64(_WORD), uint64(c0), uint64(c1)
    w2, w3, key0, key1 = uint64(c2), uint64(c3), uint64(k0), uint64(k1)
    for _ in range(10):
        product0 = uint64(_MULTIPLIER_0) * w0
        product1 = uint64(_MULTIPLIER_1) * w2
        w0 = (product1 >> uint64(32)) ^ w1 ^ key0
        w2 = (product0 >> uint64(32)) ^ w3 ^ key1
        w1 = product1 & word
        w3 = product0 & word
        key0 = (key0 + uint64(_WEYL_0)) & word
        key1 = (key1 + uint64(_WEYL_1)) & word
    return w0, w1, w2, w3


@block
def uniforms(seed: int, period: int, stream: int, agent: int, index: int) -> tuple[float, float]:
    """The two numbers in [0, 1) of one block. `seed` is any 64-bit whole number >= 0."""
    key = uint64(seed)
    w0, w1, w2, w3 = philox(index, agent, stream, period, key & uint64(_WORD), key >> uint64(32))
    scale = 1.0 / 9007199254740992.0
    first = ((w0 << uint64(32)) | w1) >> uint64(11)
    second = ((w2 << uint64(32)) | w3) >> uint64(11)
    return first * scale, second * scale


@block
def beta_number(
    alpha: float, beta: float, seed: int, period: int, stream: int, agent: int, index: int
) -> tuple[float, int]:
    """A Beta(alpha, beta) number, alpha and beta >= 1, by rejection under the density's mode.

    Block `index + k` holds the k-th candidate and its lot; returns the accepted candidate and the next free block.
    """
    mode = (alpha - 1.0) / (alpha + beta - 2.0) if alpha + beta > 2.0 else 0.5
    peak = _power(mode, alpha - 1.0) * _power(1.0 - mode, beta - 1.0)
    while True:
        candidate, lot = uniforms(seed, period, stream, agent, index)
        index += 1
        if lot * peak <= _power(candidate, alpha - 1.0) * _power(1.0 - candidate, beta - 1.0):
            return candidate, index


@block
def _power(base: float, exponent: float) -> float:
    """A power; a whole exponent, as in every published case, is a few multiplications."""
    whole = int(exponent)
    return base**whole if whole == exponent else base**exponent
