"""Where equations, parameters and random numbers come from: the keys that docstrings and registries use."""

from __future__ import annotations

SOURCES: dict[str, str] = {
    "dosi2010": (
        "Dosi, G., Fagiolo, G. and Roventini, A. (2010), Schumpeter meeting Keynes: A policy-friendly model of "
        "endogenous growth and business cycles. Journal of Economic Dynamics and Control 34(9), 1748-1767, "
        "doi 10.1016/j.jedc.2010.06.018"
    ),
    "dosi2013": (
        "Dosi, G., Fagiolo, G., Napoletano, M. and Roventini, A. (2013), Income distribution, credit and fiscal "
        "policies in an agent-based Keynesian model. Journal of Economic Dynamics and Control 37(8), 1598-1625, "
        "doi 10.1016/j.jedc.2012.11.008"
    ),
    "dosi2015": (
        "Dosi, G., Fagiolo, G., Napoletano, M., Roventini, A. and Treibich, T. (2015), Fiscal and monetary policies "
        "in complex evolving economies. Journal of Economic Dynamics and Control 52, 166-189, "
        "doi 10.1016/j.jedc.2014.11.014"
    ),
    "ks-ee": (
        "The reference program: K-S-EE (github.com/danilospin/K-S-EE), commit 5f86ad6, version 0.1, a rewrite of the "
        "model of dosi2010 in C++ for the Laboratory for Simulation Development (LSD). missionlab was written from a "
        "description of what that program computes, not from its text"
    ),
    "ks-nsl": (
        "The finance version of the reference program: K-S_NSL (github.com/danilospin/K-S_NSL), commit e37bb1e, "
        "version 0.3, which gives the model of dosi2013 and dosi2015 banks. missionlab was written from a description "
        "of what it computes, not from its text"
    ),
    "closure": (
        "missionlab's closure: the counterpart that the rule set `closed` gives to every flow of money, goods and "
        "machines that had none; docs/explanation/closed-books.md, with the reasons in economy/deviations.md"
    ),
    "missionlab": (
        "missionlab's rules of policy, in the place of those that the descriptions leave without money or without "
        "workers; docs/explanation/levers.md, with the reasons in economy/deviations.md"
    ),
    "salmon2011": (
        "Salmon, J. K., Moraes, M. A., Dror, R. O. and Shaw, D. E. (2011), Parallel random numbers: as easy as 1, 2, "
        "3. Proceedings of the International Conference for High Performance Computing, Networking, Storage and "
        "Analysis (SC11), article 16, doi 10.1145/2063384.2063405"
    ),
}
"""The full reference by key. The line *Source* of an equation's docstring is one key, or several with commas."""
