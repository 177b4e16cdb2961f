#!/bin/sh
# SPDX-License-Identifier: MIT
# by-pkg-config.sh LIBDIR PROGRAM PKG_CONFIG COMPILER...: builds the consumer with what
# LIBDIR/pkgconfig/tiersim.pc says, and runs it.
set -eu
libdir=$1 program=$2 pkg_config=$3
shift 3
PKG_CONFIG_PATH=$libdir/pkgconfig
export PKG_CONFIG_PATH
flags=$("$pkg_config" --cflags --libs --static tiersim)
# shellcheck disable=SC2086  # the flags are words
"$@" "$(dirname "$0")/main.cpp" -o "$program" $flags
LD_LIBRARY_PATH=$libdir "$program"
