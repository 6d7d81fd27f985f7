"""Firms with their fields side by side: inside the compiled program `firm.cash` is an entry of a run of memory.

Outside it the firms of a sector are records, which are handy and of which the blocks can be called as well. In the long
run of periods the program reads them field by field: a loop over firms that needs three fields goes through three runs
of memory, and the compiler, told that two fields never overlap, works on several firms at once. Nothing here is about
the model: it is a type of numba's (`for firm in sector`, `sector[j]`, `sector.size`, `firm.field`).
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from numba import types
from numba.core import cgutils
from numba.core.imputils import RefType, iternext_impl
from numba.core.typing.templates import AbstractTemplate, AttributeTemplate, infer_getattr, infer_global, signature
from numba.extending import (
    intrinsic,
    lower_builtin,
    lower_getattr_generic,
    lower_setattr_generic,
    models,
    register_model,
)
from numba.np.numpy_support import from_dtype

_BYTES = 8
"""Every field of a record takes so many."""
_FIELDS: list[str] = []
"""Every field of every sector that is written to, by its full name: no two of them overlap."""
_told: WeakKeyDictionary[Any, dict[str, tuple[Any, Any]]] = WeakKeyDictionary()
"""Of each module that is being written: what was said of a field in it."""


def columns_of(records: np.ndarray) -> np.ndarray:
    """The fields of `records`, shape (firms,), side by side: a copy of shape (fields, firms), bit for bit."""
    return np.ascontiguousarray(_rows(records).T)


def put_back(columns: np.ndarray, records: np.ndarray) -> None:
    """Copy `columns`, as `columns_of` makes them, into the records."""
    _rows(records)[:] = columns.T


def _rows(records: np.ndarray) -> np.ndarray:
    return records.view(np.float64).reshape(records.size, -1)


def sector_of(name: str, record: np.dtype) -> Callable[..., Any]:
    """A function for compiled code that makes a sector of columns whose fields are those of `record`."""
    sector = Sector(name, record)
    _FIELDS.extend(f"{sector.name}.{field}" for field in sector.fields)
    return _view_of(sector)


def constants_of(name: str, record: np.dtype) -> Callable[..., Any]:
    """The same for records that nobody writes to while the program runs."""
    return _view_of(Constants(name, record))


def _view_of(sector: Sector) -> Callable[..., Any]:

    @intrinsic
    def as_sector(_context: Any, columns: types.Array) -> Any:
        def code(context: Any, builder: Any, sig: Any, arguments: Any) -> Any:
            array = context.make_array(sig.args[0])(context, builder, arguments[0])
            made = cgutils.create_struct_proxy(sector)(context, builder)
            made.first = array.data
            made.size = cgutils.unpack_tuple(builder, array.shape)[1]
            return made._getvalue()

        return sector(columns), code

    return as_sector


class Sector(types.IterableType):
    """The firms of a sector. `fields` gives the row and the type of each field."""

    def __init__(self, name: str, record: np.dtype) -> None:
        names = record.names or ()
        if any(record[field].itemsize != _BYTES for field in names):
            raise TypeError(f"{name}: every field must take {_BYTES} bytes")
        self.fields = {field: (row, from_dtype(record[field])) for row, field in enumerate(names)}
        super().__init__(f"{type(self).__name__}({name})")

    @property
    def iterator_type(self) -> Firms:
        return Firms(self)


class Constants(Sector):
    """Records that nobody writes to while the program runs."""


class Firm(types.Type):
    """One firm of a sector: a place in its columns."""

    def __init__(self, sector: Sector) -> None:
        self.sector = sector
        super().__init__(f"Firm({sector.name})")


class Firms(types.SimpleIteratorType):
    """Goes through the firms of a sector."""

    def __init__(self, sector: Sector) -> None:
        self.sector = sector
        super().__init__(f"Firms({sector.name})", Firm(sector))


@register_model(Constants)
@register_model(Sector)
class _SectorModel(models.StructModel):
    def __init__(self, manager: Any, kind: Sector) -> None:
        super().__init__(manager, kind, [("first", types.CPointer(types.float64)), ("size", types.intp)])


@register_model(Firm)
class _FirmModel(models.StructModel):
    def __init__(self, manager: Any, kind: Firm) -> None:
        super().__init__(manager, kind, [("sector", kind.sector), ("place", types.intp)])


@register_model(Firms)
class _FirmsModel(models.StructModel):
    def __init__(self, manager: Any, kind: Firms) -> None:
        super().__init__(manager, kind, [("sector", kind.sector), ("next", types.EphemeralPointer(types.intp))])


@infer_getattr
class _AttributesOfSector(AttributeTemplate):
    key = Sector

    def resolve_size(self, _sector: Sector) -> types.Type:
        return types.intp


@infer_getattr
class _AttributesOfFirm(AttributeTemplate):
    key = Firm

    def generic_resolve(self, firm: Firm, field: str) -> types.Type | None:
        return firm.sector.fields[field][1] if field in firm.sector.fields else None


@infer_global(operator.getitem)  # type: ignore[misc]
class _FirmAtPlace(AbstractTemplate):
    def generic(self, arguments: Any, _keywords: Any) -> Any:
        sector, place = arguments
        if isinstance(sector, Sector) and isinstance(place, types.Integer):
            return signature(Firm(sector), sector, types.intp)
        return None


@lower_getattr_generic(Sector)
def _size(context: Any, builder: Any, kind: Sector, sector: Any, _name: str) -> Any:
    return cgutils.create_struct_proxy(kind)(context, builder, value=sector).size


@lower_builtin(operator.getitem, Sector, types.intp)
def _firm_at(context: Any, builder: Any, sig: Any, arguments: Any) -> Any:
    return _firm(context, builder, sig.return_type, *arguments)


def _firm(context: Any, builder: Any, kind: Firm, sector: Any, place: Any) -> Any:
    firm = cgutils.create_struct_proxy(kind)(context, builder)
    firm.sector, firm.place = sector, place
    return firm._getvalue()


@lower_builtin("getiter", Sector)
def _firms(context: Any, builder: Any, sig: Any, arguments: Any) -> Any:
    firms = cgutils.create_struct_proxy(sig.return_type)(context, builder)
    firms.sector = arguments[0]
    firms.next = cgutils.alloca_once_value(builder, context.get_constant(types.intp, 0))
    return firms._getvalue()


@lower_builtin("iternext", Firms)
@iternext_impl(RefType.UNTRACKED)
def _next_firm(context: Any, builder: Any, sig: Any, arguments: Any, result: Any) -> None:
    kind = sig.args[0]
    firms = cgutils.create_struct_proxy(kind)(context, builder, value=arguments[0])
    sector = cgutils.create_struct_proxy(kind.sector)(context, builder, value=firms.sector)
    place = builder.load(firms.next)
    there_is_one = builder.icmp_signed("<", place, sector.size)
    result.set_valid(there_is_one)
    with builder.if_then(there_is_one):
        result.yield_(_firm(context, builder, kind.yield_type, firms.sector, place))
        builder.store(cgutils.increment_index(builder, place), firms.next)


@lower_getattr_generic(Firm)
def _read(context: Any, builder: Any, kind: Firm, firm: Any, field: str) -> Any:
    value = builder.load(_address(context, builder, kind, firm, field), align=_BYTES)
    _tell_what_it_leaves_alone(builder.module, value, kind.sector, field)
    return value


@lower_setattr_generic(Firm)
def _write(context: Any, builder: Any, sig: Any, arguments: Any, field: str) -> None:
    firm, value = arguments
    store = builder.store(value, _address(context, builder, sig.args[0], firm, field), align=_BYTES)
    _tell_what_it_leaves_alone(builder.module, store, sig.args[0].sector, field)


def _address(context: Any, builder: Any, kind: Firm, value: Any, field: str) -> Any:
    row, number = kind.sector.fields[field]
    firm = cgutils.create_struct_proxy(kind)(context, builder, value=value)
    sector = cgutils.create_struct_proxy(kind.sector)(context, builder, value=firm.sector)
    skipped = builder.mul(sector.size, context.get_constant(types.intp, row))
    column = builder.gep(sector.first, [skipped], inbounds=True)
    entry = builder.gep(column, [firm.place], inbounds=True)
    return builder.bitcast(entry, context.get_data_type(number).as_pointer())


def _tell_what_it_leaves_alone(module: Any, access: Any, sector: Sector, field: str) -> None:
    """Say that an access overlaps no other field (LLVM Language Reference: noalias, alias.scope, invariant.load)."""
    if isinstance(sector, Constants):
        access.set_metadata("invariant.load", module.add_metadata([]))
        return
    told = _told.setdefault(module, {})
    own = f"{sector.name}.{field}"
    if own not in told:
        domain = module.add_metadata(["missionlab.economy"])
        scopes = {name: module.add_metadata([name, domain]) for name in _FIELDS}
        told[own] = module.add_metadata([scopes.pop(own)]), module.add_metadata(list(scopes.values()))
    scope, others = told[own]
    access.set_metadata("alias.scope", scope)
    access.set_metadata("noalias", others)
