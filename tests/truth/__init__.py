"""What is printed is true: page numbers and words, judged from the finished files."""
