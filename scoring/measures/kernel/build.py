"""Compile the kernel in place: `python -m scoring.measures.kernel.build`, or `make kernel`. Needs Cython, setuptools and a C compiler."""

from __future__ import annotations

import os
import sys
import tempfile
from importlib import import_module
from pathlib import Path

FOLDER = Path(__file__).resolve().parent


def main() -> int:
    """Build `native` beside its source."""
    try:
        cython, setuptools = import_module("Cython.Build"), import_module("setuptools")
        build_ext = import_module("setuptools.command.build_ext").build_ext
    except ImportError as error:
        print(
            f"The kernel needs {error.name}: pip install 'cython>=3' setuptools. Everything works without it, only slower.",
            file=sys.stderr,
        )
        return 1
    from scoring.measures.kernel import source_digest

    extension = setuptools.Extension(
        "native",
        [str(FOLDER / "native.pyx")],
        define_macros=[("SOURCE_DIGEST", f'"{source_digest()}"')],
        extra_compile_args=[] if sys.platform == "win32" else ["-O3", "-w"],
    )
    with tempfile.TemporaryDirectory(dir=FOLDER) as made:
        modules = cython.cythonize([extension], build_dir=made, quiet=True)
        command = build_ext(setuptools.Distribution({"name": "kernel", "ext_modules": modules}))
        command.build_lib = command.build_temp = made
        command.ensure_finalized()
        command.run()
        for built in command.get_outputs():
            os.replace(built, FOLDER / Path(built).name)
            print(f"built {Path(built).name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
