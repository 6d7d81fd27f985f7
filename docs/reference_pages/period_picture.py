"""The picture of a period: sectors side by side, time downwards, what each does and what passes between them."""

from __future__ import annotations

from typing import NamedTuple
from xml.sax.saxutils import escape

LANES = ("Capital-good firms", "Consumption-good firms", "Households", "Bank", "State")
MACHINES, GOODS_MAKERS, HOUSEHOLDS, BANK, STATE = range(5)

LANE, MARGIN, BOX, LINE, ARROW = 184, 40, 168, 18, 28
"""Width of a lane, room for the numbers of the steps, width of a box, height of a line of text and of an arrow."""
TOP = 84


class Pass(NamedTuple):
    """Something that passes from one sector to another. `kind` is money, real (goods, machines, work) or news."""

    giver: int
    taker: int
    what: str
    kind: str


class Step(NamedTuple):
    """One step of the period: what sectors do (lane -> lines of text), then what passes."""

    does: dict[int, tuple[str, ...]]
    passes: tuple[Pass, ...] = ()


STEPS = (
    Step({HOUSEHOLDS: ("labour force grows,", "wage follows", "productivity")}),
    Step({MACHINES: ("search: innovate,", "imitate; set cost,", "price and research")}, (
        Pass(MACHINES, GOODS_MAKERS, "brochures", "news"),
    )),
    Step({GOODS_MAKERS: ("expect demand; choose", "supplier; plan output,", "growth, replacement")}),
    Step({}, (
        Pass(BANK, GOODS_MAKERS, "loans for output, growth, replacement", "money"),
        Pass(GOODS_MAKERS, MACHINES, "orders, prepaid", "money"),
        Pass(BANK, MACHINES, "loans for research and production", "money"),
    )),
    Step({HOUSEHOLDS: ("who works where:", "research first, the rest", "pro rata if too few")}, (
        Pass(HOUSEHOLDS, MACHINES, "work", "real"),
        Pass(HOUSEHOLDS, GOODS_MAKERS, "work", "real"),
    )),
    Step({
        MACHINES: ("make machines",),
        GOODS_MAKERS: ("make goods, newest", "machines first; set", "mark-up and price"),
    }),
    Step({HOUSEHOLDS: ("spend wages, benefits", "and what they hold")}, (
        Pass(MACHINES, HOUSEHOLDS, "wages", "money"),
        Pass(GOODS_MAKERS, HOUSEHOLDS, "wages", "money"),
        Pass(STATE, HOUSEHOLDS, "benefits", "money"),
        Pass(HOUSEHOLDS, GOODS_MAKERS, "consumption", "money"),
        Pass(GOODS_MAKERS, HOUSEHOLDS, "goods, if in stock", "real"),
    )),
    Step({MACHINES: ("profit; repay", "or borrow",), GOODS_MAKERS: ("profit; repay", "or borrow")}, (
        Pass(GOODS_MAKERS, STATE, "taxes, from both kinds of firms", "money"),
        Pass(GOODS_MAKERS, BANK, "interest and repayment, from both", "money"),
        Pass(GOODS_MAKERS, HOUSEHOLDS, "dividends", "money"),
        Pass(MACHINES, GOODS_MAKERS, "machines, for t + 1", "real"),
    )),
    Step({MACHINES: ("exit and entry",), GOODS_MAKERS: ("exit and entry",)}, (
        Pass(GOODS_MAKERS, HOUSEHOLDS, "what is left of firms", "money"),
        Pass(BANK, GOODS_MAKERS, "loans to entrants; losses written off", "money"),
    )),
    Step({BANK: ("interest, losses,", "equity"), STATE: ("deficit, debt",)}, (
        Pass(STATE, BANK, "interest; rescue", "money"),
        Pass(BANK, HOUSEHOLDS, "interest; excess equity", "money"),
    )),
)  # fmt: skip

KINDS = {"money": "money", "real": "goods, machines, work", "news": "news"}

