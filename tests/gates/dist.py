"""The tarball that meson dist makes of the last commit builds and passes its tests.

Usage: dist.py
"""

import pathlib
import tarfile
import tempfile

import gate

report = gate.Report()
if not (gate.ROOT / ".git").exists():
    report.skip_all("a tarball is made of a commit")

with tempfile.TemporaryDirectory() as folder:
    scratch = pathlib.Path(folder)
    build = scratch / "build"
    bare = [f"-D{part}=disabled" for part in ("tests", "cli", "python")]
    gate.run("meson", "setup", *bare, build, gate.ROOT)
    dist = ["meson", "dist", "--no-tests", "--allow-dirty", "--formats=gztar"]
    gate.run(*dist, "-C", build)
    (tarball,) = (build / "meson-dist").glob("*.tar.gz")
    with tarfile.open(tarball) as archive:
        archive.extractall(scratch)

    source = scratch / tarball.name.removesuffix(".tar.gz")
    build = scratch / "unpacked"
    gate.run("meson", "setup", "--buildtype=debug", "-Dpython=disabled", build, source)
    gate.run("ninja", "-C", build)
    report.check(True, "the tarball builds")
    gate.run("meson", "test", "-C", build, "--no-suite=gates", "--no-suite=slow")
    report.check(True, "and passes")
report.close()
