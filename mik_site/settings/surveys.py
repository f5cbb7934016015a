"""The survey engine's own numbers. Code below `results` never reads them: they are passed in."""

from datetime import timedelta

# Disclosure, internal profile (design 6). SURVEYS_INTERNAL_THRESHOLD may be raised, never set under 5: a check refuses it.
SURVEYS_INTERNAL_THRESHOLD = 10
SURVEYS_MINIMUM_ORGANISATIONS = 3
SURVEYS_TEXT_THRESHOLD = 10

# Public profile (design 6, HESA): counts to the nearest 5, no percentage under a base of 22.5, no mean of 7 or fewer.
SURVEYS_PUBLIC_PERCENT_BASE = 23
SURVEYS_PUBLIC_MEAN_BASE = 8

# How many years of cycles are counted together beside the single year, by audience: blocks that never overlap, one of which ends
# with SURVEYS_POOLS_END. Overlapping ones could be subtracted from each other, and small programs would lose what blocks give them.
SURVEYS_POOL_YEARS = {"graduates": 3, "employers": 5}
SURVEYS_POOLS_END = 2026
SURVEYS_COHORT_MINIMUM = 5  # cohorts with fewer repliers are merged at close

SURVEYS_CONFIDENCE = 0.95
SURVEYS_GRACE = timedelta(hours=24)  # for those who had begun when the wave closed

# The university itself, top of every roll-up.
SURVEYS_UNIVERSITY = {"code": "KTU", "name": {"tr": "Karadeniz Teknik Üniversitesi", "en": "Karadeniz Technical University"}}

# The consent by which employers ask for the published summary, by questionnaire.
SURVEYS_SUMMARY_CONSENT = {"IMA": "I25"}
