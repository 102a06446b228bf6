#!/bin/sh
# A sweep in eight parts by GNU parallel, on this machine or, with --sshlogin, on several:
#
#   Scenarios/sweeps/parallel.sh plan.yaml --vary nodePools.n.count=4,5,6 --seeds 1..100
#
# On one machine --jobs does as much. The parts are joined in whole.
set -eu
wavetank=${WAVETANK:-wavetank}
parts=${PARTS:-8}
# Quoted once more for the shells that parallel starts.
parallel -q "$wavetank" sweep "$@" --quiet --shard "{}/$parts" --output "part-{}" \
  ::: $(seq 1 "$parts") || [ $? -le "$parts" ]
"$wavetank" merge $(seq -f 'part-%g' 1 "$parts") --output whole
