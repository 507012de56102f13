#!/usr/bin/env bash
# Installs the Debian packages of scripts/packages.txt that are missing, and says which.
set -euo pipefail
cd "$(dirname "$0")/.."
mapfile -t wanted < <(sed 's/#.*//; s/[[:space:]]*$//; /^$/d' scripts/packages.txt)
missing=()
for package in "${wanted[@]}"; do
  # A program that is there by another road (node from its own package source) needs no second copy.
  case "$package" in
    nodejs|npm) command -v "${package%js}" >/dev/null && continue ;;
    python3) command -v python3 >/dev/null && continue ;;
  esac
  [ "$(dpkg-query -W -f='${Status}' "$package" 2>/dev/null)" = 'install ok installed' ] || missing+=("$package")
done
[ "${#missing[@]}" -eq 0 ] && exit 0
echo "nuzuh needs ${#missing[@]} Debian packages that are not here: ${missing[*]}"
as_root=()
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || { echo "Not root and no sudo. Run as root: apt-get install ${missing[*]}" >&2; exit 1; }
  as_root=(sudo)
fi
echo 'Installing them with apt-get ...'
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
echo 'Installed.'
