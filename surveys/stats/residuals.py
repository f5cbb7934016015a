import numpy as np
from numpy.typing import ArrayLike, NDArray


def adjusted_residuals(seen: ArrayLike, rows: ArrayLike, columns: ArrayLike, n: float) -> NDArray[np.float64]:
    """How far each cell of a cross-table lies from what its row and column would give by themselves, in standard errors.

    seen            rows x columns, respondents
    rows, columns   respondents of each row and column; rows may overlap (several answers), columns divide n
    returns         rows x columns; nan where a row or a column holds nobody or everybody

        e = row·column/n,   (seen - e) / sqrt(e·(1 - row/n)·(1 - column/n))

    Near a standard normal where the two have nothing to do with each other: about one cell in twenty lies beyond 1.96.
    Source: Haberman (1973), Biometrics 29, 205-220.
    """
    cells, row, column = np.asarray(seen, float), np.asarray(rows, float)[:, None], np.asarray(columns, float)[None, :]
    if cells.shape != (row.shape[0], column.shape[1]):
        raise ValueError(f"{row.shape[0]} rows and {column.shape[1]} columns, but a table of {cells.shape}")
    expected = row * column / n if n > 0 else np.zeros_like(cells)
    spread = np.sqrt(expected * (1 - row / n) * (1 - column / n)) if n > 0 else np.zeros_like(cells)
    made: NDArray[np.float64] = np.divide(cells - expected, spread, out=np.full(cells.shape, np.nan), where=spread > 0)
    return made