STYLE = """:root{--paper:#fff;--panel:#f3f5f8;--ink:#15202b;--ink2:#4b5a6a;--rule:#d5dbe2;--strong:#7c8896;\
--trend:#1565b8;--need:#bc4708}
@media (prefers-color-scheme:dark){:root{--paper:#10161d;--panel:#18212b;--ink:#e8edf2;--ink2:#aab7c4;--rule:#33404d;\
--strong:#728090;--trend:#4a97ee;--need:#ff9348}}
text{font:14px "Segoe UI",Roboto,"Noto Sans","Liberation Sans","Helvetica Neue",Arial,sans-serif;fill:var(--ink)}
.head{font-weight:650}.c{text-anchor:middle}.n{fill:var(--ink2)}
.halo{stroke:var(--paper);stroke-width:5px;paint-order:stroke;stroke-linejoin:round}
.box{fill:var(--panel);stroke:var(--strong)}.life{stroke:var(--rule)}.band{stroke:var(--rule)}
.money,.real,.news{fill:none;stroke-width:2}.money{stroke:var(--trend)}
.real{stroke:var(--need);stroke-dasharray:9 4}.news{stroke:var(--ink2);stroke-dasharray:2 4}
.tip-money{fill:var(--trend)}.tip-real{fill:var(--need)}.tip-news{fill:var(--ink2)}"""


def period_picture() -> str:
    """The drawing as SVG; equal calls give equal bytes."""
    width = MARGIN + LANE * len(LANES) + 8
    parts: list[str] = []
    y = TOP
    for number, step in enumerate(STEPS, start=1):
        parts.append(f'<path class="band" d="M8 {y}H{width - 8}"/>')
        parts.append(_text(22, y + 10 + LINE, str(number), "n c"))
        y, marks = _step(step, y + 10)
        parts += marks
        y += 8
    lives = [f'<path class="life" d="M{_middle(lane)} {TOP}V{y}"/>' for lane in range(len(LANES))]
    heads = [_text(_middle(lane), TOP - 12, name, "head c") for lane, name in enumerate(LANES)]
    described = "; ".join(f"{n}: {_in_words(step)}" for n, step in enumerate(STEPS, start=1))
    return "\n".join((
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {y + 8}" width="{width}" height="{y + 8}" '
        'role="img" aria-labelledby="t d">',
        '<title id="t">One period of the economy</title>',
        f'<desc id="d">Time runs downwards. {escape(described)}.</desc>',
        f"<style>{STYLE}</style>", f'<rect width="{width}" height="{y + 8}" fill="var(--paper)"/>',
        *_legend(), *lives, *heads, *parts, "</svg>\n",
    ))  # fmt: skip


def _step(step: Step, y: int) -> tuple[int, list[str]]:
    marks: list[str] = []
    tallest = max((len(lines) for lines in step.does.values()), default=0)
    for lane, lines in step.does.items():
        x = _middle(lane)
        height = LINE * len(lines) + 10
        marks.append(f'<rect class="box" x="{x - BOX // 2}" y="{y}" width="{BOX}" height="{height}" rx="3"/>')
        marks += [_text(x, y + LINE * (k + 1), line, "c") for k, line in enumerate(lines)]
    y += LINE * tallest + 10 if tallest else 0
    for passed in step.passes:
        y += ARROW
        marks += _arrow(passed, y)
    return y + 4, marks


def _arrow(passed: Pass, y: int) -> list[str]:
    start, end = _middle(passed.giver), _middle(passed.taker)
    forward = 1 if end > start else -1
    tip = f"M{end} {y}L{end - 9 * forward} {y - 5}V{y + 5}Z"
    return [
        f'<path class="{passed.kind}" d="M{start} {y}H{end - 7 * forward}"/>',
        f'<path class="tip-{passed.kind}" d="{tip}"/>',
        _text((start + end) // 2, y - 8, passed.what, "c halo"),
    ]


def _legend() -> list[str]:
    marks, x = [], MARGIN + 4
    for kind, meaning in KINDS.items():
        marks += [
            f'<path class="{kind}" d="M{x} 22H{x + 38}"/>',
            f'<path class="tip-{kind}" d="M{x + 46} 22L{x + 37} 17V27Z"/>',
            _text(x + 56, 27, meaning, ""),
        ]
        x += 84 + 8 * len(meaning)
    return marks


def _text(x: int, y: int, words: str, kind: str) -> str:
    return f'<text x="{x}" y="{y}"{f" class={chr(34)}{kind}{chr(34)}" if kind else ""}>{escape(words)}</text>'


def _middle(lane: int) -> int:
    return MARGIN + LANE * lane + LANE // 2


def _in_words(step: Step) -> str:
    does = [f"{LANES[lane].lower()} {' '.join(lines)}" for lane, lines in step.does.items()]
    passes = [f"{p.what} from {LANES[p.giver].lower()} to {LANES[p.taker].lower()}" for p in step.passes]
    return ", ".join(does + passes)
