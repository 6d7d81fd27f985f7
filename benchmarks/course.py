"""The option value of the trial: 756 rules on 1,000 futures, in seconds and as a ratio to one static plan.

    python benchmarks/course.py

The bar is 5 s for the search. The ratio is to one evaluation of the plan as it stands on the same futures, so that it
says the same on a slow machine.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from missionlab.base.text import say
from missionlab.steering.judge import judged
from missionlab.steering.play import played
from missionlab.steering.rules import grid
from missionlab.steering.statics import statics_of, values_of
from missionlab.steering.trial import trial

BAR = 5.0


def seconds(work: Callable[[], object], repeats: int = 3) -> float:
    """The least of a few runs: what else the machine does only adds."""
    best = float("inf")
    for _ in range(repeats):
        begun = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - begun)
    return best


def main() -> None:
    training, fresh = trial("training", 1000), trial("fresh", 20_000)
    rules = grid(training)
    present = statics_of(training)[:1]
    once = seconds(lambda: values_of(training, present), 20)
    search = seconds(lambda: [played(training, rule).mean() for rule in rules])
    print(f"{len(rules)} rules x {training.paths:,} futures: {search:.2f} s (bar {BAR:.0f} s)")
    print(f"one static plan: {1000 * once:.2f} ms; the search is {search / once:,.0f} static plans, ", end="")
    print(f"a rule {search / once / len(rules):.1f}")
    begun = time.perf_counter()
    found = judged(training, fresh, currency="")
    print(f"everything, judged on {fresh.paths:,} fresh futures: {time.perf_counter() - begun:.2f} s")
    for bar in found.bars:
        print(f"  {bar.bar:<11} {bar.value.value:8.2f}   against the best static plan {bar.gain.value:+8.2f}")
    print(f"  {say(found.sentence)}")
    print(f"  against the plan as it stands {found.against_present.value:+.2f}; in training {found.in_training:+.2f}")
    print(f"  shuffled: {found.shuffled.value:+.2f}, against the plan as it stands {found.shuffled_present.value:+.2f}")
    print(
        f"  worse than the best static plan {found.worse.value:.1%}, than the plan {found.worse_than_present.value:.1%}"
    )


if __name__ == "__main__":
    main()
