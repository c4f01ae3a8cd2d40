"""What can be taken away: answers, lists and tables as Word, Excel, CSV and calendar files."""
