#!/bin/sh
# slurm-one-node.sh FOLDER: a Slurm of this machine alone, to try slurm.sh with; as root, with Debian's slurm-wlm and munge.
# Says what to export. "slurm-one-node.sh --stop" ends it.
set -eu
[ $# = 1 ] || { sed -n '2,3s/^# //p' "$0" >&2; exit 2; }
if [ "$1" = --stop ]; then
  pkill slurmctld || true
  pkill slurmd || true
  pkill munged || true
  exit 0
fi
mkdir -p "$1/state" "$1/spool" /run/munge /var/log/munge /var/lib/munge
folder=$(cd "$1" && pwd)
host=$(hostname -s)
cat > "$folder/slurm.conf" << END
ClusterName=one
SlurmctldHost=$host(127.0.0.1)
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool
SlurmctldPidFile=$folder/slurmctld.pid
SlurmdPidFile=$folder/slurmd.pid
SlurmctldLogFile=$folder/slurmctld.log
SlurmdLogFile=$folder/slurmd.log
ProctrackType=proctrack/pgid
TaskPlugin=task/none
ReturnToService=2
SelectType=select/cons_tres
NodeName=$host NodeAddr=127.0.0.1 CPUs=$(nproc) State=UNKNOWN
PartitionName=all Nodes=$host Default=YES MaxTime=INFINITE State=UP
END
chown munge /run/munge /var/log/munge /var/lib/munge
pgrep -x munged > /dev/null || runuser -u munge -- munged
slurmctld -f "$folder/slurm.conf"
slurmd -f "$folder/slurm.conf"
echo "export SLURM_CONF=$folder/slurm.conf"
