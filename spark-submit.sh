#!/usr/bin/env bash
# Runs a job on Spark: ./spark-submit.sh [--master M | --remote R] [--conf k=v]... [--worker PATH] JOB.dll|PROGRAM|COMMAND ARGS...
# Starts a Connect server with $SPARK_HOME when none is given, runs the job, shows stages and tasks, stops what it started, returns the job's exit code.
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"

options=()
while [ $# -gt 0 ]; do
  case "$1" in
    --master|--remote|--conf|--worker) [ $# -ge 2 ] || { echo "$1 needs a value" >&2; exit 2; }; options+=("$1" "$2"); shift 2 ;;
    --master=*|--remote=*|--conf=*|--worker=*) options+=("${1%%=*}" "${1#*=}"); shift ;;
    -h|--help) options+=(--help); break ;;
    --) shift; break ;;
    -*) echo "unknown option $1; try --help" >&2; exit 2 ;;
    *) break ;;
  esac
done

dml="$root/jobs/bin/Release/net10.0/dml.dll"
[ -f "$dml" ] && [ -z "$(find "$root/src" "$root/jobs" "$root/grains" -name '*.cs' -newer "$dml" -not -path '*/obj/*' -print -quit)" ] ||
  dotnet build -c Release --nologo -v quiet -clp:NoSummary "$root/jobs" >&2
exec dotnet "$dml" submit "${options[@]}" ${1:+--} "$@"
