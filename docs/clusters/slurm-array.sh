#!/bin/bash
# A sweep as a Slurm job array: every task runs one part of the design points.
#
#   sbatch --array=0-7 slurm-array.sh EXPERIMENT.yaml FOLDER 8
#
# The folder must be on a disk that all nodes see. The same command submitted again, whole or with --array=5 alone, leaves finished parts
# as they are and goes on with the others from their last finished run. Afterwards: subsidia merge FOLDER
#
#SBATCH --job-name=subsidia
#SBATCH --ntasks=1
#SBATCH --cpus-per-task=1
#SBATCH --mem=2G
#SBATCH --time=04:00:00
#SBATCH --output=%x-%A_%a.log
# A minute before the time is up Slurm says so to the program, which then finishes the runs in flight and keeps them.
#SBATCH --signal=B:TERM@60
set -euo pipefail
usage='sbatch --array=0-7 slurm-array.sh EXPERIMENT.yaml FOLDER 8'
experiment=${1:?$usage}
folder=${2:?$usage}
parts=${3:?$usage}

# The program refuses a part that a process on another node may be writing to. A process that was killed there cannot say that it is gone,
# but Slurm can: when none of our jobs is on that node any more.
lock=$folder/shard-$((SLURM_ARRAY_TASK_ID + 1))-of-$parts/.lock
node=$(sed -n 's/.*"host":"\([^".]*\).*/\1/p' "$lock" 2>/dev/null || true)
if [ -n "$node" ] && [ "$node" != "$(hostname -s)" ] && ours=$(squeue --noheader --user "$(id -un)" --nodelist "$node" 2>/dev/null) && [ -z "$ours" ]; then
  rm -f "$lock"
fi

# exec, so that Slurm's signals reach the program itself.
exec subsidia sweep "$experiment" --shards "$parts" --out "$folder" --workers "${SLURM_CPUS_PER_TASK:-1}"
