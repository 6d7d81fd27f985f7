"""What is only put forward, and what has been promised."""

from __future__ import annotations

from dataclasses import replace

from missionlab.strategy.strategy import Strategy
from missionlab.strategy.vocabulary import Basis, ProjectStatus


def without_proposals(strategy: Strategy) -> Strategy:
    """The strategy without projects and money that are only put forward: what somebody has promised to do."""
    proposed = {project.id for project in strategy.projects if project.status is ProjectStatus.PROPOSED}
    asked = any(commitment.basis is Basis.PROPOSED for commitment in strategy.commitments)
    if not proposed and not asked:
        return strategy
    return replace(
        strategy,
        projects=tuple(project for project in strategy.projects if project.id not in proposed),
        commitments=tuple(
            commitment
            for commitment in strategy.commitments
            if commitment.project not in proposed and commitment.basis is not Basis.PROPOSED
        ),
    )


def counted_on(strategy: Strategy, basis: Basis) -> Strategy:
    """What is counted on a basis: what is only put forward counts where it is asked for, and nowhere else."""
    return strategy if basis is Basis.PROPOSED else without_proposals(strategy)
