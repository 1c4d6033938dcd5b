#!/bin/sh
# Run a program and compare what it prints with a file: check.sh PROGRAM EXPECTED
set -eu
printed=$("$1")
printf '%s\n' "$printed" | diff -u "$2" -
