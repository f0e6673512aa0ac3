#!/usr/bin/env bash
# Inside the chroot: installs, uses and removes the program on wine, as a clerk would, and compares what was there before
# with what is there after. /check holds setup.exe, older.exe, portable.zip, wheels.zip, a whole Python, sample.docx;
# pictures and logs go there too. Every check prints a line; the exit status is the number of those that failed.
# ONLY="commands window" does these phases only, for looking into them.
set -uo pipefail
NAME=政府信息公开年报
ID=zfxxgk-nianbao
C=$WINEPREFIX/drive_c
HOMES=$C/users/root
FOLDER='C:\办公 资料\年报 程序'
CLI="$FOLDER\\nianbao-cli.exe"
INSTALLED="$C/办公 资料/年报 程序"
LINK="C:\\users\\root\\AppData\\Roaming\\Microsoft\\Windows\\Start Menu\\Programs\\$NAME.lnk"
FAILED=0
ONLY=${ONLY:-}

phase() { [ -z "$ONLY" ] || [[ " $ONLY " == *" $1 "* ]] || return 1; echo "-- $2"; }
check() {  # WHAT COMMAND…
    local what=$1
    shift
    if "$@" >/check/last.log 2>&1; then echo "ok      $what"; else echo "FAILED  $what"; FAILED=$((FAILED + 1)); head -5 /check/last.log; fi
}
win() { : | timeout "${SECONDS_MOST:-900}" wine "$@" 2>&1 | tr -d '\r'; return "${PIPESTATUS[1]}"; }  # wine wants pipes
status() { local wanted=$1; shift; "$@"; local got=$?; [ "$got" = "$wanted" ] || { echo "exit status $got, not $wanted"; return 1; }; }
reg() { win reg "$@"; }
has() { grep -qF -- "$1"; }
batch() {  # a command line of Windows: NSIS takes its last argument, a folder with spaces, unquoted only
    printf '@%s\r\n@exit /b %%ERRORLEVEL%%\r\n' "$1" | iconv -f utf-8 -t gbk >"$C/run.bat"
    win cmd /c 'C:\run.bat'
}
install_to() { batch "\"$1\" /S /D=$2"; }  # INSTALLER FOLDER
remove() { batch "\"$FOLDER\\uninstall.exe\" /S _?=$FOLDER"; }  # waits, unlike without _?=
files() { (cd "$C" && find . -not -path './windows/*' -not -name run.bat -not -path '*/Temp/*' | sort); }
export_registry() { reg export 'HKCU\Software\Classes' "C:\\windows\\$1-classes.reg" /y; reg export 'HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall' "C:\\windows\\$1-uninstall.reg" /y; }
same_registry() { cmp "$C/windows/before-classes.reg" "$C/windows/after-classes.reg" && cmp "$C/windows/before-uninstall.reg" "$C/windows/after-uninstall.reg"; }
window() { xdotool search --onlyvisible --name "$1" 2>/dev/null | head -1; }
until_true() { for _ in $(seq 1 "${TRIES:-1500}"); do "$@" && return 0; sleep 0.2; done; return 1; }  # five minutes
shown() { [ -n "$(window "$1")" ]; }
not_shown() { [ -z "$(window "$1")" ]; }
appears() { until_true shown "$1"; }
vanishes() { until_true not_shown "$1"; }
rest() { sleep "$(awk -v seconds="$1" -v processors="$(nproc)" '{ load = $1 / processors; print seconds * (load < 1 ? 1 : load > 6 ? 6 : load) }' /proc/loadavg)"; }  # longer on a busy machine
picture() { import -window root "/check/$1.png"; }
keys() { for each in "$@"; do xdotool key "$each"; rest "${PAUSE:-2}"; done; }
types() { xdotool type --delay 90 "$1"; rest "${PAUSE:-2}"; }
written() { until_true test -s "$1"; }
import_report() {  # on a busy machine the time for reading a document may be up: once more then
    for _ in 1 2 3; do
        keys Return
        appears 选择上年年报 || return 1
        rest 3; types 'C:\in\2024.docx'; keys Return
        for _ in $(seq 1 1500); do
            [ -n "$(window 导入：2024.docx)" ] && return 0
            [ -n "$(window 没有导入)" ] && keys Return && break
            sleep 0.2
        done
    done
    return 1
}
export_as() {  # INITIALS FILE: through the palette, past the question about open findings if asked, into the dialog for files
    keys ctrl+k; types "$1"; keys Return
    for _ in $(seq 1 1500); do
        [ -n "$(window 导出到)" ] && break
        [ -n "$(window 导出前请看一下)" ] && rest 1 && keys Left Return
        sleep 0.2
    done
    appears 导出到 || return 1
    rest 3; keys ctrl+a; types "C:\\in\\$2"; keys Return
    written "$C/in/$2" && rest 5
}
programs() { pgrep -fc '^[A-Z]:.*年报[.]exe'; }  # wine's tasklist leaves out what has a Chinese name

