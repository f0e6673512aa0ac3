#!/bin/sh
# 免安装版用：把本文件夹里的程序加到当前用户的开始菜单；加参数 remove 则取消。移动文件夹之后请再运行一次。
set -eu
here=$(dirname "$(readlink -f "$0")")
share="${XDG_DATA_HOME:-$HOME/.local/share}"
entry="$share/applications/@ID@.desktop"

# What opens files of a type now; blank where nothing does, or nothing can tell.
opened_by() {
    if command -v gio >/dev/null 2>&1; then
        LC_ALL=C gio mime "$1" 2>/dev/null | sed -n 's/^Default application.*: \(.*\.desktop\)$/\1/p'
    elif command -v xdg-mime >/dev/null 2>&1; then
        xdg-mime query default "$1" 2>/dev/null || true
    fi
}

open_by() {
    if command -v gio >/dev/null 2>&1; then gio mime "$1" "$2"; else xdg-mime default "$2" "$1"; fi >/dev/null 2>&1 || true
}

make_known() {
    for update in update-desktop-database:applications update-mime-database:mime; do
        if command -v "${update%:*}" >/dev/null 2>&1; then "${update%:*}" "$share/${update#*:}" >/dev/null 2>&1 || true; fi
    done
}

if [ "${1:-}" = remove ]; then
    (cd "$here/share" && find . -type f) | while read -r file; do rm -f "$share/$file"; done
    make_known
    (cd "$here/share" && find . -depth -mindepth 1 -type d) | while read -r folder; do
        rmdir "$share/$folder" 2>/dev/null || true
    done
    echo "已从开始菜单去掉。草稿仍在 $share/@PACKAGE@"
    exit
fi

# An entry of the user goes before those of the system: without more, Word files would be opened here from now on.
documents=$(sed -n 's/^MimeType=//p' "$here/share/applications/@ID@.desktop" | tr ';' '\n' | grep -v '^application/x-nianbao$')
before=$(for type in $documents; do echo "$type $(opened_by "$type")"; done)
mkdir -p "$share"
cp -R "$here/share/." "$share/"
quoted=$(printf '%s' "$here/@LAUNCHER@" | sed -e 's/[\\"`$]/\\&/g' -e 's/[\\&#]/\\&/g' -e 's/%/%%/g')
sed -i "s#^Exec=.*#Exec=\"$quoted\" %f#" "$entry"
if ! command -v gio >/dev/null 2>&1 && ! command -v xdg-mime >/dev/null 2>&1; then
    sed -i 's#^MimeType=.*#MimeType=application/x-nianbao;#' "$entry"
fi
make_known
echo "$before" | while read -r type opened; do
    if [ -n "$opened" ] && [ "$opened" != @ID@.desktop ] && [ "$opened" != "$(opened_by "$type")" ]; then
        open_by "$type" "$opened"
    fi
done
echo "已加到开始菜单：@NAME@"
