#!/bin/sh
# Installs into the home folder of whoever runs it, without a network and without an administrator.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
nianbao="${XDG_DATA_HOME:-$HOME/.local/share}/zfxxgk-nianbao-python"
python=
for candidate in python3.13 python3.12 python3.11 python3; do
    if command -v "$candidate" >/dev/null 2>&1 &&
        "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    echo "没有找到 Python 3.11、3.12 或 3.13。没有 Python 的电脑请改用 .deb 或免安装压缩包。" >&2
    exit 1
fi
echo "正在安装到 $nianbao ，不需要网络……"
"$python" -m venv --clear --without-pip "$nianbao"
"$nianbao/bin/python" "$here/wheels/@PIP@/pip" --isolated install --quiet --no-index \
    --find-links "$here/wheels" zfxxgk-nianbao==@VERSION@
"$nianbao/bin/zfxxgk-nianbao" --version
echo "安装好了。运行 $nianbao/bin/zfxxgk-nianbao 打开；卸载时删除这个文件夹即可，草稿不在里面。"
