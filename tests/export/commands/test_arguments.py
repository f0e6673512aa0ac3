"""Arguments of the commands, and what is said of wrong ones."""

from tests.export.commands.running import Run


def test_help_is_chinese_and_usage_errors_exit_2(run: Run) -> None:
    assert run("--help").returncode == 0
    for command in ("check", "convert", "roll", "open", "demo"):
        done = run(command, "--help")
        assert done.returncode == 0
        assert "用法：" in done.stdout
        assert "show this help" not in done.stdout
    for wrong_use in (("check",), ("没有这个命令",), ("roll", "a", "b"), ("roll", "a", "b", "--year", "明年")):
        done = run(*wrong_use)
        assert done.returncode == 2
        assert "用法见" in done.stderr
    assert run("--version").returncode == 0
