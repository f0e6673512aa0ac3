; Installs for the person who runs it: no administrator, no network; drafts are never touched.
; installer.py defines NAME, ID, VERSION, NUMBERS, STAGE, ICON, OUT, WINDOW, CONSOLE, DRAFT_SUFFIX, and writes:
;   FILES  macro RemoveFiles: one Delete or RMDir for each file and folder that is installed, and no other
;   TYPES  macro EachType DO: "!insertmacro DO .docx" for each kind of document that the program reads
;
; Exit status: 0 done; 1 cancelled; 4 the program is running; 5 a newer version is installed; 6 files cannot be written.
; The uninstaller copies itself and ends at once, as NSIS's do; "uninstall.exe /S _?=FOLDER" waits and tells its status.
Unicode true
Target amd64-unicode
!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh
!include WordFunc.nsh
!include Win\COM.nsh
!include Win\Propkey.nsh
!include "${FILES}"
!include "${TYPES}"

!define RUNNING 4
!define NEWER 5
!define REFUSED 6
!define CLASSES "Software\Classes"
!define DRAFT "Nianbao.Draft"
!define REPORT "Nianbao.Report"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\${ID}"

Name "${NAME}"
BrandingText "${NAME} ${VERSION}"
OutFile "${OUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\${ID}"
InstallDirRegKey HKCU "Software\${ID}" "Folder"
SetCompressor /SOLID lzma
SetCompressorDictSize 64
ManifestSupportedOS Win10
ManifestDPIAware true
VIProductVersion "${NUMBERS}"
VIFileVersion "${NUMBERS}"
VIAddVersionKey /LANG=2052 "ProductName" "${NAME}"
VIAddVersionKey /LANG=2052 "FileDescription" "${NAME} 安装程序"
VIAddVersionKey /LANG=2052 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "LegalCopyright" "MIT"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEPAGE_TEXT "只为当前用户安装，不需要管理员，也不连接网络。$\r$\n$\r$\n已经安装过的，草稿和设置都会保留。$\r$\n$\r$\n单击“下一步”继续。"
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE KeepOthersFolders
!define MUI_FINISHPAGE_RUN "$INSTDIR\${WINDOW}"
!define MUI_FINISHPAGE_SHOWREADME ""
!define MUI_FINISHPAGE_SHOWREADME_TEXT "在桌面上放一个图标"
!define MUI_FINISHPAGE_SHOWREADME_FUNCTION AddToDesktop
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"

; A program that runs holds its libraries; so do its processes that read documents.
!macro RefuseWhileRunning un
Function ${un}RefuseWhileRunning
  again:
    IfFileExists "$INSTDIR\runtime\python313.dll" 0 free
    ClearErrors
    FileOpen $0 "$INSTDIR\runtime\python313.dll" a
    IfErrors held
    FileClose $0
    Goto free
  held:
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "${NAME}正开着。请先关闭它的窗口，再按“重试”。" /SD IDCANCEL IDRETRY again
    SetErrorLevel ${RUNNING}
    Quit
  free:
FunctionEnd
!macroend
!insertmacro RefuseWhileRunning ""
!insertmacro RefuseWhileRunning "un."

; A folder in which somebody has other things gets a folder of ours inside.
Function KeepOthersFolders
  IfFileExists "$INSTDIR\${WINDOW}" ours
  ClearErrors
  FindFirst $0 $1 "$INSTDIR\*.*"
  IfErrors ours
  next:
    StrCmp $1 "." further
    StrCmp $1 ".." further
    StrCmp $1 "" empty
    FindClose $0
    StrCpy $INSTDIR "$INSTDIR\${NAME}"
    Goto ours
  further:
    FindNext $0 $1
    Goto next
  empty:
    FindClose $0
  ours:
FunctionEnd

Function RefuseOlder
  ReadRegStr $0 HKCU "${UNINSTALL}" "DisplayVersion"
  ${If} $0 == ""
    Return
  ${EndIf}
  ${VersionCompare} "$0" "${VERSION}" $1
  ${If} $1 == 1
    MessageBox MB_YESNO|MB_ICONEXCLAMATION|MB_DEFBUTTON2 "已经装有较新的版本 $0。换回较旧的 ${VERSION}，新版本存下的草稿可能打不开。仍要换回吗？" /SD IDNO IDYES older
    SetErrorLevel ${NEWER}
    Quit
    older:
  ${EndIf}
FunctionEnd

; Another version goes away by its own list of files, wherever it is; whoever runs it is asked to close it first.
Function RemoveEarlier
  ReadRegStr $R0 HKCU "Software\${ID}" "Folder"
  IfFileExists "$R0\uninstall.exe" 0 none
  again:
    ExecWait '"$R0\uninstall.exe" /S _?=$R0' $0
    ${If} $0 == ${RUNNING}
      MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "${NAME}正开着。请先关闭它的窗口，再按“重试”。" /SD IDCANCEL IDRETRY again
      SetErrorLevel ${RUNNING}
      Quit
    ${EndIf}
    Delete "$R0\uninstall.exe"
    RMDir "$R0"
  none:
FunctionEnd

