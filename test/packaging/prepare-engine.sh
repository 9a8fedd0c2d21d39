#!/usr/bin/env bash
# Makes a container engine answer on a Debian machine, with the base image that the tests build on. Harmless when both are there.
set -uo pipefail

base="python:3.11-slim-bookworm"
cache="${XDG_CACHE_HOME:-$HOME/.cache}/slipway-test"

give_up() {
  echo "$1: the tests that build images will be skipped."
  exit 0
}

install() {
  [ "$(id -u)" = 0 ] || give_up "No root to install $*"
  DEBIAN_FRONTEND=noninteractive apt-get update -qq >/dev/null &&
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null || give_up "$* could not be installed"
}

answers() { docker version >/dev/null 2>&1; }

start_engine() {
  command -v dockerd >/dev/null || install docker.io iptables
  setsid nohup dockerd >"${TMPDIR:-/tmp}/slipway-test-dockerd.log" 2>&1 </dev/null &
  for _ in $(seq 60); do
    answers && return
    sleep 1
  done
  give_up "The container engine did not start"
}

# Docker's own image where a registry can be reached, else one of the same layout from Debian's packages.
make_base() {
  timeout 60 docker pull -q "$base" >/dev/null 2>&1 && return
  local archive="$cache/base.tar"
  if [ ! -s "$archive" ]; then
    command -v debootstrap >/dev/null || install debootstrap
    make_root_file_system "$archive" || give_up "The base image could not be made"
  fi
  docker import \
    --change 'ENV PATH=/usr/local/bin:/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8' \
    --change 'CMD ["python3"]' "$archive" "$base" >/dev/null || give_up "The base image could not be imported"
}

make_root_file_system() {
  local root
  root="$(mktemp -d)"
  mkdir -p "$cache"
  debootstrap --variant=minbase --include=python3,python3-venv,ca-certificates bookworm "$root" >/dev/null || return 1
  # As in Docker's image, Python is found as `python`, with a pip that may install.
  chroot "$root" sh -c '
    python3 -m zipfile -e /usr/share/python-wheels/pip-*.whl /usr/local/lib/python3.11/dist-packages &&
      rm -rf /usr/lib/python3.11/EXTERNALLY-MANAGED /var/cache/apt/archives/*.deb /var/lib/apt/lists/* /usr/share/doc /usr/share/man /usr/share/locale &&
      ln -sf /usr/bin/python3.11 /usr/local/bin/python && ln -sf /usr/bin/python3.11 /usr/local/bin/python3 &&
      printf "#!/bin/sh\nexec python3 -m pip \"\$@\"\n" >/usr/local/bin/pip && chmod +x /usr/local/bin/pip' || return 1
  tar -C "$root" --exclude=./proc/\* --exclude=./sys/\* --exclude=./dev/\* -cf "$1.part" . && mv "$1.part" "$1"
  rm -rf "$root"
}

answers || start_engine
docker image inspect "$base" >/dev/null 2>&1 || make_base
