#!/bin/sh
# `bouncewijzer …` as the service of systemd runs it: its user, its settings, its data. For /usr/local/bin/bouncewijzer.
exec systemd-run --quiet --pipe --wait --collect \
  --property=DynamicUser=yes --property=User=bouncewijzer \
  --property=StateDirectory=bouncewijzer --property=StateDirectoryMode=0700 \
  --property=EnvironmentFile=/etc/bouncewijzer/environment \
  --property=WorkingDirectory=/var/lib/bouncewijzer --property=UMask=0077 \
  --setenv=BOUNCEWIJZER_DATA=/var/lib/bouncewijzer --setenv=HOME=/var/lib/bouncewijzer \
  --setenv=PYTHONDONTWRITEBYTECODE=1 \
  /opt/bouncewijzer/bin/bouncewijzer "$@"
