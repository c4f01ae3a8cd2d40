"""``python -m web.cli`` is the command ``cchc``."""

from web.cli import main

main()
