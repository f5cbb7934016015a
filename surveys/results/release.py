"""The only door out of raw results.

A stored table is a row of ReleasedTable: `level`, `unit_code`, `variable`, `status`, `reason` and `body`. Where `status` is
"withheld", `body` is {} and `reason` is one of small_base, few_organisations, dominance, complement, no_frame. Where it is
"released", after the internal profile, `body` is a tables.Body:

    {"measure": "ordinal", "base": 120, "missing": 3,
     "options": [{"code": "1", "percent": 2, "flag": null}, {"code": "2", "percent": 0, "flag": "zero"}, ...],
     "mean_n": 120, "mean": 4.01, "sd": 0.93, "median": 4.0,
     "top2": {"percent": 75, "low": 67, "high": 82},
     "nps": null}

Percentages whole, means and sd to two decimals, no option counts; `flag` is "zero" or "all" where it is exactly nobody or
exactly everybody. measure "nps" has `"nps": {"value": 12, "se": 5.1, "low": 2, "high": 22, "promoters": 40, "passives": 32,
"detractors": 28}`. Nominal and multiple have null for mean, sd, median and top2; number has no options.

Response rates lie under the variable `response_rate` (tables.RESPONSE_RATE), body a tables.RateBody:

    {"measure": "rate", "base": 180, "population": 200, "replied": 61, "percent": 34, "flag": null}
"""
