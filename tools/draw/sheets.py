"""Sheets of paper for POV-Ray: meshes from a surface, with smooth shading and a place for print."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
Surface = Callable[[Points, Points], tuple[Points, Points, Points]]


def mesh(
    surface: Surface,
    target: Path,
    *,
    across: int = 120,
    along: int = 120,
    creases: bool = False,
) -> None:
    """Write `mesh2 {…}` without a texture; `creases` leaves the facets flat at sharp folds."""
    u, v = np.meshgrid(np.linspace(0, 1, across + 1), np.linspace(0, 1, along + 1), indexing="ij")
    x, y, z = surface(u, v)
    points = np.stack([np.broadcast_to(c, u.shape) for c in (x, y, z)], axis=-1)
    du = np.gradient(points, axis=0)
    dv = np.gradient(points, axis=1)
    normals = np.cross(du, dv)
    normals /= np.linalg.norm(normals, axis=-1, keepdims=True) + 1e-12
    flat = points.reshape(-1, 3)
    out = ["mesh2 {", f"vertex_vectors {{ {len(flat)},"]
    out.append(",".join(f"<{p[0]:.4f},{p[1]:.4f},{p[2]:.4f}>" for p in flat))
    out.append("}")
    if not creases:
        out.append(f"normal_vectors {{ {len(flat)},")
        out.append(",".join(f"<{n[0]:.4f},{n[1]:.4f},{n[2]:.4f}>" for n in normals.reshape(-1, 3)))
        out.append("}")
    out.append(f"uv_vectors {{ {len(flat)},")
    pairs = zip(u.reshape(-1), v.reshape(-1), strict=True)
    out.append(",".join(f"<{a:.4f},{b:.4f}>" for a, b in pairs))
    out.append("}")
    row = along + 1
    i, j = np.meshgrid(np.arange(across), np.arange(along), indexing="ij")
    a = (i * row + j).reshape(-1)
    faces = np.concatenate(
        [np.stack([a, a + row, a + 1], 1), np.stack([a + 1, a + row, a + row + 1], 1)]
    )
    out.append(f"face_indices {{ {len(faces)},")
    out.append(",".join(f"<{f[0]},{f[1]},{f[2]}>" for f in faces))
    out += ["}", "}"]
    target.write_text("\n".join(out) + "\n")
