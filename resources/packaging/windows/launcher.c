/* Runs runtime\python313.dll in this process, so that task bar, firewall and task manager show one program under our
   name and icon. Built twice: for the window, and with CONSOLE for commands. A file that is dropped on it or opened with
   it becomes "open FILE"; everything else goes through to main.py as it is. */
#define WIN32_LEAN_AND_MEAN
#include <windows.h>
#include <shellapi.h>
#include <stdlib.h>
#include <wchar.h>

#define MOST 32768 /* characters of a path of Windows */
#define UNCAUGHT 1 /* Python's exit status after an exception that nothing handled */
#define OPENED_NOTHING 3

typedef int (*PyMain)(int, wchar_t **);
typedef LONG(WINAPI *GetVersionOf)(OSVERSIONINFOW *);

#ifndef CONSOLE
static const wchar_t TITLE[] = L"政府信息公开年报";
#endif
static const wchar_t INCOMPLETE[] =
    L"程序文件不全，打不开。\n\n请先把压缩包完整解压，再双击“年报.exe”；已经解压或安装过的，请重新解压或重新安装"
    L"（草稿不在程序文件夹里，不会丢）。杀毒软件隔离了文件时，请先把它放行。";
static const wchar_t *const PARTS[] = {
    L"runtime\\python313.dll", L"runtime\\python313.zip", L"runtime\\python313._pth", L"runtime\\python.exe",
    L"runtime\\site\\PySide6\\Qt6Widgets.dll", L"app\\main.py", L"app\\gui\\app\\application.py",
};

static int tell(const wchar_t *what)
{
#ifdef CONSOLE
    DWORD written;
    HANDLE error = GetStdHandle(STD_ERROR_HANDLE);
    if (!WriteConsoleW(error, what, (DWORD)wcslen(what), &written, NULL)) {
        char bytes[2048];
        int length = WideCharToMultiByte(CP_ACP, 0, what, -1, bytes, sizeof bytes - 1, NULL, NULL);
        if (length > 1) {
            bytes[length - 1] = '\n';
            WriteFile(error, bytes, (DWORD)length, &written, NULL);
        }
    } else {
        WriteConsoleW(error, L"\n", 1, &written, NULL);
    }
#else
    MessageBoxW(NULL, what, TITLE, MB_ICONERROR | MB_OK | MB_SETFOREGROUND);
#endif
    return OPENED_NOTHING;
}

static BOOL is_file(const wchar_t *path)
{
    DWORD attributes = GetFileAttributesW(path);
    return attributes != INVALID_FILE_ATTRIBUTES && !(attributes & FILE_ATTRIBUTE_DIRECTORY);
}

static BOOL is_old_windows(void)
{
    OSVERSIONINFOW version = {.dwOSVersionInfoSize = sizeof version};
    GetVersionOf ask = (GetVersionOf)(void *)GetProcAddress(GetModuleHandleW(L"ntdll.dll"), "RtlGetVersion");
    return ask && !ask(&version) && version.dwMajorVersion < 10;
}

static int start(int argc, wchar_t **argv)
{
    static wchar_t folder[MOST], path[MOST], interpreter[MOST];
    wchar_t **arguments, *slash;
    HMODULE python;
    PyMain run;
    int count = 0, status, i;
    DWORD length = GetModuleFileNameW(NULL, folder, MOST);

    if (!length || length >= MOST - 64 || !(slash = wcsrchr(folder, L'\\')))
        return tell(L"程序所在文件夹的路径太长，打不开。请把程序放到路径短一些的位置。");
    *slash = 0;
    if (is_old_windows())
        return tell(L"本程序需要 Windows 10 或更新的系统。");
    for (i = 0; i < (int)(sizeof PARTS / sizeof *PARTS); i++) {
        swprintf(path, MOST, L"%ls\\%ls", folder, PARTS[i]);
        if (!is_file(path))
            return tell(INCOMPLETE);
    }

    /* documents are read in processes of their own, which an interpreter runs; Python's C runtime and its children both
       get to know */
    swprintf(interpreter, MOST, L"%ls\\runtime\\python.exe", folder);
    SetEnvironmentVariableW(L"ZFXXGK_PYTHON", interpreter);
    _wputenv_s(L"ZFXXGK_PYTHON", interpreter);

    SetDllDirectoryW(L""); /* no library from the current folder */
    swprintf(path, MOST, L"%ls\\runtime\\python313.dll", folder);
    python = LoadLibraryExW(path, NULL, LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR | LOAD_LIBRARY_SEARCH_SYSTEM32);
    run = python ? (PyMain)(void *)GetProcAddress(python, "Py_Main") : NULL;
    if (!run)
        return tell(INCOMPLETE);

    arguments = calloc((size_t)argc + 6, sizeof *arguments);
    if (!arguments)
        return tell(L"内存不够，打不开。");
    swprintf(path, MOST, L"%ls\\app\\main.py", folder);
    arguments[count++] = argv[0];
    arguments[count++] = path;
    if (argc > 1 && is_file(argv[1])) { /* of several dropped files the first */
        arguments[count++] = L"open";
        arguments[count++] = argv[1];
    } else {
        for (i = 1; i < argc; i++)
            arguments[count++] = argv[i];
    }
    status = run(count, arguments);
#ifndef CONSOLE
    if (status == UNCAUGHT)
        return tell(INCOMPLETE);
#endif
    return status;
}

#ifdef CONSOLE
int wmain(int argc, wchar_t **argv) { return start(argc, argv); }
#else
int WINAPI wWinMain(HINSTANCE instance, HINSTANCE none, PWSTR line, int shown)
{
    int argc;
    wchar_t **argv = CommandLineToArgvW(GetCommandLineW(), &argc);
    (void)instance, (void)none, (void)line, (void)shown;
    return argv ? start(argc, argv) : OPENED_NOTHING;
}
#endif
