"""Compile the kernel in place: `python -m scoring.text.kernel.build`, or `make kernel`. Needs Cython, setuptools and a C compiler."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from importlib import import_module
from pathlib import Path

FOLDER = Path(__file__).resolve().parent


def main() -> int:
    """Build `native` beside its source."""
    try:
        # Looked up by name: neither comes with types.
        cythonize = import_module("Cython.Build").cythonize
        tools = import_module("setuptools")
        build_ext = import_module("setuptools.command.build_ext").build_ext
    except ImportError as error:
        print(
            f"The kernel needs {error.name}: pip install 'cython>=3' setuptools. Without the kernel everything works, only slower.",
            file=sys.stderr,
        )
        return 1
    from scoring.text.kernel import source_digest

    with tempfile.TemporaryDirectory() as made:
        extension = tools.Extension(
            "scoring.text.kernel.native",
            ["native.pyx"],
            define_macros=[("SOURCE_DIGEST", f'"{source_digest()}"')],
            extra_compile_args=[] if sys.platform == "win32" else ["-O3", "-w"],
        )
        os.chdir(FOLDER)
        modules = cythonize([extension], build_dir=made, quiet=True)
        # No settings are read: those of the folder that this is started in are not the kernel's.
        command = build_ext(tools.Distribution({"name": "kernel", "ext_modules": modules}))
        command.build_lib, command.build_temp = made, str(Path(made, "objects"))
        command.ensure_finalized()
        command.run()
        for built in command.get_outputs():
            # In one step, for a run that has the old one loaded.
            os.replace(shutil.copy(built, f"{FOLDER / Path(built).name}.new"), FOLDER / Path(built).name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
