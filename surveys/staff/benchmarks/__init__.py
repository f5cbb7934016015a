"""National benchmarks in the Wagtail admin."""

from .viewsets import NationalBenchmarks

__all__ = ["NationalBenchmarks"]
