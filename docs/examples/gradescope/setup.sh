#!/usr/bin/env bash
# Gradescope runs this once, when the image of the autograder is built. The zip of the autograder has Eddy's package beside it
# (npm pack makes eddy-VERSION.tgz).
set -euo pipefail
curl -fsSL https://deb.nodesource.com/setup_22.x | bash -
apt-get install --yes nodejs python3
npm install --global /autograder/source/eddy-*.tgz
