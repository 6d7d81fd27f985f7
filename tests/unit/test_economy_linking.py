"""Compiled functions are parts of the program that calls them, and wholes when Python calls them."""

from __future__ import annotations

import gc
import math
from collections.abc import Iterator

import numba
import numpy as np
import pytest
from numba.core.registry import cpu_target

from missionlab.economy import compiled, linking

NUMBERS = np.random.default_rng(3).lognormal(0.0, 3.0, 1001)


@compiled.block
def halved(number):  # type: ignore[no-untyped-def]
    """Half of it."""
    return number * 0.5


@compiled.aggregation
def total(numbers):  # type: ignore[no-untyped-def]
    added = 0.0
    for number in numbers:
        added += halved(number)
    return added


@compiled.block
def twice_the_total(numbers):  # type: ignore[no-untyped-def]
    return 2.0 * total(numbers) + 2.0 * halved(0.0)


@compiled.block
def shifted(numbers, by):  # type: ignore[no-untyped-def]
    for place in range(numbers.size):
        numbers[place] += halved(by)
    return total(numbers)


@numba.njit
def plain(numbers):  # type: ignore[no-untyped-def]
    return twice_the_total(numbers) + total(numbers)


def _native(block: linking.Block) -> list[bool]:
    """Of each version that compiled code calls: whether there is native code of it."""
    engine = cpu_target.target_context.codegen()._engine
    return [engine.is_symbol_defined(made.fndesc.mangled_name) for made in block._part.overloads.values()]


@pytest.fixture
def other_numba(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A numba whose libraries lack something that the linking counts on."""
    monkeypatch.setattr(linking, "_NEEDED", (*linking._NEEDED, "no such thing"))
    linking._fits.cache_clear()
    yield
    linking._fits.cache_clear()


def test_numba_as_installed_can_be_linked_with() -> None:
    assert linking._fits()


def test_a_function_is_the_same_from_python_and_from_compiled_code() -> None:
    assert halved(3.0) == 1.5
    assert twice_the_total(NUMBERS) == pytest.approx(math.fsum(NUMBERS), rel=1e-12)
    assert total(NUMBERS) == pytest.approx(math.fsum(NUMBERS) / 2.0, rel=1e-12)


def test_a_program_that_is_compiled_again_after_others_gives_the_same_bits() -> None:
    shifted(NUMBERS.copy(), 0.0)
    assert compiled.block(twice_the_total.py_func)(NUMBERS) == twice_the_total(NUMBERS)


def test_what_compiled_code_calls_never_becomes_native_by_itself() -> None:
    twice_the_total(NUMBERS)
    assert _native(total)
    assert not any(_native(total))
    assert _native(halved)
    assert not any(_native(halved))


def test_a_function_that_numba_compiles_in_its_own_way_can_call_a_part() -> None:
    assert plain(NUMBERS) == pytest.approx(1.5 * math.fsum(NUMBERS), rel=1e-12)


@pytest.mark.parametrize("collecting", [True, False])
def test_garbage_is_collected_after_a_compilation_as_before(collecting: bool) -> None:
    def failing(number):  # type: ignore[no-untyped-def]
        return number.no_such_field

    (gc.enable if collecting else gc.disable)()
    try:
        assert compiled.block(halved.py_func)(1.0) == 0.5
        assert gc.isenabled() == collecting
        with pytest.raises(numba.TypingError):
            compiled.block(failing)(1.0)
        assert gc.isenabled() == collecting
    finally:
        gc.enable()


def test_a_compiled_function_can_be_looked_into() -> None:
    assert halved.py_func(5.0) == 2.5
    assert (halved.__name__, halved.__doc__) == ("halved", "Half of it.")
    before = len(halved.signatures)
    halved(np.float32(2.0))
    assert len(halved.signatures) == before + 1
    with pytest.raises(AttributeError):
        halved.no_such_thing  # noqa: B018


@pytest.mark.usefixtures("other_numba")
def test_with_another_numba_everything_is_compiled_as_numba_would() -> None:
    assert not linking._fits()
    half = compiled.block(lambda number: number * 0.5)

    @compiled.aggregation
    def summed(numbers):  # type: ignore[no-untyped-def]
        added = 0.0
        for number in numbers:
            added += half(number)
        return added

    @compiled.block
    def twice(numbers):  # type: ignore[no-untyped-def]
        return 2.0 * summed(numbers)

    assert twice(NUMBERS) == pytest.approx(math.fsum(NUMBERS), rel=1e-12)
    assert any(_native(summed))
    assert half(3.0) == 1.5
