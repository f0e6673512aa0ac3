"""The reading process can neither reach a network, nor start programs, nor write files."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent.parent
BEGIN = "import sys\nfrom model.importing.reading_child import _refuse\nsys.addaudithook(_refuse)\n"
DEEDS = {
    "socket": "import socket; socket.create_connection(('127.0.0.1', 9))",
    "name": "import socket; socket.getaddrinfo('localhost', 9)",
    "program": "import subprocess, sys; subprocess.run([sys.executable, '-c', ''])",
    "shell": "import os; os.system('true')",
    "file": "open('written.txt', 'w')",
    "descriptor": "import os; os.open('written.txt', os.O_WRONLY | os.O_CREAT)",
}


def test_the_reading_process_can_only_read(tmp_path: Path) -> None:
    tries = "".join(
        f"try:\n    {deed}\n    print({name!r}, 'was possible')\nexcept PermissionError:\n    pass\n"
        for name, deed in DEEDS.items()
    )
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r})\n{BEGIN}{tries}open({str(ROOT / 'main.py')!r}, 'rb').read()\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert (ran.stdout, ran.stderr, ran.returncode) == ("", "", 0)
    assert list(tmp_path.iterdir()) == []
