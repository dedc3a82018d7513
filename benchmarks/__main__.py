"""Run every benchmark: ``make bench``; ``python -m benchmarks NAME`` runs one."""

import sys

from benchmarks import (
    building,
    creators,
    ecosystem,
    growing,
    reading,
    recognising,
    symbols,
    testing,
)

ALL = {
    "building": building.main,
    "reading": reading.main,
    "recognising": recognising.main,
    "growing": growing.main,
    "ecosystem": ecosystem.main,
    "symbols": symbols.main,
    "creators": creators.main,
    "testing": testing.main,
}

if __name__ == "__main__":
    for name in sys.argv[1:] or ALL:
        print(f"\n{name}: {sys.modules[f'benchmarks.{name}'].__doc__.splitlines()[0]}")
        ALL[name]()
