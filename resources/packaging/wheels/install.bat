@echo off
rem Saved as GBK with CRLF by wheel_folder.py: the code page of a Chinese Windows console.
setlocal
set "NIANBAO=%LOCALAPPDATA%\Programs\zfxxgk-nianbao-python"
set "WHEELS=%~dp0wheels"
set "PYTHON="
for %%v in (3.13 3.12 3.11) do if not defined PYTHON py -%%v-64 -c "" >nul 2>&1 && set "PYTHON=py -%%v-64"
if not defined PYTHON python -c "import sys; sys.exit(not ((3, 11) <= sys.version_info[:2] <= (3, 13) and sys.maxsize > 2**32))" >nul 2>&1 && set "PYTHON=python"
if not defined PYTHON (
  echo 没有找到 64 位的 Python 3.11、3.12 或 3.13。没有 Python 的电脑请改用安装程序或免安装压缩包。
  goto failed
)
echo 正在安装到 %NIANBAO% ，不需要网络……
%PYTHON% -m venv --clear --without-pip "%NIANBAO%" || goto failed
"%NIANBAO%\Scripts\python.exe" "%WHEELS%\@PIP@\pip" --isolated install --quiet --no-index --no-warn-script-location --find-links "%WHEELS%" zfxxgk-nianbao==@VERSION@ || goto failed
"%NIANBAO%\Scripts\zfxxgk-nianbao.exe" --version || goto failed
>"%NIANBAO%\打开年报.bat" echo @start "" "%%~dp0Scripts\pythonw.exe" -m zfxxgk_nianbao.main %%*
echo 安装好了。双击 %NIANBAO%\打开年报.bat 打开；卸载时删除这个文件夹即可，草稿不在里面。
if not defined NIANBAO_UNATTENDED pause
exit /b 0
:failed
echo 没有安装成功。
if not defined NIANBAO_UNATTENDED pause
exit /b 1
