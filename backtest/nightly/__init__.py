"""What a night needs beside the runs: which session is due, the folder that readers see, the paper diary."""
