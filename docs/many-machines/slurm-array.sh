#!/bin/sh
# A simulation as a Slurm array: one task a shard, then one that puts them together.
#   sbatch --array=1-64 slurm-array.sh architecture.yaml 1000000
#   sbatch --dependency=afterok:JOB slurm-array.sh merge report.json
#SBATCH --job-name=cutpoint
#SBATCH --cpus-per-task=1
#SBATCH --mem=1G
set -eu
if [ "$1" = merge ]; then
  cutpoint simulate --merge part-*.json --format json -o "$2"
else
  cutpoint simulate "$1" --years "$2" --threads 1 \
    --shard "$SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT" -o "part-$SLURM_ARRAY_TASK_ID.json"
fi
