"""How the program is put together: its parts are typed and lowered one by one, and made into native code once, at last.

Left to itself numba optimises every function that another one calls, makes native code of it that nobody runs, and
optimises it again in each of its callers: more than half of the time that a first compilation took. Here a function
that compiled code calls is a `Part`: it stays as it was lowered until a `Whole`, which Python calls, links every part
once, optimises them together and makes native code of what is left. A sum is optimised by itself before that, as numba
would, since the order in which it adds up may follow from it. The parts are private to their program: a first process,
which compiles it, runs the very code that a later one loads from disk.

Everything in this package that knows numba from the inside stands here. Public (numba's "customizing the compiler"):
`CompilerBase`, `DefaultPassBuilder`, `register_pass`. Not public: the code libraries that the lowering fills. If those
look otherwise than expected (`_fits`), every function is compiled as numba would: the same results, later.
"""

from __future__ import annotations

import functools
import gc
from collections.abc import Callable, Iterable
from typing import Any

import llvmlite.binding as llvm
import numba
from numba.core import codegen, compiler, types
from numba.core.compiler_machinery import register_pass
from numba.core.typed_passes import NativeLowering

_Library: Any = getattr(codegen, "JITCodeLibrary", object)


class Part(_Library):
    """The code of a function that compiled code calls: to be linked into others, never native by itself."""

    def add_llvm_module(self, module: Any) -> None:
        """As numba does, but one pass manager for all functions, and none for those that stand elsewhere."""
        module.data_layout = self._codegen._data_layout
        passes, builder = self._codegen._function_pass_manager()
        for function in _defined(module):
            passes.run(function, builder)
        self._final_module.link_in(module)

    def finalize(self) -> None:
        """Nothing is made: whoever links the part may leave it out, or find it in another part as well."""
        for function in _defined(self._final_module):
            if function.linkage == llvm.Linkage.external:
                function.linkage = "linkonce_odr"
        self._finalized = True

    def get_pointer_to_function(self, name: str) -> int:  # noqa: ARG002
        """There is no native code."""
        return 0

    def _get_module_for_linking(self) -> Any:
        """For a caller that numba compiles in its own way: the part with all that it calls."""
        if self._shared_module is None:
            module = self._final_module.clone()
            for library in _linked(self._linking_libraries):
                module.link_in(_own_code(library), preserve=True)
            self._shared_module = module
        return self._shared_module


class Sum(Part):
    """A part that is optimised with all that it calls before anybody links it."""

    def finalize(self) -> None:
        libraries, self._linking_libraries = _linked(self._linking_libraries), []
        for library in libraries:
            self._final_module.link_in(_own_code(library), preserve=True)
        self._optimize_final_module()
        super().finalize()


class Whole(_Library):
    """The code of a function that Python calls, with every part of it."""

    def finalize(self) -> None:
        mine = {function.name for function in _defined(self._final_module)}
        libraries, self._linking_libraries = _linked(self._linking_libraries), []
        for library in libraries:
            self._reload_init.update(library._reload_init)
            self._final_module.link_in(_own_code(library), preserve=True)
        for function in _defined(self._final_module):
            if function.name not in mine:
                function.linkage = "internal"
        super().finalize()


def _defined(module: Any) -> list[Any]:
    return [function for function in module.functions if not function.is_declaration]


def _own_code(library: Any) -> Any:
    """What a library itself adds to a program; one that numba made holds all that it calls."""
    return library._final_module if isinstance(library, Part) else library._get_module_for_linking()


def _linked(libraries: Iterable[Any]) -> list[Any]:
    """These libraries and those that they link, each once, the nearest first."""
    found: dict[Any, None] = {}
    waiting = list(libraries)
    for library in waiting:
        if library not in found:
            found[library] = None
            waiting.extend(library._linking_libraries if isinstance(library, Part) else ())
    return list(found)


def _lowering(name: str, kind: type) -> type:
    """The step of numba's compiler that writes a function's code, here into a library of that kind."""

    def run_pass(self: Any, state: Any) -> bool:
        if not _fits():
            return NativeLowering.run_pass(self, state)
        state.library = kind(state.targetctx.codegen(), state.func_id.func_qualname)
        if kind is Whole:
            state.library.enable_object_caching()
            return NativeLowering.run_pass(self, state)
        state.flags.no_compile = True
        NativeLowering.run_pass(self, state)
        state.flags.no_compile = False
        # Numba finds a function by its entry point. A part has none, and any unique builtin will do: nobody calls it.
        entry = [].append
        state.targetctx.insert_user_function(entry, state.cr.fndesc, [state.library])
        state.cr = state.cr._replace(cfunc=entry)
        return True

    step = type(name, (NativeLowering,), {"_name": name, "run_pass": run_pass})
    return register_pass(mutates_CFG=True, analysis_only=False)(step)


def _pipeline(name: str, lowering: type, base: type = compiler.CompilerBase) -> type:
    """Numba's compiler with another step of lowering."""

    def define_pipelines(self: Any) -> list[Any]:
        steps = compiler.DefaultPassBuilder.define_nopython_pipeline(self.state)
        steps.passes = [(lowering if step is NativeLowering else step, what) for step, what in steps.passes]
        return [steps]

    return type(name, (base,), {"define_pipelines": define_pipelines})


class _Unhurried(compiler.CompilerBase):
    """A compiler that does not stop to look for garbage: it makes millions of objects, and keeps most of them."""

    def compile_extra(self, func: Callable[..., Any]) -> Any:
        collecting = gc.isenabled()
        gc.disable()
        try:
            return super().compile_extra(func)
        finally:
            if collecting:
                gc.enable()


PART = _pipeline("PartCompiler", _lowering("economy_part", Part))
SUM = _pipeline("SumCompiler", _lowering("economy_sum", Sum))
WHOLE = _pipeline("WholeCompiler", _lowering("economy_whole", Whole), _Unhurried)

_NEEDED = (
    "_codegen", "_final_module", "_finalized", "_get_module_for_linking", "_linking_libraries",
    "_optimize_final_module", "_reload_init", "_shared_module", "add_llvm_module", "enable_object_caching",
    "get_pointer_to_function",
)  # fmt: skip


@functools.cache
def _fits() -> bool:
    """Whether numba's code libraries have what this module counts on (numba 0.61 to 0.68 do)."""
    from numba.core.registry import cpu_target

    target = cpu_target.target_context.codegen()  # type: ignore[attr-defined]
    return (
        _Library is not object
        and all(hasattr(_Library(target, "probe"), name) for name in _NEEDED)
        and all(hasattr(target, name) for name in ("_data_layout", "_function_pass_manager"))
        and hasattr(compiler.Flags, "no_compile")
        and "cfunc" in getattr(getattr(compiler, "_LowerResult", None), "_fields", ())
    )


class Block:
    """A compiled function that is two: a part of the compiled code that calls it, and a whole when Python calls it."""

    def __init__(self, function: Callable[..., Any], part: type = PART, **options: Any) -> None:
        functools.update_wrapper(self, function)
        for_parts: dict[str, Any] = options | {"pipeline_class": part, "no_cpython_wrapper": True}
        self._part = numba.njit(**for_parts)(function)
        self._whole = numba.njit(pipeline_class=WHOLE, **options)(function)
        self._numba_type_ = types.Dispatcher(self._part)

    def __call__(self, *arguments: Any) -> Any:
        return self._whole(*arguments)

    def __getattr__(self, name: str) -> Any:
        """What else a function that numba compiled has: `py_func`, `signatures` and so on."""
        if name == "_whole":
            raise AttributeError(name)
        return getattr(self._whole, name)
