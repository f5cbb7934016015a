"""The arithmetic of the reports: one method a file, numpy and the standard library, nothing rounded, nothing stored.

Two kinds of function. *Numbers* (mean, median, quantile, an interval of two ends) are taken of a `Frequencies` or of counts,
which hold the base already. *Figures* (`Estimate`, `Difference`, `Association` and the like) leave this package for a table
or a chart and therefore carry the base they rest on and the name of their method; the name is that of the page in
docs/methods/ that gives formula, source and limits.

The contract for bad input, everywhere: what is impossible (a negative count, a weight that is no positive number, a
confidence outside 0..1, two columns of unequal length) is a ValueError that names it; what is possible but has no answer
(nobody answered, one respondent and a spread is asked for, nobody differs) is None. Nothing warns, and no nan comes out.
"""
