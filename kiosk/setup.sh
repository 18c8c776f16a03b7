# The packages that Tilltale needs, and how they get onto a Debian 12. Sourced by kiosk/run and
# tests/run: `setup_install runtime build` installs what is missing of the lists it names.
# shellcheck shell=bash

# What the built program needs to run. The libraries come with their -dev packages below; the
# .deb takes them from shlibdeps (kiosk/packaging.cmake).
SETUP_RUNTIME=(fonts-inter fonts-noto-core fonts-noto-cjk tzdata)

SETUP_BUILD=(cmake ninja-build gcc gettext libc6-dev pkg-config
    libsdl2-dev libsdl2-ttf-dev libsqlite3-dev libsodium-dev libutf8proc-dev libjansson-dev
    libqrencode-dev libpng-dev libfribidi-dev libxlsxwriter-dev libpango1.0-dev libcairo2-dev)

# Judges that are not ours: bookkeeping programs, readers of PDF, XLSX, vCard and XML, a QR reader,
# an engine for the scripts of pages, SQLite's shell, an X server without a screen.
# dpkg-dev and file are for the .deb.
SETUP_TEST=(dpkg-dev file libcmocka-dev python3 sqlite3 zbar-tools xvfb xauth xdotool
    hledger beancount poppler-utils duktape python3-openpyxl python3-vobject libxml2-utils)

setup_fail()
{
    echo "$*" >&2
    return 1
}

# Prints those of the named packages that are not installed.
setup_missing()
{
    local package status
    for package in "$@"; do
        status=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) || status=none
        [ "$status" = installed ] || echo "$package"
    done
}

setup_as_root()
{
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    else
        sudo "$@"
    fi
}

setup_apt()
{
    setup_as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y \
        -o Acquire::Retries=3 -o DPkg::Lock::Timeout=300 "$@"
}

# setup_install LIST...: each LIST is runtime, build or test. Touches nothing, and needs neither
# root nor a network, when everything is there.
setup_install()
{
    local list missing
    local -a wanted=()
    for list in "$@"; do
        case $list in
        runtime) wanted+=("${SETUP_RUNTIME[@]}") ;;
        build) wanted+=("${SETUP_BUILD[@]}") ;;
        test) wanted+=("${SETUP_TEST[@]}") ;;
        *) setup_fail "setup: no package list named $list" || return 1 ;;
        esac
    done
    mapfile -t missing < <(setup_missing "${wanted[@]}")
    if [ "${#missing[@]}" -eq 0 ]; then
        return 0
    fi

    echo "Installing ${#missing[@]} packages: ${missing[*]}"
    if ! command -v apt-get >/dev/null; then
        setup_fail "There is no apt-get here. Tilltale is set up on Debian 12; on another system install what corresponds to the packages above." || return 1
    fi
    if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; then
        setup_fail "Installing packages needs root. Run this once as root, or install sudo." || return 1
    fi
    if ! setup_apt update; then
        echo "The package lists could not be refreshed; trying with those that are here." >&2
    fi
    if ! setup_apt install --no-install-recommends "${missing[@]}"; then
        setup_fail "apt-get could not install: ${missing[*]}. Its own words stand above; is the network up, and does /etc/apt name a Debian 12 mirror? Nothing of Tilltale was changed." || return 1
    fi
}

# setup_build PRESET [TARGET...]: configures and builds with one of CMakePresets.json.
setup_build()
{
    local preset=$1
    shift
    local -a launcher=() targets=()
    if command -v ccache >/dev/null; then
        launcher=(-DCMAKE_C_COMPILER_LAUNCHER=ccache)
    fi
    if [ $# -gt 0 ]; then
        targets=(--target "$@")
    fi
    cmake --preset "$preset" "${launcher[@]}" >/dev/null ||
        setup_fail "cmake could not configure preset $preset; its words stand above." || return 1
    cmake --build --preset "$preset" "${targets[@]}" ||
        setup_fail "The build of preset $preset failed; the compiler's words stand above." || return 1
}
