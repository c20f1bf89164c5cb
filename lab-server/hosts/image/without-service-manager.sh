#!/bin/sh
# Nothing on the host starts or asks for a service manager, and packages needed it only to be installed. Runs inside the image, whenever
# packages were added to it.
set -eu
rm -rf /usr/lib/systemd/system /usr/lib/systemd/systemd* /usr/lib/*/systemd/libsystemd-core-*.so
