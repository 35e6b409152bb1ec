"""The legal form of an issue (出版形式), item by item: one module a group of items, judged on the finished pages (issue 7)."""
