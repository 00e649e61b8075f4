"""``python -m itsmlint``."""

from itsmlint.cli import main

if __name__ == "__main__":
    main()
