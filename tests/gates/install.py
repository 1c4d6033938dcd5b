"""An installed library serves its users: by pkg-config, shared and static, from C and
C++; by CMake; and uninstalled, as a Meson subproject.

Usage: install.py
"""

import os
import pathlib
import shutil
import tempfile

import gate

CONSUMER = gate.ROOT / "tests/gates/consumer.c"
PRINTED = "20 MW\n"

CMAKE = """\
cmake_minimum_required(VERSION 3.13)
project(consumer C)
find_package(aicompute REQUIRED)
find_package(aicompute ${aicompute_VERSION} EXACT REQUIRED)
foreach(kind aicompute static)
  add_executable(with_${kind} consumer.c)
  target_link_libraries(with_${kind} PRIVATE aicompute::${kind})
endforeach()
find_package(aicompute 99.0 QUIET)
if(aicompute_FOUND)
  message(FATAL_ERROR "${aicompute_VERSION} is taken for 99.0")
endif()
"""

MESON = """\
project('consumer', 'c')
aicompute = dependency('aicompute', fallback: 'libaicompute')
executable('consumer', 'consumer.c', dependencies: aicompute)
"""


def install(scratch):
    prefix = scratch / "prefix"
    options = [
        "--buildtype=debug",
        "-Dtests=disabled",
        "-Dcli=disabled",
        "-Dpython=disabled",
    ]
    build = scratch / "build"
    gate.run(
        "meson", "setup", f"--prefix={prefix}", "--libdir=lib", *options, build, gate.ROOT
    )
    gate.run("meson", "install", "-C", build)
    return prefix


def by_pkg_config(scratch, prefix, compiler, *flags):
    static = ["--static"] if "-static" in flags else []
    wanted = ["pkg-config", *static, "--cflags", "--libs", "aicompute"]
    environment = dict(os.environ, PKG_CONFIG_LIBDIR=f"{prefix}/lib/pkgconfig")
    arguments = gate.run(*wanted, env=environment).split()
    program = scratch / "consumer"
    gate.run(*compiler, CONSUMER, *flags, "-o", program, *arguments)
    return gate.run(program, env=dict(os.environ, LD_LIBRARY_PATH=f"{prefix}/lib"))


def project(folder, name, text):
    """A project of one source file and this build description."""
    folder.mkdir()
    shutil.copy(CONSUMER, folder)
    (folder / name).write_text(text)
    return folder


def by_cmake(scratch, prefix, target):
    build = scratch / "cmake/build"
    if not build.exists():
        source = project(scratch / "cmake", "CMakeLists.txt", CMAKE)
        gate.run(
            "cmake", "-GNinja", "-S", source, "-B", build, f"-DCMAKE_PREFIX_PATH={prefix}"
        )
        gate.run("cmake", "--build", build)
    return gate.run(build / target)


def by_subproject(scratch):
    source = project(scratch / "meson", "meson.build", MESON)
    gate.copy_tree(source / "subprojects/libaicompute")
    build = source / "build"
    # Without what is installed on this machine.
    gate.run("meson", "setup", "--force-fallback-for=aicompute", build, source)
    gate.run("ninja", "-C", build, "consumer")
    return gate.run(build / "consumer")


report = gate.Report()
with tempfile.TemporaryDirectory() as folder:
    scratch = pathlib.Path(folder)
    prefix = install(scratch)
    headers = {path.name for path in (gate.ROOT / "include/aicompute").iterdir()}
    installed = {path.name for path in (prefix / "include/aicompute").iterdir()}
    report.check(headers == installed, "every header is installed")

    c, cpp = ["cc", "-std=c11", "-Werror"], ["c++", "-std=c++17", "-Werror", "-x", "c++"]
    for name, printed in {
        "pkg-config, shared": by_pkg_config(scratch, prefix, c),
        "pkg-config, static": by_pkg_config(scratch, prefix, c, "-static"),
        "pkg-config, shared, C++17": by_pkg_config(scratch, prefix, cpp, "-x", "none"),
        "CMake, shared": by_cmake(scratch, prefix, "with_aicompute"),
        "CMake, static": by_cmake(scratch, prefix, "with_static"),
        "Meson subproject": by_subproject(scratch),
    }.items():
        report.check(printed == PRINTED, name, [printed])
report.close()