[ -d "$WINEPREFIX" ] || { WINEDLLOVERRIDES='mscoree,mshtml=' win wineboot -i; win winecfg -v win10; wineserver -w; }
mkdir -p "$C/windows/Fonts" "$C/in" "$C/办公 资料"
cp -n /check/fonts/*.ttf "$C/windows/Fonts/"
win reg import 'Z:\check\fonts\fonts.reg' >/dev/null
cp /check/setup.exe /check/older.exe "$C/"
cp /check/sample.docx "$C/in/2024.docx"
win cmd /c pause >/dev/null 2>&1 &  # the registry stays loaded between the steps

if phase before "before"; then
    reg add 'HKCU\Software\Classes\.docx' /ve /d Word.Document.12 /f >/dev/null
    reg add 'HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall' /f >/dev/null
    export_registry before >/dev/null
    files >/check/files-before
fi

if phase upgrade "an older version, then this one over it"; then
    check "older version installs silently" status 0 install_to 'C:\older.exe' "$FOLDER"
    check "a file that only the older one has is there" test -f "$INSTALLED/app/old-file.py"
    check "a newer version replaces it" status 0 install_to 'C:\setup.exe' "$FOLDER"
    check "the older one's file is gone" test ! -e "$INSTALLED/app/old-file.py"
    check "an older version does not replace a newer silently" status 5 install_to 'C:\older.exe' "$FOLDER"
    echo "        $(du -sm "$INSTALLED" | cut -f1) MB, $(find "$INSTALLED" -type f | wc -l) files"
fi

if phase registered "what is registered"; then
    check "start menu entry" test -f "$HOMES/AppData/Roaming/Microsoft/Windows/Start Menu/Programs/$NAME.lnk"
    check "version in 应用和功能" bash -c ": | wine reg query 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\$ID' /v DisplayVersion 2>/dev/null | grep -q '$VERSION'"
    reg query 'HKCU\Software\Classes\.nianbao' /ve >/check/draft.txt
    check "drafts open with the program" has Nianbao.Draft </check/draft.txt
    reg query 'HKCU\Software\Classes\.docx' /s >/check/docx.txt
    check "documents keep their default" has Word.Document.12 </check/docx.txt
    check "documents are offered" has Nianbao.Report </check/docx.txt
fi

if phase commands "commands"; then
    check "version" bash -c "[ \"\$(: | wine '$CLI' --version 2>/dev/null | tr -d '\\r' | iconv -f gbk -t utf-8)\" = '$NAME $VERSION' ]"
    for kind in docx xlsx pdf html json; do
        check "convert to $kind and read back" status 0 win "$CLI" convert 'C:\in\2024.docx' "C:\\办公 资料\\导出 $kind.$kind"
        check "check $kind" status 0 win "$CLI" check "C:\\办公 资料\\导出 $kind.$kind"
    done
fi

if phase window "the window, started from the menu entry"; then
    started=$(date +%s%N)
    win start "$LINK" >/dev/null 2>&1 &
    check "it opens" appears "$NAME"
    echo "        after $((($(date +%s%N) - started) / 1000000)) ms"
    rest 8
    picture 1-home
    check "a report is imported from the dialog of Windows, by keys" import_report
    rest 4
    picture 2-import
    keys Return
    check "the draft opens" appears 2025年政府信息公开
    rest 4
    PAUSE=1 keys 7 Return 8 Return
    picture 3-filled
    check "export to Word by keys" export_as dcword out.docx
    check "export to Excel by keys" export_as dcexcel out.xlsx
    check "export to PDF by keys" export_as dcpdf out.pdf
    rest 4
    picture 4-exported
    for kind in docx xlsx pdf; do
        win "$CLI" convert "C:\\in\\out.$kind" "C:\\in\\$kind.json" >/dev/null
        check "what was typed is in $kind" grep -zq '"requests.received.person": 7,.*"requests.carried_in.person": 8,' "$C/in/$kind.json"
    done
    check "the draft is stored" test -s "$HOMES/AppData/Local/$ID/drafts.sqlite3"
    win start "$LINK" >/dev/null 2>&1
    rest 10
    check "a second start brings the first window" test "$(programs)" = 1
fi

if phase running "while it runs"; then
    check "installing is refused with status 4" status 4 install_to 'C:\setup.exe' "$FOLDER"
    check "removing is refused with status 4" status 4 remove
    check "and nothing is gone" test -f "$INSTALLED/app/main.py"
    xdotool key alt+F4
    check "it closes" vanishes "$NAME"
    rest 15
fi

if phase removed "removed"; then
    sha256sum "$HOMES/AppData/Local/$ID/drafts.sqlite3" >/check/drafts-before
    echo mine >"$INSTALLED/我的文件.txt"
    find "$INSTALLED" -name '*.pyc' -newer "$INSTALLED/uninstall.exe" >/check/written-into-program
    check "nothing was written into the program's folder" test ! -s /check/written-into-program
    check "uninstall" status 0 remove
    check "drafts are untouched" sha256sum -c /check/drafts-before
    check "my file is untouched" test -f "$INSTALLED/我的文件.txt"
    rm -f "$INSTALLED/uninstall.exe" "$INSTALLED/我的文件.txt"  # run with _?= it stays, as NSIS says
    check "the folder is empty" rmdir "$INSTALLED"
    export_registry after >/dev/null
    check "the registry is as before" same_registry
    rm -rf "$HOMES/AppData/Local/$ID" "$C/in" "$C/办公 资料"
    files >/check/files-after
    diff /check/files-before /check/files-after | grep '^>' >/check/left-over
    check "nothing is left over" test ! -s /check/left-over
fi

unpack() { rm -rf "$2" && mkdir -p "$2" && python3 -m zipfile -e "$1" "$2"; }  # ZIP FOLDER

STICK=/check/stick
PORTABLE="$STICK/$NAME-$VERSION"
[ -d "$PORTABLE" ] || unpack /check/portable.zip "$STICK"
ln -sfn "$STICK" "$WINEPREFIX/dosdevices/e:"
E="E:\\$NAME-$VERSION"

opens() {  # TITLE COMMAND…: milliseconds until its window is shown; it is closed then
    local title=$1 begun
    shift
    begun=$(date +%s%N)
    win "$@" >/dev/null 2>&1 &
    appears "$title"
    echo $((($(date +%s%N) - begun) / 1000000))
    rest 2
    xdotool key alt+F4
    wait $!
}
least() { sort -n | head -1; }
BARE="from PySide6.QtWidgets import QApplication, QWidget
application = QApplication([])
window = QWidget()
window.setWindowTitle('bare window')
window.resize(900, 600)
window.show()
application.exec()"

if phase portable "the portable folder on a write-protected stick"; then
    mount --bind "$STICK" "$STICK"
    mount -o remount,ro,bind "$STICK"
    check "nothing can be written there" bash -c "! touch '$PORTABLE/x' 2>/dev/null"
    win "$E\\年报.exe" >/dev/null 2>&1 &
    check "the window opens" appears "$NAME"
    rest 8
    picture 5-read-only
    xdotool key alt+F4
    check "it closes" vanishes "$NAME"
    ours=$(for _ in 1 2 3; do opens "$NAME" "$E\\年报.exe"; done | least)
    bare=$(for _ in 1 2 3; do opens "bare window" "$E\\runtime\\python.exe" -c "$BARE"; done | least)
    echo "        it opens after $ours ms, a bare window of the same folder after $bare ms"
    cp /check/sample.docx "$C/2024.docx"
    check "a command works" status 0 win "$E\\nianbao-cli.exe" convert 'C:\2024.docx' 'C:\2024.pdf'
    win "$E\\nianbao-cli.exe" convert 'C:\2024.docx' 'E:\2024.pdf' | iconv -f gbk -t utf-8 -c >/check/read-only.txt
    # Windows says write-protected (19), wine access denied (5)
    check "writing to the stick is refused at once, with the words for it" grep -q '磁盘有写保护\|没有权限在“E:' /check/read-only.txt
    umount "$STICK"
    rm -f "$C/2024.docx" "$C/2024.pdf"
    rm -rf "$HOMES/AppData/Local/$ID"
fi

box() {  # WHAT STATUS PICTURE: the window's program shows a box, and ends with this exit status when it is closed
    win start /wait "$E\\年报.exe" >/dev/null 2>&1 &  # as by a double click: without standard streams
    local started=$!
    check "$1: a box" appears "$NAME"
    rest 4
    picture "$3"
    xdotool key Escape
    TRIES=300 until_true not_shown "$NAME" || xdotool key Tab Return
    wait "$started"
    check "$1: exit status $2" test $? = "$2"
}
sentence() {  # WHAT TEXT: the command says so, and ends with status 3
    win "$E\\nianbao-cli.exe" --version >/check/sentence.gbk
    check "$1: exit status 3" test $? = 3
    check "$1: the words" bash -c "iconv -f gbk -t utf-8 -c /check/sentence.gbk | grep -qF '$2'"
}
if phase incomplete "a folder that is not whole"; then
    for part in runtime/python313.dll runtime/python313.zip runtime/python313._pth runtime/python.exe \
        runtime/site/PySide6/Qt6Widgets.dll app/main.py app/gui/app/application.py; do
        mv "$PORTABLE/$part" /check/aside
        sentence "without $part" 程序文件不全
        [ "$part" != runtime/python313.dll ] || box "without $part" 3 6-incomplete
        mv /check/aside "$PORTABLE/$part"
    done
    mv "$PORTABLE/runtime/python313.dll" /check/aside
    head -c 100000 /check/aside >"$PORTABLE/runtime/python313.dll"
    sentence "half a python313.dll" 程序文件不全
    mv /check/aside "$PORTABLE/runtime/python313.dll"
    for case in "runtime/site/PySide6/QtWidgets.pyd 2 7-no-window" "app/gui/app/main_window.py 2 8-no-module" \
        "app/resources/editions 2 9-no-editions" "runtime/site/shiboken6 2 10-no-package"; do
        read -r part status name <<<"$case"
        mv "$PORTABLE/$part" /check/aside
        box "without $part" "$status" "$name"
        mv /check/aside "$PORTABLE/$part"
    done
    win winecfg -v win7
    sentence "Windows 7" "需要 Windows 10"
    win winecfg -v win10
fi

if phase wheels "the folder of wheels, on a computer with Python"; then
    unpack /check/wheels.zip "$C/轮子 文件夹"
    TARGET="$HOMES/AppData/Local/Programs/$ID-python"
    INSTALL="set NIANBAO_UNATTENDED=1&call \"C:\\轮子 文件夹\\nianbao-$VERSION-wheels-windows\\安装.bat\""
    check "without a Python it is refused" status 1 batch "$INSTALL"
    iconv -f gbk -t utf-8 -c /check/last.log >/check/wheels.txt
    check "with the words for it" has "没有找到 64 位的 Python" </check/wheels.txt
    ln -sfn /check/python "$C/Python313"
    check "it installs without an index" status 0 batch "set PATH=C:\\Python313;%PATH%&$INSTALL"
    iconv -f gbk -t utf-8 -c /check/last.log >/check/wheels.txt
    check "it says where" has 安装好了 </check/wheels.txt
    cp /check/sample.docx "$C/2024.docx"
    check "a command works" status 0 win "C:\\users\\root\\AppData\\Local\\Programs\\$ID-python\\Scripts\\$ID.exe" convert 'C:\2024.docx' 'C:\2024.pdf'
    check "and has written a PDF" bash -c "head -c 5 '$C/2024.pdf' | grep -q '%PDF-'"
    batch "\"%LOCALAPPDATA%\\Programs\\$ID-python\\打开年报.bat\"" >/dev/null 2>&1 &
    check "打开年报.bat opens the window" appears "$NAME"
    rest 8
    picture 11-wheels
    xdotool key alt+F4
    check "it closes" vanishes "$NAME"
    rm -rf "$C/轮子 文件夹" "$TARGET" "$C/Python313" "$C/2024.docx" "$C/2024.pdf" "$HOMES/AppData/Local/$ID"
fi

wineserver -k
exit $FAILED
