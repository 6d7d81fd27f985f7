"""Money for firms' research: grants that hire researchers beyond their own, and refunds of what they paid."""

from __future__ import annotations

from missionlab.economy.compiled import block
from missionlab.economy.equations import policy as equations

MOST_HIRING = 10.0
"""A grant to all firms is at most so many times their own research."""
MOST_REFUND = 1.0


@block
def award(hiring, to_public_firms, public_firms, one):
    """Grants for researchers: to all firms in proportion to their research, and to public firms in equal parts.

    Returns the sums (to all, to public firms); what they hire is known once the labour market has met.
    """
    research = 0.0
    for maker in one:
        research += maker.research
    rate = equations.rate(hiring, research, MOST_HIRING)
    for maker in one:
        maker.grant = rate * maker.research
        if maker.key < public_firms:
            maker.grant += to_public_firms / public_firms
    return rate * research, to_public_firms if public_firms > 0 else 0.0


@block
def refund(money, wage, one):
    """Pay firms back part of what their researchers cost them; returns the sum."""
    own = 0.0
    for maker in one:
        own += wage * maker.researchers - maker.support
    rate = equations.rate(money, own, MOST_REFUND)
    for maker in one:
        maker.support += rate * (wage * maker.researchers - maker.support)
    return rate * own
