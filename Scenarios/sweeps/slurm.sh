#!/bin/sh
#SBATCH --job-name=wavetank
#SBATCH --array=1-8
#SBATCH --cpus-per-task=2
#
# A sweep as a job array of Slurm, a part for each task:
#
#   sbatch Scenarios/sweeps/slurm.sh plan.yaml --vary nodePools.n.count=4,5,6 --seeds 1..100
#   wavetank merge part-* --output whole
#
# A task that was killed or requeued goes on where it was. The exit code 1 says that an expectation
# does not hold in some run, which is a result and no failure of the task.
set -eu
"${WAVETANK:-wavetank}" sweep "$@" --quiet --jobs "${SLURM_CPUS_PER_TASK:-1}" \
  --shard "$SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT" \
  --output "part-$SLURM_ARRAY_TASK_ID" || [ $? -eq 1 ]
