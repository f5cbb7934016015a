"""`make bench`: figures of design 11 as ratios against their baselines. Nothing here passes or fails."""

import os
import sys
import tempfile

PARTS = ("submit", "storage", "tabulation", "releasing", "explorer", "exporting", "authoring")


def main(wanted: list[str]) -> None:
    from . import authoring, explorer, exporting, releasing, storage, submit, tabulation  # after VAR_DIR is set: the settings read it

    parts = {
        "submit": submit,
        "storage": storage,
        "tabulation": tabulation,
        "releasing": releasing,
        "explorer": explorer,
        "exporting": exporting,
        "authoring": authoring,
    }
    for name in wanted or PARTS:
        print(f"\n== {name} ==", flush=True)
        parts[name].run()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="mik-bench-") as folder:
        os.environ["VAR_DIR"] = folder
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mik_site.settings.dev")
        main(sys.argv[1:])
