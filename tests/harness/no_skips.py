"""A test that did not run proves nothing: skipped and expected failures turn the whole run red.

The hooks are imported by tests/conftest.py.
"""

import pytest


class NoSkips:
    """Counts what did not run, and says so before pytest's closing line."""

    def __init__(self) -> None:
        """Nothing is seen yet."""
        self.not_run: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A skipped test, and one that was marked to fail, whether it did or not."""
        if report.skipped or hasattr(report, "wasxfail"):
            self.not_run.append(report.nodeid)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """A file that skipped itself."""
        if report.skipped:
            self.not_run.append(report.nodeid)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Green is red where something did not run."""
        if self.not_run and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Name them."""
        for test in self.not_run:
            terminalreporter.write_line(f"NOT RUN, which counts as failed: {test}", red=True)


def pytest_configure(config: pytest.Config) -> None:
    """Watch this run."""
    config.pluginmanager.register(NoSkips(), "no-skips")