; A shortcut under the id that the window tells the task bar, so that a pinned one and the window are one button.
Function CreateShortcut  ; stack: path of the shortcut
  Exch $0
  CreateShortCut "$0" "$INSTDIR\${WINDOW}" "" "$INSTDIR\${WINDOW}" 0 SW_SHOWNORMAL "" "填报、核对政府信息公开工作年度报告"
  !insertmacro ComHlpr_CreateInProcInstance ${CLSID_ShellLink} ${IID_IShellLink} r1 ""
  ${If} $1 P<> 0
    ${IUnknown::QueryInterface} $1 '("${IID_IPersistFile}",.r2)'
    ${IUnknown::QueryInterface} $1 '("${IID_IPropertyStore}",.r3)'
    ${If} $2 P<> 0
    ${AndIf} $3 P<> 0
      ${IPersistFile::Load} $2 '("$0",2)'
      System::Call '*${SYSSTRUCT_PROPERTYKEY}(${PKEY_AppUserModel_ID})p.r4'
      System::Call '*(&w${NSIS_MAX_STRLEN} "${ID}")p.r6'
      System::Call '*${SYSSTRUCT_PROPVARIANT}(${VT_LPWSTR},,$6)p.r5'
      ${IPropertyStore::SetValue} $3 '($4,$5)'
      ${IPropertyStore::Commit} $3 ""
      ${IPersistFile::Save} $2 '("$0",1)'
      System::Free $4
      System::Free $5
      System::Free $6
    ${EndIf}
    ${If} $2 P<> 0
      ${IUnknown::Release} $2 ""
    ${EndIf}
    ${If} $3 P<> 0
      ${IUnknown::Release} $3 ""
    ${EndIf}
    ${IUnknown::Release} $1 ""
  ${EndIf}
  Pop $0
FunctionEnd

Function AddToDesktop
  Push "$DESKTOP\${NAME}.lnk"
  Call CreateShortcut
FunctionEnd

!macro Offer SUFFIX
  WriteRegNone HKCU "${CLASSES}\${SUFFIX}\OpenWithProgids" "${REPORT}"
  WriteRegStr HKCU "${CLASSES}\Applications\${WINDOW}\SupportedTypes" "${SUFFIX}" ""
!macroend

!macro Withdraw SUFFIX
  DeleteRegValue HKCU "${CLASSES}\${SUFFIX}\OpenWithProgids" "${REPORT}"
  DeleteRegKey /ifempty HKCU "${CLASSES}\${SUFFIX}\OpenWithProgids"
  DeleteRegKey /ifempty HKCU "${CLASSES}\${SUFFIX}"
!macroend

!macro Opens CLASS TITLE
  WriteRegStr HKCU "${CLASSES}\${CLASS}" "" "${TITLE}"
  WriteRegStr HKCU "${CLASSES}\${CLASS}\DefaultIcon" "" "$INSTDIR\${WINDOW},0"
  WriteRegStr HKCU "${CLASSES}\${CLASS}\shell\open\command" "" '"$INSTDIR\${WINDOW}" "%1"'
!macroend

Section
  Call RefuseOlder
  Call KeepOthersFolders
  Call RefuseWhileRunning
  Call RemoveEarlier
  SetOutPath "$INSTDIR"
  ClearErrors
  File /r "${STAGE}/*"
  ${If} ${Errors}
    MessageBox MB_OK|MB_ICONSTOP "程序文件没有写全。请查看磁盘空间，并看看杀毒软件是否拦截了安装，再装一次。" /SD IDOK
    SetErrorLevel ${REFUSED}
    Quit
  ${EndIf}
  WriteUninstaller "$INSTDIR\uninstall.exe"
  Push "$SMPROGRAMS\${NAME}.lnk"
  Call CreateShortcut
  WriteRegStr HKCU "Software\${ID}" "Folder" "$INSTDIR"

  ; drafts are ours; other documents are offered in 打开方式 and keep whatever opens them now
  WriteRegStr HKCU "${CLASSES}\${DRAFT_SUFFIX}" "" "${DRAFT}"
  !insertmacro Opens "${DRAFT}" "年报草稿"
  !insertmacro Opens "${REPORT}" "用${NAME}导入"
  WriteRegStr HKCU "${CLASSES}\${REPORT}" "FriendlyTypeName" "年报"
  !insertmacro Opens "Applications\${WINDOW}" ""
  WriteRegStr HKCU "${CLASSES}\Applications\${WINDOW}" "FriendlyAppName" "${NAME}"
  !insertmacro EachType Offer

  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\${WINDOW}"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  IntFmt $0 "0x%08X" $0
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" "$0"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd

Section "Uninstall"
  Call un.RefuseWhileRunning
  !insertmacro RemoveFiles
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"  ; only where nothing else is in it
  Delete "$SMPROGRAMS\${NAME}.lnk"
  IfFileExists "$DESKTOP\${NAME}.lnk" 0 +2
    Delete "$DESKTOP\${NAME}.lnk"
  DeleteRegKey HKCU "${CLASSES}\${DRAFT}"
  DeleteRegKey HKCU "${CLASSES}\${REPORT}"
  DeleteRegKey HKCU "${CLASSES}\Applications\${WINDOW}"
  DeleteRegKey /ifempty HKCU "${CLASSES}\Applications"
  ReadRegStr $0 HKCU "${CLASSES}\${DRAFT_SUFFIX}" ""
  ${If} $0 == "${DRAFT}"
    DeleteRegKey HKCU "${CLASSES}\${DRAFT_SUFFIX}"
  ${EndIf}
  !insertmacro EachType Withdraw
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "Software\${ID}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
  IfFileExists "$LOCALAPPDATA\${ID}\*.*" 0 gone
    DetailPrint "草稿和设置没有删除，在 $LOCALAPPDATA\${ID}"
    MessageBox MB_OK|MB_ICONINFORMATION "草稿和设置没有删除，在$\r$\n$LOCALAPPDATA\${ID}$\r$\n$\r$\n以后重新安装，它们还在；确定不要了再自己删除这个文件夹。" /SD IDOK
  gone:
SectionEnd
