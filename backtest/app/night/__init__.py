"""One night: refresh, audit, run and publish, with the paper diary and the folder that readers see."""
