"""The page of the evidence on projects and public money."""

from __future__ import annotations

from missionlab.portfolio.finance.evidence import Figure, Mark, evidence
from reference_pages.markdown import heading, table

INTRO = """What is known about how projects turn out and what public money earns, as it ships with `missionlab`. It
fills no blank by itself: an outcome model or a named set of assumptions says which figure it rests on.

Many sources are copies, slides or reports by others. They are marked, and wait to be replaced by what they report on.
"""

MARKS = {
    Mark.SOURCE: "read in a stored public source",
    Mark.COMPUTED: "computed from such facts or from shipped data",
    Mark.RECALLED: "recalled, not confirmed",
    Mark.NOT_FOUND: "looked for and not found; a range is an assumption",
    Mark.ASSUMED: "an assumption",
}


def finance_evidence_page() -> str:
    known = evidence()
    register = (
        (
            row.kind,
            f"{row.projects:,}",
            row.consent,
            row.operating_if_consent,
            row.operating,
            row.years_to_consent,
            row.years_to_operation,
        )
        for row in known.register
    )
    register_head = (
        "kind | projects | consent | operating given consent | operating | years to consent | years from consent"
    )
    return "\n".join(
        (
            heading("Evidence on projects and public money", INTRO),
            "## Marks\n",
            table("mark | meaning", ((mark, words) for mark, words in MARKS.items())),
            "## Figures\n",
            table("key | what | figure | unit | mark | sources", map(_cells, known.figures)),
            "## The UK planning register\n",
            f"{known.register_note} Mark D, source {known.register_source}.\n",
            table(register_head, register),
            "## Sources\n",
            table("key | kind | reference", ((one.key, one.kind, one.reference) for one in known.sources)),
        )
    )


def _cells(figure: Figure) -> tuple[str, ...]:
    step = f"{figure.step} ({figure.computed})" if figure.computed else figure.step
    sources = ", ".join(figure.sources)
    return (f"`{figure.key}`", step, _number(figure), figure.unit, figure.mark, sources)


def _number(figure: Figure) -> str:
    value = "" if figure.value is None else f"{figure.value:g}" if figure.value < 1e5 else f"{figure.value:,.0f}"
    if figure.low is not None and figure.high is not None:
        bounds = f"{figure.low:g} to {figure.high:g}"
        return f"{value} ({bounds})" if value else bounds
    return value or ("not found" if figure.high is None else f"under {figure.high:g}")
