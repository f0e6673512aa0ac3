"""Opens drafts and creates them: locks, drafts that are open elsewhere, second drafts of the same organ and year."""

import contextlib
from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from gui.app.prior_lookup import prior_of_draft
from gui.home.draft_list import summary_line
from gui.home.recovery_notice import sentences
from gui.kit.plain_text import MessageBox, warn
from gui.kit.program_log import PROGRAM_LOG, Event
from gui.session.open_report import OpenReport, progress_of
from model.checks.engine import check
from model.errors import UserFacingError
from model.form.edition import Edition
from model.report.known_cells import known_only
from model.report.report import Report
from model.store.damaged_drafts import DamagedDraftError
from model.store.database import DraftStoreError
from model.store.draft_locks import DraftLockedError
from model.store.draft_steps import Step
from model.store.draft_store import DraftStore, OpenedDraft
from model.store.draft_summary import DraftSummary
from model.store.settings import read_settings


class DraftOpener:
    """Opens one draft at a time. Errors of the store are shown in a message, not raised."""

    def __init__(
        self,
        window: QWidget,
        store: DraftStore,
        editions: Mapping[str, Edition],
        *,
        close_current: Callable[[], bool],
        show: Callable[[OpenReport], object],
        tell: Callable[[str], object] = lambda _: None,
    ) -> None:
        """``close_current`` closes the draft that is open, and is ``False`` when it has to stay; ``show`` gets the
        draft that was opened, and ``tell`` a sentence about it."""
        self._window = window
        self._store = store
        self._editions = editions
        self._close_current = close_current
        self._show = show
        self._tell = tell

    def open(self, draft_id: str) -> None:
        """Opens the draft, or a copy of it if it is open elsewhere and the user agrees."""
        if self._close_current():
            self._report_errors(lambda: self._open_or_copy(draft_id))

    def create(self, report: Report, last_year: Report | None, origin: str) -> None:
        """Makes a draft and opens it; asks first where there is one of the same organ and year. ``origin`` is
        recorded in its history. Without a report of last year, one that is on this computer is found by itself."""
        existing = self._draft_like(report)
        if existing is not None and (answer := self._ask_about_second(existing)) != "another":
            if answer == "open":
                self.open(existing.id)
            return
        name = f"{report.organ}（另建）" if existing else ""
        last_edition = self._editions.get(last_year.edition) if last_year else None
        settings = read_settings(self._store.path.parent)
        report = settings.organ.complete(report)
        told = ""
        if last_year is None and (prior := prior_of_draft(self._store, self._editions, report)) is not None:
            last_year, origin = prior.report, f"{origin}，上年年报取自{prior.name}"
            last_edition = self._editions.get(last_year.edition)
            told = f"上年年报取自{prior.name}，用来对照和核对"
        edition = self._editions[report.edition].with_choices(settings.rule_choices)
        progress = progress_of(check(report, edition, last_year, last_edition=last_edition))
        self._report_errors(lambda: self.open(self._store.create(report, last_year, name, progress, origin)))
        if told:
            self._tell(told)

    def continue_in_copy(self, report: OpenReport, close: Callable[[], object]) -> None:
        """Creates a new draft from ``report``, because the open one cannot be written any more. ``close``
        closes that one once the copy is made."""
        name = f"{report.report.organ or '未填机关名称'}（另存）"
        origin = "另存窗口里没能保存的内容"

        def copy() -> None:
            draft_id = self._store.create(report.report, report.last_year, name, report.progress(), origin)
            close()
            self._show_locked(draft_id)

        self._report_errors(copy)

    def unlock(self, draft_id: str) -> None:
        """Releases the lock of the draft; call after it was closed."""
        with contextlib.suppress(UserFacingError):  # our own lock does not block us, and it expires
            self._store.unlock(draft_id)

    def _open_or_copy(self, draft_id: str) -> None:
        try:
            self._show_locked(draft_id)
        except DraftLockedError as error:
            if self._ask_for_copy(str(error)):
                self._show_locked(self._store.duplicate(draft_id))
        except DamagedDraftError:
            self._repair(draft_id)

    def _show_locked(self, draft_id: str) -> None:
        try:
            self._store.lock(draft_id)
        except DraftLockedError:
            raise
        except DraftStoreError:
            pass  # a full or read-only disk: the draft can be read and exported, and the editor shows the rest
        try:
            self._show(self._opened(draft_id))
        except BaseException:
            self.unlock(draft_id)
            raise

    def _repair(self, draft_id: str) -> None:
        """Recovers the readable parts of a damaged draft, reports them, and opens it."""
        aside, recovered = self._store.repair(draft_id)
        box = MessageBox(MessageBox.Icon.Warning, "草稿已损坏", "", parent=self._window)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText("\n".join(sentences(aside, recovered)))
        box.exec()
        if recovered.count:
            self._show_locked(draft_id)

    def _opened(self, draft_id: str) -> OpenReport:
        opened = self._store.open(draft_id)
        edition = self._editions.get(opened.report.edition)
        if edition is None:
            raise UserFacingError(f"这份草稿用的是“{opened.report.edition}”版格式，本程序没有这个版本的表格")
        edition = edition.with_choices(read_settings(self._store.path.parent).rule_choices)
        last_edition = self._editions.get(opened.last_year.edition) if opened.last_year else None
        PROGRAM_LOG.add(Event.OPENED, len(opened.report.figures), len(opened.undo), len(opened.redo))
        return OpenReport(_known_only(opened, edition, last_edition), edition, self._store, last_edition)

    def _draft_like(self, report: Report) -> DraftSummary | None:
        """The draft of the same organ and year that was written last."""
        if not (report.organ and report.year):
            return None
        try:
            drafts = self._store.drafts()
        except UserFacingError:
            return None  # disk errors are reported when the draft is created
        return next((each for each in drafts if (each.organ, each.year) == (report.organ, report.year)), None)

    def _ask_about_second(self, existing: DraftSummary) -> str:
        """``open`` the existing one, make ``another``, or blank for neither."""
        text = f"已有“{existing.name}”{existing.year} 年度的草稿。"
        box = MessageBox(MessageBox.Icon.Question, "已有这份草稿", text, parent=self._window)
        box.setInformativeText(f"{summary_line(existing)}。另建的一份与它互不影响。")
        open_ = box.addButton("打开已有的", MessageBox.ButtonRole.AcceptRole)
        another = box.addButton("另建一份", MessageBox.ButtonRole.ActionRole)
        neither = box.addButton("取消", MessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(open_)
        box.setEscapeButton(neither)
        box.exec()
        clicked = box.clickedButton()
        return "open" if clicked is open_ else "another" if clicked is another else ""

    def _ask_for_copy(self, reason: str) -> bool:
        """The draft is open elsewhere: a copy of it may be opened instead."""
        box = MessageBox(MessageBox.Icon.Warning, "草稿正在别处打开", reason, parent=self._window)
        box.setInformativeText(
            "请到那个窗口里修改，或先把它关闭。那台电脑已经关机或断电的，过一分钟再打开即可；"
            "只想看一看或另改一份的，可以打开一份副本，两份互不影响。"
        )
        copy = box.addButton("打开副本", MessageBox.ButtonRole.AcceptRole)
        back = box.addButton("返回", MessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(back)
        box.setEscapeButton(back)
        box.exec()
        return box.clickedButton() is copy

    def _report_errors(self, work: Callable[[], object]) -> None:
        try:
            work()
        except UserFacingError as error:
            PROGRAM_LOG.add(Event.REFUSED, type(error))
            warn(self._window, "草稿", str(error))


def _known_only(opened: OpenedDraft, edition: Edition, last_edition: Edition | None) -> OpenedDraft:
    """``opened`` without values of cells that its editions do not have, which no part of the window could show."""

    def step(each: Step) -> Step:
        return replace(each, edit=known_only(each.edit, edition), inverse=known_only(each.inverse, edition))

    last_year = opened.last_year
    return replace(
        opened,
        report=known_only(opened.report, edition),
        last_year=known_only(last_year, last_edition) if last_year and last_edition else last_year,
        undo=tuple(map(step, opened.undo)),
        redo=tuple(map(step, opened.redo)),
    )
