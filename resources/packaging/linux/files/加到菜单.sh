#!/bin/sh
# 免安装版用：把本文件夹里的程序加到当前用户的开始菜单；加参数 remove 则取消。移动文件夹之后请再运行一次。
set -eu
here=$(dirname "$(readlink -f "$0")")
share="${XDG_DATA_HOME:-$HOME/.local/share}"
entry="$share/applications/@ID@.desktop"

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

mkdir -p "$share"
cp -R "$here/share/." "$share/"
quoted=$(printf '%s' "$here/@LAUNCHER@" | sed -e 's/[\\"`$]/\\&/g' -e 's/[\\&#]/\\&/g' -e 's/%/%%/g')
sed -i "s#^Exec=.*#Exec=\"$quoted\" %f#" "$entry"
make_known
echo "已加到开始菜单：@NAME@"
