"""Where facts come from: the protocol of a source, a folder of files, and one folder per library."""
