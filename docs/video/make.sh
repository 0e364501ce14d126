#!/usr/bin/env bash
# Makes a silent lesson video of text cards, its captions and its poster: make.sh CARDS.txt OUTPUT-WITHOUT-EXTENSION
# One card per line, "|" breaks lines. Needs ffmpeg and the DejaVu fonts (apt-get install ffmpeg fonts-dejavu-core).
set -euo pipefail
cards=$1
out=$2
seconds=8
font=/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

stamp() { printf '%02d:%02d:%02d.000' $(($1 / 3600)) $(($1 / 60 % 60)) $(($1 % 60)); }

number=0
printf 'WEBVTT\n' >"$out.vtt"
filters="color=c=0x0b3f46:s=640x360:r=10"
while IFS= read -r card; do
  from=$((number * seconds))
  to=$((from + seconds))
  IFS='|' read -ra lines <<<"$card"
  for line in "${!lines[@]}"; do
    printf '%s' "${lines[$line]}" >"$work/$number-$line.txt"
    y=$((180 - ${#lines[@]} * 29 + line * 58))
    filters+=",drawtext=fontfile=$font:textfile=$work/$number-$line.txt:fontcolor=white:fontsize=33:x=(w-text_w)/2:y=$y:enable='between(t,$from,$to-0.05)':alpha='min(1,(t-$from)*2)'"
  done
  printf '\n%s --> %s\n%s\n' "$(stamp "$from")" "$(stamp "$to")" "${card//|/$'\n'}" >>"$out.vtt"
  number=$((number + 1))
done <"$cards"
total=$((number * seconds))
filters+=",drawbox=x=0:y=350:w=iw:h=10:color=0x2a8a8a:t=fill"

ffmpeg -nostdin -v error -y -f lavfi -i "$filters" -t "$total" -an -c:v libx264 -profile:v baseline -pix_fmt yuv420p \
  -crf 30 -g 80 -threads 1 -map_metadata -1 -fflags +bitexact -flags:v +bitexact -movflags +faststart "$out.mp4"
ffmpeg -nostdin -v error -y -ss 2 -i "$out.mp4" -frames:v 1 -q:v 6 -threads 1 -map_metadata -1 -fflags +bitexact "$out.jpg"
stat --format '%s bytes  %n' "$out.mp4" "$out.vtt" "$out.jpg"
