"""The machine we stand on: its folders, our resources, safe writing of files, the local log."""
