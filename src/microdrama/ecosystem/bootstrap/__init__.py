"""How sure an indirect effect is: the bootstrap over respondents, by matrix products.

A resample of respondents is a row of counts that say how often each was drawn. All that the two
regressions of a mediation need from it are sums of products, so thousands of resamples are one
product of two matrices, and each is solved in closed form. Where many respondents gave the same
answers, counts of their groups are drawn instead, which is the same distribution.
"""

from microdrama.ecosystem.bootstrap.effects import Draws, indirect
from microdrama.ecosystem.bootstrap.intervals import interval

__all__ = ["Draws", "indirect", "interval"]
