from .frequencies import Frequencies


def mean(answers: Frequencies) -> float | None:
    """Weighted arithmetic mean, Σwx / Σw; the plain one where weights are counts. None without weight."""
    return float(answers.weights @ answers.values) / answers.weight if answers.weight > 0 else None
